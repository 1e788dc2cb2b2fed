import { QUOTAS } from '../../asl';
import type { BranchLog, ForkLog } from './branch-logs';
import type { RecordedEvent } from './recorded-event';

/** An item that began at another time than the recorded one. */
export interface ConcurrencyDifference {
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

type Logs = ReadonlyMap<string, BranchLog>;

const AT_ONCE = 'a start with the Map';
const LATER = 'a start when another item has ended';

/**
 * How the beginning of an item differs: MapIterationStarted stands behind the start of its Map, or behind the last event of the item that made room.
 * The service lets about forty items of an inline Map run at once, and promises no number.
 */
export function concurrencyDifference(event: RecordedEvent, log: BranchLog, produced: Logs): ConcurrencyDifference | undefined {
  const { fork } = log;
  if (event.type !== 'MapIterationStarted' || fork === undefined || fork.redriven) return undefined;
  const before = beginsAtOnce(log);
  if (before ? indexOf(log) >= QUOTAS.inlineMapConcurrency : lengthOf(fork) > QUOTAS.inlineMapConcurrency) return undefined;
  const other = produced.get(log.key);
  // Where the Map failed meanwhile, an item that was to begin with it has begun.
  const now = other === undefined ? !(before && isRun(fork, produced)) : beginsAtOnce(other);
  if (other?.fork?.redriven || (other === undefined && !before) || before === now) return undefined;
  return before ? { expected: AT_ONCE, got: LATER, ...hint(fork) } : { expected: LATER, got: AT_ONCE, ...hint(fork) };
}

/**
 * The same for an item that the recorded Map never began.
 *
 * @param failedAfter milliseconds that the recorded Map had run when it failed, beyond what the service takes
 */
export function earlyItem(log: BranchLog, recorded: Logs, failedAfter: (fork: ForkLog) => number): ConcurrencyDifference | undefined {
  const fork = log.fork === undefined || log.fork.redriven || !beginsAtOnce(log) ? undefined : runOf(log.fork, recorded);
  if (fork === undefined || fork.redriven || fork.succeeded || lengthOf(fork) > QUOTAS.inlineMapConcurrency) return undefined;
  if (indexOf(log) >= lengthOf(fork) || failedAfter(fork) <= 0) return undefined;
  return { expected: LATER, got: `${AT_ONCE} of item ${indexOf(log)}`, ...hint(fork) };
}

function beginsAtOnce({ events, fork }: BranchLog): boolean {
  const [first] = events;
  return first?.type === 'MapIterationStarted' && first.previousEventId === fork?.startedEvent.id;
}

function indexOf({ path }: BranchLog): number {
  return path.at(-1)?.index ?? 0;
}

function lengthOf({ startedEvent }: ForkLog): number {
  return Number(startedEvent.details.length ?? 0);
}

/** The same run of a Map in other logs, told by its items. */
function runOf({ owner, state, run }: ForkLog, logs: Logs): ForkLog | undefined {
  for (const { fork } of logs.values()) if (fork?.owner.key === owner.key && fork.state === state && fork.run === run) return fork;
  return undefined;
}

function isRun(fork: ForkLog, logs: Logs): boolean {
  return runOf(fork, logs) !== undefined;
}

function hint({ state }: ForkLog): { readonly hint: string } {
  return { hint: `check MaxConcurrency of "${state}".` };
}
