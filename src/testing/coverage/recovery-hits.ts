import type { AnyStateFields, AnyStateNode, Catcher, Retrier } from '../../asl';
import { takesError } from '../machine-view/takes-error';
import type { StateVisit } from '../visits/state-visit';
import { pointId } from './coverage-point';

/** The retriers, the catcher and the transition that the failures of a visit went through. */
export function recoveryHits(node: AnyStateNode, visit: StateVisit): string[] {
  const { Retry = [], Catch = [] }: AnyStateFields = node.fields;
  const ids: string[] = [];
  for (const [number, { error }] of visit.failures.entries()) {
    const index = Retry.findIndex((retrier) => names(retrier, error, node));
    // One that allows no attempt is there to say so.
    if (index !== -1 && (number < visit.retries || Retry[index]?.MaxAttempts === 0))
      ids.push(pointId('retriers', `${node.pointer}/Retry/${index}`));
  }
  const { caught } = visit;
  if (caught === undefined) return ids;
  const index = Catch.findIndex(
    (catcher) => names(catcher, caught.error, node) && (caught.next === undefined || catcher.Next === caught.next),
  );
  if (index === -1) return ids;
  ids.push(pointId('catchers', `${node.pointer}/Catch/${index}`), pointId('transitions', `${node.pointer}/Catch/${index}/Next`));
  return ids;
}

/** As the interpreter matches, but that a history does not tell a timeout of the heartbeat from another. */
function names({ ErrorEquals }: Retrier | Catcher, error: string | undefined, node: AnyStateNode): boolean {
  return (
    takesError(ErrorEquals, error) || (error === 'States.Timeout' && hasHeartbeat(node) && ErrorEquals.includes('States.HeartbeatTimeout'))
  );
}

function hasHeartbeat(node: AnyStateNode): boolean {
  return 'HeartbeatSeconds' in node.fields || 'HeartbeatSecondsPath' in node.fields;
}
