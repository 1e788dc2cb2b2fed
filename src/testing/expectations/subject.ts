import type { ExecutionCounts, ExecutionResult, WaitingBranch } from '../../interpreter';
import { isHistory } from '../is-history';
import type { MachineFacts } from '../machine-view/machine-facts';
import type { TracedExecution } from '../trace/step-table';
import { UsageError } from '../usage-error';
import { insidesOf, type TimeKeeping } from '../visits/insides';
import { readableVisits } from '../visits/readable-visits';
import type { StateVisit } from '../visits/state-visit';
import type { UnreadChildren } from '../visits/unread-children';

/** An execution that another one started. */
export type StartedExecution = TracedExecution & { readonly machine: string };

/** What a matcher looks at: an execution of the harness, or a plain result of the interpreter. */
export interface Subject {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: ExecutionResult['history'];
  /** Visits as far as there are histories. */
  readonly visits: readonly StateVisit[];
  /** Child executions whose history cannot be read; undefined when there are none. */
  readonly unread: UnreadChildren | undefined;
  /** What was counted in it and all its child executions; undefined on AWS. */
  readonly counts: ExecutionCounts | undefined;
  /** Branches that stand still, of a started execution. */
  readonly waiting: readonly WaitingBranch[] | undefined;
  /** Executions of other machines that it started, and those that they started. */
  readonly started: readonly StartedExecution[];
  /** Unknown for a plain result. */
  readonly machine: MachineFacts | undefined;
  readonly time: TimeKeeping;
}

/** What a matcher was handed as a subject. Throws a usage error when it is not an execution, or one whose run went wrong. */
export function subjectOf(received: unknown, matcher: string): Subject {
  if (!isExecution(received)) {
    throw new UsageError(`${matcher}() expected an execution, received ${subjectNoun(received)}.`, subjectHint(received, matcher));
  }
  const insides = insidesOf(received);
  insides?.check();
  const { status, output, error, cause } = received;
  const readable = readableVisits(received);
  let visits: readonly StateVisit[] | undefined;
  return {
    status,
    output,
    error,
    cause,
    machine: insides?.machine,
    time: insides?.time ?? { kind: 'virtual' },
    get history() {
      return received.history;
    },
    get waiting() {
      return (received as { waiting?: readonly WaitingBranch[] }).waiting;
    },
    get started() {
      return (received as { started?: readonly StartedExecution[] }).started ?? [];
    },
    get visits() {
      visits ??= readable.visits;
      return visits;
    },
    get unread() {
      return readable.unread;
    },
    get counts() {
      return readable.counts;
    },
  };
}

/** Of the harness, the interpreter, and of DescribeExecution. */
const STATUSES: ReadonlySet<string> = new Set(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

/** Tells an execution of the harness, and a result of the interpreter, from anything else. */
export function isExecution(received: unknown): received is ExecutionResult {
  if (typeof received !== 'object' || received === null) return false;
  if (insidesOf(received) !== undefined) return true;
  const { status, history } = received as { readonly status?: unknown; readonly history?: unknown };
  return typeof status === 'string' && STATUSES.has(status) && isHistory(history);
}

function subjectHint(received: unknown, matcher: string): string {
  if (isPromise(received)) return `await it: expect(await machine.execute(input)).${matcher}(…).`;
  if (isMachine(received)) return `execute it: expect(await machine.execute(input)).${matcher}(…).`;
  return "pass what machine.execute(), machine.start() or the interpreter's execute() gives.";
}

function subjectNoun(received: unknown): string {
  if (isPromise(received)) return 'a promise';
  if (isMachine(received)) return 'a state machine';
  if (received === null || received === undefined) return String(received);
  if (typeof received !== 'object') return `${typeof received} ${String(received)}`;
  return Array.isArray(received) ? 'an array' : `an object with the keys ${Object.keys(received).slice(0, 5).join(', ') || '(none)'}`;
}

function isPromise(received: unknown): boolean {
  return typeof (received as { then?: unknown } | null | undefined)?.then === 'function';
}

function isMachine(received: unknown): boolean {
  return typeof (received as { execute?: unknown } | null | undefined)?.execute === 'function';
}
