import type { AnyStateNode } from '../../asl';
import { preparationOf } from '../engine/preparation';
import { FAIL, type Outcome, PARK } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { STATE_KINDS } from '../states';
import { prepareWith } from '../states/kind';
import { UsageError } from '../usage-error';
import type { StateTest } from './state-test';

/** TestState gives up on a state after five minutes. */
const LONGEST_SECONDS = 300;

/** Runs a state as an execution would, to the end of all it waits for. Throws the failure it came to. */
export async function runKind(node: AnyStateNode, { visit, indexOf }: Pick<StateTest, 'visit' | 'indexOf'>): Promise<void> {
  const run = prepareWith(STATE_KINDS[node.type] as never, node, preparationOf(node, 0, [], indexOf));
  let outcome = run(visit);
  while (outcome === PARK) outcome = await resumed(visit);
  if (outcome === FAIL) throw visit.failure;
}

/** Lets time pass, or a handler answer, until the branch goes on. */
async function resumed({ branch, run: { engine, startedAt } }: Visit): Promise<Outcome> {
  const deadline = startedAt + LONGEST_SECONDS * 1000;
  while (branch.resume === undefined) {
    if (engine.trouble !== undefined) throw engine.trouble.error;
    if (engine.promised.unsettled().length > 0) {
      await engine.promised.settled();
      continue;
    }
    if ((engine.clock.nextAt() ?? 0) > deadline) throw new Failure('States.Timeout', undefined);
    const timer = engine.clock.takeNext();
    if (timer === undefined)
      throw new UsageError('testState: the task waits, and nothing will wake it. Hint: answer with a result, or give a mock.');
    timer.fire();
  }
  const { resume } = branch;
  branch.resume = undefined;
  return resume();
}
