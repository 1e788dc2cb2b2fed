import { askTestState } from '../ask';
import { refuseContext } from '../context';
import { questionOf } from '../recover';
import type { Visit, VisitEnd } from '../walk';

/** Pass, Choice, Wait, Succeed and Fail: one question, without a mock, since TestState takes none. */
export async function visitPlain(visit: Visit): Promise<VisitEnd> {
  refuseContext(visit);
  const told = await askTestState(visit.walk.call, questionOf(visit));
  if (told.status !== 'SUCCEEDED') return { failure: { error: told.error, cause: told.cause, state: visit.node.name } };
  return { output: told.output ?? visit.input, next: told.nextState, variables: told.variables };
}
