import { type JsonValue, refuseSurplus } from '../../asl';
import {
  copyJson,
  countsOf,
  type ExecutionCounts,
  type ExecutionResult,
  type ExecutionStatus,
  type HistoryEvent,
  type MapRunDescription,
  type StartedNested,
  type WrittenObjects,
} from '../../interpreter';
import type { MachineFacts } from '../machine-view/machine-facts';
import { stepTable } from '../trace/step-table';
import { UsageError } from '../usage-error';
import { EXECUTION_BRAND, type ExecutionInsides, type TimeKeeping } from '../visits/insides';
import type { ReadableVisits } from '../visits/readable-visits';
import type { StateVisit } from '../visits/state-visit';
import { countsOfState, type UnreadChildren, unreadChildren } from '../visits/unread-children';
import { type ReadableMapRun, visitsIn } from '../visits/visits';
import { type Moment, momentAt } from './moment';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * An execution as tests look at it: its result, its history and every visit of a state. `console.log` prints it as a table of steps.
 *
 * @typeParam Output what the workflow gives when it succeeds
 */
export interface TestExecution<Output = JsonValue> {
  /** `RUNNING` only for a started execution that has not ended. */
  readonly status: ExecutionStatus | 'RUNNING';
  /** JSON value, present when it succeeded. */
  readonly output?: Output;
  readonly error?: string;
  readonly cause?: string;
  /** Events as GetExecutionHistory gives them; made when first read. */
  readonly history: readonly HistoryEvent[];
  /**
   * Every visit of every state, in the order of entry, nested ones included; made when first read. Throws a usage error when the history of a child execution
   * was not kept.
   */
  readonly visits: readonly StateVisit[];
  /**
   * The visits of one state. Throws a usage error for a state the machine does not have, with the nearest name, and for one that was visited in child executions
   * whose history was not kept.
   */
  state(name: string): readonly StateVisit[];
  /** Looks back in time: data, variables and visits as they were at an event. Throws a usage error for an event that is not there. */
  at(eventId: number): Moment;
  /** Runs of its distributed Maps, as DescribeMapRun describes them; empty for an execution on AWS. */
  readonly mapRuns: readonly MapRunDescription[];
  /** What its ResultWriters put: text by bucket and key. Empty when nothing was written. */
  readonly written: WrittenObjects;
  /** Executions of other machines that it started, and those that they started, in the order of their start. */
  readonly started: readonly (TestExecution & { readonly machine: string })[];
  /** How the second delivery ended: only with `deliverTwice`. */
  readonly redelivery?: TestExecution<Output>;
  /** ARN of an execution on AWS; undefined for one that runs here. */
  readonly executionArn: string | undefined;
  /** The table of steps, as `console.log` prints it. */
  toString(): string;
}

/** An execution that another one started, with what is known of its machine. */
export interface StartedByExecution {
  readonly nested: StartedNested;
  readonly facts: MachineFacts;
}

/** The execution of a result. History and visits are not enumerable, so that `toEqual` compares the outcome. */
export function testExecution<Output>(
  result: ExecutionResult,
  machine: MachineFacts,
  started?: () => readonly StartedByExecution[],
  written?: () => WrittenObjects,
  elsewhere: Pick<Sight, 'time' | 'executionArn' | 'mapRuns' | 'unread'> = {},
): TestExecution<Output> {
  const { status, error, cause } = result;
  const execution = {};
  // What it came to: an assignment that was meant as a comparison fails.
  for (const [name, value] of Object.entries({ status, error, cause }))
    if (value !== undefined) Object.defineProperty(execution, name, { value, enumerable: true });
  if ('output' in result) {
    let own: { readonly output: JsonValue | undefined } | undefined;
    // The test's own copy, made when it is read: it may be large, and the workflow shares its data with histories and other answers.
    const get = (): JsonValue | undefined => {
      own ??= { output: copyJson(result.output) };
      return own.output;
    };
    Object.defineProperty(execution, 'output', { get, enumerable: true });
  }
  return giveSight<Output, object>(execution, machine, {
    history: () => result.history,
    mapRuns: () => result.mapRuns,
    described: () => result.mapRuns,
    counts: () => countsOf(result),
    ...(started === undefined ? {} : { started }),
    ...(written === undefined ? {} : { written }),
    ...elsewhere,
  });
}

