import type { AnyStateFields } from '../../../../asl';
import { UsageError } from '../../../usage-error';
import { askTestState } from '../ask';
import { refuseContext } from '../context';
import { questionOf } from '../recover';
import { addEvaluationFailed } from '../told-history';
import type { VisitEnd, WalkVisit } from '../walk';

/** Pass, Choice, Succeed and Fail: one question, without a mock, since TestState takes none. */
export async function visitPlain(visit: WalkVisit): Promise<VisitEnd> {
  refuseContext(visit);
  const { walk, place, node, input } = visit;
  const told = await askTestState(walk.call, questionOf(visit));
  if (told.status !== 'SUCCEEDED') {
    place.lastEvent = addEvaluationFailed(walk.history, place.lastEvent, node.name, told);
    return { failure: { error: told.error, cause: told.cause, state: node.name } };
  }
  return { output: told.output === undefined ? input : told.output, next: told.nextState, variables: told.variables };
}

/** Wait: TestState gives a state five minutes, so that a longer one fails by the API and not by the workflow. */
export async function visitWait(visit: WalkVisit): Promise<VisitEnd> {
  const { walk, place, node } = visit;
  const { Seconds }: AnyStateFields = node.fields;
  if (typeof Seconds !== 'number' && !walk.turns.alone) {
    throw new UsageError(
      `State "${node.name}" at ${node.pointer} waits beside other branches or items for a time that TestState does not report: their order depends on it.`,
      "write Seconds as a number, run this test with target: 'local', or on the deployed machine.",
    );
  }
  const end = await visitPlain(visit);
  if (!('failure' in end) || end.failure.error !== 'States.Timeout') {
    if (!('failure' in end) && typeof Seconds === 'number' && Seconds > 0) await walk.turns.sleep(place.strand, Seconds * 1000);
    return end;
  }
  throw new UsageError(
    `State "${node.name}" at ${node.pointer} waits for more than the five minutes that TestState gives a state.`,
    "run this test with target: 'local', or on the deployed machine.",
  );
}
