import type { AnyStateFields, AnyStateNode, Retrier } from '../../asl';
import { fullDelay } from '../machine-view/full-delay';
import { takesError } from '../machine-view/takes-error';
import type { PathCause } from '../paths/enumerated-path';

/** Seconds that a state loses before it fails for good: the delays between its attempts, and a timeout or heartbeat in each. With full jitter a delay may be nothing. */
export function lostSeconds(node: AnyStateNode, cause: PathCause): number {
  if (cause.kind !== 'fails') return 0;
  const { Retry = [], TimeoutSeconds, HeartbeatSeconds }: AnyStateFields = node.fields;
  const { error, attempts } = cause;
  const lost = error === 'States.Timeout' ? TimeoutSeconds : error === 'States.HeartbeatTimeout' ? HeartbeatSeconds : 0;
  const retrier = Retry.find((candidate) => takesError(candidate.ErrorEquals, error));
  const delays = retrier === undefined ? [] : Array.from({ length: attempts - 1 }, (_, done) => leastDelay(retrier, done));
  return delays.reduce((sum, delay) => sum + delay, attempts * (typeof lost === 'number' ? lost : 0));
}

function leastDelay(retrier: Retrier, done: number): number {
  // From nothing up to the delay: nothing at least.
  return retrier.JitterStrategy === 'FULL' ? 0 : fullDelay(retrier, done);
}
