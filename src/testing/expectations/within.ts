import { kinds, type OptionTable, QUOTAS } from '../../asl';
import { usedSoFar } from '../estimates/estimate';
import { filledHistory } from '../full-history';
import { requireOptions } from '../require-options';
import { durationMilliseconds, durationText, type VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import type { Expectation } from './finding';
import { asSeconds, type OtherReading } from './other-reading';
import type { Subject } from './subject';
import { requireTime } from './time-kept';

/** The most that an execution may use. */
export interface ExecutionLimits {
  /** Events of its history. @default 25,000 when no limit is given */
  readonly events?: number;
  /** States entered and retries. */
  readonly transitions?: number;
  /** Bytes of its largest input or output. @default 262,144 when no limit is given */
  readonly payloadBytes?: number;
  /** Virtual time. */
  readonly duration?: VirtualDuration;
  /** Dollars at the public prices. */
  readonly cost?: number;
}

const SERVICE: ExecutionLimits = { events: QUOTAS.historyEvents, payloadBytes: QUOTAS.payloadBytes };
const OPTIONS: OptionTable<ExecutionLimits> = {
  events: kinds.wholeNumber(0),
  transitions: kinds.wholeNumber(0),
  payloadBytes: kinds.wholeNumber(0),
  duration: kinds.anything,
  cost: kinds.numberFrom(0),
};

/** Throws a usage error for what limits nothing. */
export function checkLimits(value: unknown, matcher: string): void {
  requireOptions(`${matcher}()`, value, OPTIONS);
  const { duration } = value as ExecutionLimits;
  if (duration !== undefined) durationMilliseconds(duration, `${matcher}()`);
}

/** Seconds as people count them: more is said in parts, or is milliseconds. */
const MOST_SECONDS = 1000;

/** A limit of a bare number of time, read as seconds. */
export function limitsOtherwise(value: unknown): OtherReading | undefined {
  const { duration } = (value ?? {}) as ExecutionLimits;
  const other = typeof duration === 'number' && duration < MOST_SECONDS ? asSeconds(duration) : undefined;
  return other === undefined ? undefined : { ...other, value: { ...(value as ExecutionLimits), duration: other.value } };
}

/** `.not` of several limits: above all of them, or above one? */
export function severalLimits([limits = SERVICE]: readonly unknown[]): string | undefined {
  const names = Object.entries(limits as object).flatMap(([name, limit]) => (limit === undefined ? [] : [name]));
  return names.length < 2
    ? undefined
    : `name the limit that is exceeded, one of ${names.join(', ')}: .not.toStayWithin({ ${names[0]}: … }).`;
}

/** The execution uses no more than the limits allow. */
export const staysWithin: Expectation<[limits?: ExecutionLimits]> = (subject, _tools, limits = SERVICE) => {
  // What is composed of answers of TestState has neither all events nor any times.
  if (limits.events !== undefined || limits.duration !== undefined || limits.cost !== undefined) requireTime(subject.time, 'toStayWithin');
  const used = usedSoFar(subject);
  const checks: readonly (readonly [limit: number | undefined, used: number, text: (value: number) => string])[] = [
    [limits.events, used.events, (value) => `${value} events`],
    [limits.transitions, used.transitions, (value) => `${value} state transitions`],
    [limits.payloadBytes, used.largestPayload.bytes, (value) => `a payload of ${value} bytes`],
    [limits.duration === undefined ? undefined : durationMilliseconds(limits.duration, 'toStayWithin()'), used.duration, durationText],
    [limits.cost, used.cost, (value) => `$${value}`],
  ];
  const { bytes, unread } = used.largestPayload;
  const { payloadBytes = Number.POSITIVE_INFINITY } = limits;
  // No payload was larger than the quota that held: what the other children were sent need not be known.
  if (unread > 0 && bytes <= payloadBytes && payloadBytes < (subject.counts?.mostPayloadBytes ?? 0) && subject.unread !== undefined)
    throw new UsageError(`toStayWithin() cannot say what the largest payload was: ${subject.unread.why}.`, subject.unread.remedy);
  const ended = endedBy(subject);
  // What a quota ended would have used more than can be counted.
  const over = checks.filter(
    ([limit, value], index) => limit !== undefined && (value > limit || (index === ended?.index && value <= ended.quota)),
  );
  const given = checks.filter(([limit]) => limit !== undefined);
  if (given.length === 0)
    throw new UsageError('toStayWithin() expected a limit, received none.', 'leave the argument out for those of the service.');
  const expected = given.map(([limit, , text]) => text(limit!)).join(' and ');
  if (over.length === 0) return { pass: true, reason: `Expected the execution to use more than ${expected}, but it stayed within.` };
  const largest = subject.visits.find((visit) => visit.state === used.largestPayload.state);
  return {
    pass: false,
    reason: `Expected the execution to stay within ${expected}, but it used ${over.map(([, value, text]) => text(value)).join(' and ')}${ended === undefined ? '' : `, and ended since it needed more than the ${ended.what}`}.`,
    ...(limits.payloadBytes !== undefined && largest !== undefined ? { marked: [largest] } : {}),
  };
};

/** The quota that ended the execution, with the number of its check; undefined for any other end. */
function endedBy(subject: Subject): { readonly index: number; readonly quota: number; readonly what: string } | undefined {
  if (filledHistory(subject)) return { index: 0, quota: QUOTAS.historyEvents, what: 'events that there may be' };
  if (subject.error === 'States.DataLimitExceeded') return { index: 2, quota: QUOTAS.payloadBytes, what: 'bytes that a payload may have' };
  return undefined;
}
