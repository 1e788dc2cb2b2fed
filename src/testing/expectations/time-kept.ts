import { UsageError } from '../usage-error';
import type { TimeKeeping } from '../visits/insides';

/** On AWS a timer fires a moment late, and what the service takes between states adds up. */
const LATE = 5_000;
const LATE_SHARE = 0.05;
/** Times of events are rounded. */
const EARLY = 1_000;

/** Tells whether a span of time is the expected one: exactly in virtual time, about so in real time. */
export function isDuration(took: number, wanted: number, { kind }: TimeKeeping): boolean {
  if (kind !== 'real') return took === wanted;
  return took >= wanted - EARLY && took <= wanted + LATE + wanted * LATE_SHARE;
}

/** Throws a usage error for a matcher on times where there are none. */
export function requireTime(time: TimeKeeping, matcher: string): void {
  if (time.kind === 'none')
    throw new UsageError(`${matcher}() has no times to look at: ${time.why}.`, "run this test with target: 'local'.");
}
