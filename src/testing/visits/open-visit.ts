import type { JsonValue } from '../../asl';
import { jsonFrom } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import type { StateVisit, VisitAttempt, VisitBranch, VisitFailure } from './state-visit';
import { assignedIn, type VariableTrail, variablesAt } from './variable-trail';

/** A visit while the history is read. */
export interface OpenVisit extends StateVisit {
  number: number;
  /** ARNs of a distributed Map's runs. */
  mapRuns: string[];
  exitedAt: number | undefined;
  exitedEvent: number;
  outputText: string | undefined;
  attempts: number;
  /** Whether a first attempt was started. */
  begun: boolean;
  attemptOpen: boolean;
  failures: VisitFailure[];
  branch: VisitBranch | undefined;
  succeeded: boolean;
  failedForGood: boolean;
  aborted: boolean;
  startedBranches: number;
  next: string | undefined;
  over: boolean;
  /** Attempts as the history tells them. */
  openTries: OpenAttempt[];
  /** Variables of its branch on entry. */
  trail: VariableTrail | undefined;
  assignedTexts: Readonly<Record<string, string>>;
  /** Runs of a distributed Map see no variables from outside. */
  isolated: boolean;
}

/** An attempt while the history is read. */
export interface OpenAttempt {
  startedAt: number;
  endedAt: number | undefined;
  inputText: string | undefined;
  timeoutSeconds?: number;
  heartbeatSeconds?: number;
  resultText: string | undefined;
  failure: VisitFailure | undefined;
}

/** The members of a visit that are worked out each time they are read. */
type WorkedOut = 'tries' | 'duration' | 'variables' | 'assigned' | 'input' | 'output' | 'retries' | 'caught' | 'status';

const WORKED_OUT: { readonly [Name in WorkedOut]: (visit: OpenVisit) => OpenVisit[Name] } = {
  tries: ({ openTries }) => openTries.map((attempt, index) => attemptOf(attempt, openTries[index - 1])),
  duration: (visit) => {
    const end = visit.exitedAt ?? (visit.status === 'FAILED' ? visit.failures.at(-1)?.at : undefined);
    return end === undefined ? undefined : end - visit.enteredAt;
  },
  variables: ({ isolated, branch, trail }) => variablesAt(trail, isolated ? {} : (branch?.visit.variables ?? {})),
  assigned: ({ assignedTexts }) => assignedIn(assignedTexts),
  input: ({ inputText }) => jsonIfTold(inputText),
  output: ({ outputText }) => jsonIfTold(outputText),
  retries: ({ attempts }) => attempts - 1,
  caught: caughtBy,
  status: statusOf,
};

/** One getter for all visits: with one of its own, each would get a hidden class of its own, which takes six times as long. */
const GETTERS = Object.entries(WORKED_OUT).map(([name, workOut]): readonly [string, PropertyDescriptor & ThisType<OpenVisit>] => [
  name,
  {
    get() {
      return workOut(this);
    },
    enumerable: true,
    configurable: true,
  },
]);

/** The visit that an event of entry begins. */
export function openVisit(number: number, event: HistoryEvent, state: string, inputText: string | undefined): OpenVisit {
  const visit: Omit<OpenVisit, WorkedOut> = {
    number,
    state,
    kind: event.type.slice(0, -'StateEntered'.length),
    branch: undefined,
    enteredAt: event.timestamp.getTime(),
    exitedAt: undefined,
    exitedEvent: 0,
    inputText,
    outputText: undefined,
    attempts: 1,
    mapRuns: [],
    begun: false,
    attemptOpen: false,
    failures: [],
    succeeded: false,
    failedForGood: false,
    aborted: false,
    startedBranches: 0,
    next: undefined,
    over: false,
    openTries: [],
    trail: undefined,
    assignedTexts: {},
    isolated: false,
  };
  workOutTheRest(visit);
  return visit;
}

function workOutTheRest(visit: Omit<OpenVisit, WorkedOut>): asserts visit is OpenVisit {
  for (const [name, getter] of GETTERS) Object.defineProperty(visit, name, getter);
}

function jsonIfTold(json: string | undefined): JsonValue | undefined {
  return json === undefined ? undefined : jsonFrom(json);
}

function attemptOf(
  { startedAt, endedAt, inputText, timeoutSeconds, heartbeatSeconds, resultText, failure }: OpenAttempt,
  before: OpenAttempt | undefined,
): VisitAttempt {
  return {
    startedAt,
    endedAt,
    delay: before === undefined ? 0 : startedAt - (before.endedAt ?? before.startedAt),
    input: jsonIfTold(inputText),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    result: jsonIfTold(resultText),
    failure,
  };
}

function caughtBy(visit: OpenVisit): StateVisit['caught'] {
  if (visit.exitedAt === undefined || !endedInFailure(visit)) return undefined;
  const last = visit.failures.at(-1) ?? errorOutputOf(visit);
  return { ...last, next: visit.next };
}

function endedInFailure(visit: OpenVisit): boolean {
  if (visit.kind === 'Task') return !visit.succeeded || (visit.failures.length > 0 && !visit.attemptOpen);
  return visit.failedForGood || (visit.failures.length > 0 && !visit.succeeded);
}

/** A task whose expressions failed leaves no event: the catcher's output is all there is. */
function errorOutputOf(visit: OpenVisit): VisitFailure {
  const output = visit.output;
  const { Error: error, Cause: cause } = (typeof output === 'object' && output !== null ? output : {}) as {
    Error?: unknown;
    Cause?: unknown;
  };
  return { error: asText(error), cause: asText(cause), at: visit.exitedAt ?? visit.enteredAt };
}

function statusOf(visit: OpenVisit): StateVisit['status'] {
  if (visit.exitedAt !== undefined) return caughtBy(visit) === undefined ? 'SUCCEEDED' : 'CAUGHT';
  if (visit.kind === 'Succeed') return 'SUCCEEDED';
  if (!visit.aborted && !isOver(visit)) return 'WAITING';
  // A task that has failed is recorded as aborted too when its Parallel state ends.
  const failed = visit.failedForGood || visit.kind === 'Fail' || (visit.failures.length > 0 && !visit.attemptOpen);
  return failed ? 'FAILED' : 'ABORTED';
}

/** Nothing happens any more in a branch whose Map or Parallel state has ended. */
function isOver(visit: OpenVisit): boolean {
  if (visit.over) return true;
  const around = visit.branch?.visit as OpenVisit | undefined;
  return around !== undefined && (around.exitedAt !== undefined || around.failedForGood || isOver(around));
}

/** A detail that is text. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