function startedExecutions(started: readonly StartedByExecution[]): TestExecution['started'] {
  return started.map(({ nested, facts }) => {
    const { status, output, error, cause } = nested;
    const base = {
      machine: facts.name,
      status,
      ...(output === undefined ? {} : { output }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
    return giveSight<JsonValue, typeof base>(base, facts, {
      history: () => nested.history,
      mapRuns: () => nested.mapRuns,
      unread: () => unreadChildren(nested.counts),
      arn: nested.arn,
    });
  });
}

/** What an execution's history and visits are read from. */
export interface Sight {
  readonly history: () => readonly HistoryEvent[];
  /** @default none */
  readonly mapRuns?: () => readonly ReadableMapRun[];
  /** Throws what went wrong in the run. @default nothing did */
  readonly check?: () => void;
  /** Executions that it started. @default none */
  readonly started?: () => readonly StartedByExecution[];
  /** What was counted while it ran. @default nothing: it ran elsewhere */
  readonly counts?: () => ExecutionCounts | undefined;
  /** Child executions whose history cannot be read. @default as its counts say */
  readonly unread?: () => UnreadChildren | undefined;
  /** Runs of distributed Maps as they can be described. @default none */
  readonly described?: () => readonly MapRunDescription[];
  /** Objects that it put. @default none */
  readonly written?: () => WrittenObjects;
  /** @default virtual */
  readonly time?: TimeKeeping;
  /** ARN on AWS. @default none: it runs nowhere but here */
  readonly executionArn?: () => string | undefined;
  /** ARN here. @default not known */
  readonly arn?: string;
}

const VIRTUAL: TimeKeeping = { kind: 'virtual' };

/** Adds history, visits and the table to an execution. */
export function giveSight<Output, Base extends object>(
  base: Base,
  machine: MachineFacts,
  {
    history,
    mapRuns = () => [],
    check = () => undefined,
    started = () => [],
    written = () => ({}),
    described = () => [],
    counts = () => undefined,
    unread = () => unreadChildren(counts()),
    time = VIRTUAL,
    executionArn = () => undefined,
    arn,
  }: Sight,
): Base & TestExecution<Output> {
  let read: readonly HistoryEvent[] | undefined;
  let visits: readonly StateVisit[] = [];
  const currentVisits = (): readonly StateVisit[] => {
    const events = history();
    const changed = events !== read || events.length !== visitedEvents;
    // Child executions go on while the history of what started them stands still.
    if (!changed && execution.status !== 'RUNNING') return visits;
    const runs = mapRuns();
    if (!changed && runs.length === 0) return visits;
    read = events;
    visitedEvents = events.length;
    visits = visitsIn(events, runs);
    return visits;
  };
  let visitedEvents = -1;
  const table = (colors: boolean): string => stepTable(execution, { machine, colors });
  const readable: ReadableVisits = {
    get visits() {
      return currentVisits();
    },
    get unread() {
      return unread();
    },
    get counts() {
      return counts();
    },
  };
  const insides: ExecutionInsides = { machine, check, time, readable, arn };
  const stateVisits = (name: string): readonly StateVisit[] => {
    machine.requireState(name);
    const found = currentVisits().filter((visit) => visit.state === name);
    const missing = unread();
    if (missing === undefined || isComplete(missing, name, found.length)) return found;
    throw new UsageError(`execution.state(${JSON.stringify(name)}) cannot give every visit: ${missing.why}.`, missing.remedy);
  };
  const execution = Object.defineProperties(base, {
    history: { get: () => frozenEvents(history()) },
    visits: {
      get: () => {
        const missing = unread();
        if (missing !== undefined) throw new UsageError(`execution.visits cannot give every visit: ${missing.why}.`, missing.remedy);
        return frozenVisits(currentVisits());
      },
    },
    state: {
      value: (name: string, ...surplus: unknown[]) => {
        if (surplus.length > 0) refuseSurplus('state()', 1, [name, ...surplus], 'it gives all visits: pick one with [0].');
        return frozenVisits(stateVisits(name));
      },
    },
    written: { get: written },
    mapRuns: { get: described },
    started: { get: () => startedExecutions(started()) },
    executionArn: { get: executionArn },
    at: {
      value: (eventId: number, ...surplus: unknown[]) => {
        refuseSurplus('at()', 1, [eventId, ...surplus]);
        return momentAt(history(), eventId);
      },
    },
    toString: { value: () => table(false) },
    [INSPECT]: { value: (_depth: number, options?: { colors?: boolean }) => table(options?.colors === true) },
    [EXECUTION_BRAND]: { value: insides },
  }) as Base & TestExecution<Output>;
  return execution;
}

/** Whether this many visits of a state are all there were. */
function isComplete({ counts }: UnreadChildren, state: string, visits: number): boolean {
  return counts !== undefined && countsOfState(counts, state)?.visits === visits;
}

/** What is asked of an execution is read from its events: who is given them may not change them. Frozen when first given, not when made. */
function frozenEvents(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  if (Object.isFrozen(events)) return events;
  for (const event of events) {
    // Of an execution on AWS: those of our own give each reader a Date already.
    const time: unknown = Object.getOwnPropertyDescriptor(event, 'timestamp')?.value;
    if (time !== undefined) Object.defineProperty(event, 'timestamp', { get: () => new Date(time as Date), enumerable: true });
    const key = Object.keys(event).at(-1) as keyof HistoryEvent;
    Object.freeze(event[key]);
    Object.freeze(event);
  }
  return Object.freeze(events);
}

/** The same for visits. */
function frozenVisits(visits: readonly StateVisit[]): readonly StateVisit[] {
  if (Object.isFrozen(visits)) return visits;
  for (const visit of visits) {
    for (const failure of visit.failures) Object.freeze(failure);
    Object.freeze(visit.failures);
    Object.freeze(visit);
  }
  return Object.freeze(visits);
}
