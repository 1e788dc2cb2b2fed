import { elementAt, type JsonObject } from '../../asl';
import { detailsOfEvent, type HistoryEvent } from '../../interpreter';
import { asText, type OpenAttempt, type OpenVisit, openVisit } from './open-visit';
import type { StateVisit, VisitBranch, VisitFailure } from './state-visit';
import type { VariableTrail } from './variable-trail';
import { visitCutShort } from './visit-cut-short';

/** A run of a distributed Map, as far as visits are read from it. */
export interface ReadableMapRun {
  readonly mapRunArn: string;
  readonly children: readonly {
    readonly history: readonly HistoryEvent[];
    /** Runs of distributed Maps inside of it. */
    readonly mapRuns?: readonly ReadableMapRun[];
  }[];
}

/**
 * Every visit of every state, in the order of entry, nested ones included. The history may be given in reverse order.
 *
 * @param mapRuns runs of distributed Maps: what their child executions visited stands behind the visit of the Map state
 */
export function visitsIn(history: readonly HistoryEvent[], mapRuns: readonly ReadableMapRun[] = []): readonly StateVisit[] {
  return withChildren(readHistory(history).finish(), mapRuns);
}

/** An event with the visit that it belongs to. */
export interface OwnedEvent {
  readonly event: HistoryEvent;
  /** Undefined for events of the execution itself. */
  readonly visit: StateVisit | undefined;
  /** The item of a distributed Map whose child execution it is of; undefined for the execution that was asked for. */
  readonly child: VisitBranch | undefined;
}

/** Every visit as {@link visitsIn} does, and every event in order: those of child executions stand behind the start of their Map run. */
export function visitsAndEvents(
  history: readonly HistoryEvent[],
  mapRuns: readonly ReadableMapRun[] = [],
): { readonly visits: readonly StateVisit[]; readonly events: readonly OwnedEvent[] } {
  const events: OwnedEvent[] = [];
  return { visits: readOwned(history, mapRuns, undefined, events), events };
}

function readOwned(
  history: readonly HistoryEvent[],
  mapRuns: readonly ReadableMapRun[],
  child: VisitBranch | undefined,
  events: OwnedEvent[],
): readonly OpenVisit[] {
  const reader = readHistory(history);
  const below = new Map<string, OwnedEvent[]>();
  const visits = withChildren(reader.finish(), mapRuns, below);
  for (const event of inOrder(history)) {
    events.push({ event, visit: reader.ownerOfEvent(event.id), child });
    const inner = event.type === 'MapRunStarted' ? below.get(asText(detailsOf(event).mapRunArn) ?? '') : undefined;
    for (const each of inner ?? []) events.push(each);
  }
  return visits;
}

/** @param events where given, the events of each Map run's children go there by its ARN */
function withChildren(own: OpenVisit[], mapRuns: readonly ReadableMapRun[], events?: Map<string, OwnedEvent[]>): OpenVisit[] {
  if (mapRuns.length === 0) return own;
  const all: OpenVisit[] = [];
  for (const visit of own) {
    all.push(visit);
    for (const arn of visit.mapRuns) {
      const children = mapRuns.find((run) => run.mapRunArn === arn)?.children ?? [];
      const told: OwnedEvent[] | undefined = events && [];
      for (const [index, child] of children.entries()) for (const inner of childVisits(child, { visit, index }, told)) all.push(inner);
      if (told !== undefined) events?.set(arn, told);
    }
  }
  return all.map((visit, index) => {
    visit.number = index + 1;
    return visit;
  });
}

function childVisits(
  { history, mapRuns = [] }: ReadableMapRun['children'][number],
  branch: VisitBranch,
  events: OwnedEvent[] | undefined,
): readonly OpenVisit[] {
  const visits = events === undefined ? (visitsIn(history, mapRuns) as OpenVisit[]) : readOwned(history, mapRuns, branch, events);
  for (const visit of visits) {
    if (visit.branch !== undefined) continue;
    visit.branch = branch;
    visit.isolated = true;
  }
  return visits;
}

function readHistory(history: readonly HistoryEvent[]): HistoryReader {
  const reader = new HistoryReader();
  for (const event of inOrder(history)) reader.read(event);
  return reader;
}

/** The visits as they stood at an event, and the one that the event belongs to: none for events of the execution itself. */
export function visitsAt(
  history: readonly HistoryEvent[],
  eventId: number,
): { readonly visits: readonly StateVisit[]; readonly visit: StateVisit | undefined } {
  const reader = new HistoryReader();
  for (const event of inOrder(history)) if (event.id <= eventId) reader.read(event);
  return { visits: reader.finish(), visit: reader.ownerOfEvent(eventId) };
}

function inOrder(history: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const [first, second] = history;
  const reversed = first !== undefined && second !== undefined && first.id > second.id;
  return reversed ? [...history].reverse() : history;
}

class HistoryReader {
  private readonly visits: OpenVisit[] = [];
  /** Visit that an event belongs to, by the event's id. */
  private readonly owners: (OpenVisit | undefined)[] = [];
  /** Iteration that an event opened, by the event's id. */
  private readonly iterations = new Map<number, VisitBranch>();
  private over = false;
  /** Event of the last redrive, and the visits that have not gone on since. */
  private redriven = -1;
  private stopped: OpenVisit[] = [];
  /** Variables by branch: the execution itself stands for the one at the top. */
  private readonly trails = new Map<object, VariableTrail>();

  ownerOfEvent(id: number): StateVisit | undefined {
    return this.owners[id];
  }

  read(event: HistoryEvent): void {
    const { type, id } = event;
    if (type === 'ExecutionRedriven') this.redrive(id);
    if (type.endsWith('StateEntered')) this.owners[id] = this.enter(event);
    else if (type.startsWith('Execution')) this.end(event);
    else this.owners[id] = this.note(event);
  }

  finish(): OpenVisit[] {
    if (this.over) for (const visit of this.visits) visit.over = true;
    return this.visits;
  }

  private enter(event: HistoryEvent): OpenVisit {
    const details = detailsOf(event);
    const previous =
      this.owners[event.previousEventId] ?? (event.previousEventId === this.redriven ? this.between(asText(details.input)) : undefined);
    const visit = openVisit(this.visits.length + 1, event, asText(details.name) ?? '?', asText(details.input));
    const follows = previous !== undefined && [previous.exitedEvent, this.redriven].includes(event.previousEventId);
    visit.branch = follows ? previous.branch : this.branchOf(event, previous);
    if (follows) previous.next = visit.state;
    visit.trail = this.trails.get(visit.branch ?? this);
    this.visits.push(visit);
    return visit;
  }

  /** A state behind another is in the same branch; the first one of a branch stands behind the event that opened it. */
  private branchOf(event: HistoryEvent, previous: OpenVisit | undefined): VisitBranch | undefined {
    if (previous === undefined) return undefined;
    return this.iterations.get(event.previousEventId) ?? { visit: previous, index: previous.startedBranches++ };
  }

  private note(event: HistoryEvent): OpenVisit | undefined {
    const details = detailsOf(event);
    const visit = this.ownerOf(event, asText(details.name) ?? asText(details.state));
    if (visit === undefined) return undefined;
    const { type } = event;
    const arn = type === 'MapRunStarted' || type === 'MapRunRedriven' ? asText(details.mapRunArn) : undefined;
    if (arn !== undefined && !visit.mapRuns.includes(arn)) visit.mapRuns.push(arn);
    if (type.endsWith('StateExited')) {
      visit.exitedAt = event.timestamp.getTime();
      visit.exitedEvent = event.id;
      visit.outputText = asText(details.output);
      this.assign(visit, details.assignedVariables);
    } else if (type.startsWith('MapIteration')) {
      if (type === 'MapIterationStarted') this.iterations.set(event.id, { visit, index: Number(details.index) });
      else if (type === 'MapIterationAborted') this.abort(visit, Number(details.index));
    } else if (isAttempt(type)) {
      this.attempt(visit, event);
    } else if (type.endsWith('Aborted')) {
      visit.aborted = true;
    } else if (type.endsWith('Failed') || type.endsWith('TimedOut')) {
      this.fail(visit, event, details);
    } else if (type.endsWith('Succeeded')) {
      visit.succeeded = true;
      endAttempt(visit, event, (attempt) => {
        if (!type.startsWith('Map') && !type.startsWith('Parallel')) attempt.resultText = asText(details.output);
      });
    }
    return visit;
  }

  private assign(visit: OpenVisit, assigned: unknown): void {
    if (typeof assigned !== 'object' || assigned === null) return;
    const branch = visit.branch ?? this;
    visit.assignedTexts = assigned as Readonly<Record<string, string>>;
    this.trails.set(branch, { before: this.trails.get(branch), assigned: visit.assignedTexts });
  }

  private attempt(visit: OpenVisit, event: HistoryEvent): void {
    if (visit.begun) {
      visit.attempts++;
      // A Map or Parallel state that is retried leaves no failure of its own.
      const inner = visit.failures.length < visit.attempts - 1 ? this.innerFailure(visit, event.previousEventId) : undefined;
      if (inner !== undefined) visit.failures.push(inner);
    }
    visit.begun = true;
    visit.attemptOpen = true;
    visit.startedBranches = 0;
    const { input, parameters } = detailsOf(event);
    const failed = visit.failures.length > 0 ? visit.failures.at(-1) : undefined;
    const before = visit.openTries.at(-1);
    if (before !== undefined && before.endedAt === undefined) {
      before.endedAt = failed?.at;
      before.failure = failed;
    }
    visit.openTries.push(startedAttempt(event, asText(input) ?? asText(parameters)));
  }

  private fail(visit: OpenVisit, event: HistoryEvent, details: JsonObject): void {
    if (event.type === 'MapStateFailed' || event.type === 'ParallelStateFailed') {
      visit.failedForGood = true;
      const inner = this.innerFailure(visit, event.previousEventId);
      if (inner !== undefined && visit.failures.length < visit.attempts) visit.failures.push({ ...inner, at: event.timestamp.getTime() });
      endAttempt(visit, event, (attempt) => {
        attempt.failure = visit.failures.at(-1);
      });
      return;
    }
    // An attempt that fails before its request is made (an expression, a missing permission) leaves no Scheduled event.
    if (!visit.attemptOpen) {
      if (visit.begun) visit.attempts++;
      visit.openTries.push(startedAttempt(event, undefined));
    }
    visit.begun = true;
    visit.attemptOpen = false;
    visit.succeeded = false;
    visit.failures.push({ error: asText(details.error), cause: asText(details.cause), at: event.timestamp.getTime() });
    endAttempt(visit, event, (attempt) => {
      attempt.failure = visit.failures.at(-1);
    });
  }

  /** What failed inside of a Map or Parallel state, which has no error of its own in its events. */
  private innerFailure(visit: OpenVisit, previousEventId: number): VisitFailure | undefined {
    const before = this.owners[previousEventId];
    const last = before === visit ? undefined : before?.failures.at(-1);
    if (last !== undefined) return last;
    for (let index = this.visits.length - 1; index >= 0; index--) {
      const inner = elementAt(this.visits, index);
      if (inner.branch?.visit === visit && inner.failures.length > 0 && inner.exitedAt === undefined) return inner.failures.at(-1);
    }
    return undefined;
  }

  private abort(map: OpenVisit, index: number): void {
    for (const visit of this.visits)
      if (visit.branch?.visit === map && visit.branch.index === index && visit.exitedAt === undefined) visit.aborted = true;
  }

  /** Climbs from the previous event's visit to the one that the event is about. */
  private ownerOf(event: HistoryEvent, name: string | undefined): OpenVisit | undefined {
    const from = this.owners[event.previousEventId] ?? (event.previousEventId === this.redriven ? this.resumed(event, name) : undefined);
    if (name !== undefined) {
      return climb(from, (visit) => visit.state === name && visit.exitedAt === undefined) ?? this.lastOpen(name);
    }
    const [, kind, , aborted] = /^(.+)(State|Run)(Aborted)?/.exec(event.type) ?? [];
    if (kind !== undefined && aborted !== undefined) return visitCutShort(this.visits, from, kind);
    if (kind !== 'Map' && kind !== 'Parallel') return from;
    return climb(from, (visit) => visit.kind === kind && !visit.failedForGood && visit.exitedAt === undefined);
  }

  private redrive(id: number): void {
    this.redriven = id;
    const open = this.visits.filter((visit) => visit.exitedAt === undefined && this.isLatest(visit));
    for (const visit of open) {
      visit.failedForGood = false;
      visit.aborted = false;
    }
    this.stopped = open.filter((visit) => visit.kind !== 'Map' && visit.kind !== 'Parallel');
  }

  /** Items and branches of a run before the last have no part in what goes on. */
  private isLatest(visit: OpenVisit): boolean {
    const { branch } = visit;
    if (branch === undefined) return lastIndexOf(this.visits, (other) => other.branch === undefined) === visit.number - 1;
    const inSame = (other: OpenVisit) => other.branch?.visit === branch.visit && other.branch.index === branch.index;
    return lastIndexOf(this.visits, inSame) === visit.number - 1 && this.isLatest(branch.visit as OpenVisit);
  }

  /** What a branch last left that had been stopped between two states: the next one gets what that gave. */
  private between(input: string | undefined): OpenVisit | undefined {
    return this.visits.find(
      (visit) => visit.exitedEvent !== 0 && visit.next === undefined && visit.outputText === input && this.isLatest(visit),
    );
  }

  /** What goes on after a redrive stands behind its event, which does not say which branch it is: the one that is named or sent the same, else the first. */
  private resumed(event: HistoryEvent, name: string | undefined): OpenVisit | undefined {
    const { input, parameters } = detailsOf(event);
    const sent = asText(input) ?? asText(parameters);
    const kind = /^(\w+?)State/.exec(event.type)?.[1] ?? 'Task';
    const found =
      this.stopped.find((visit) =>
        name === undefined ? visit.kind === kind && visit.openTries.at(-1)?.inputText === sent : visit.state === name,
      ) ?? this.stopped.find((visit) => visit.kind === kind);
    this.stopped = this.stopped.filter((visit) => visit !== found);
    return found;
  }

  private lastOpen(name: string): OpenVisit | undefined {
    for (let index = this.visits.length - 1; index >= 0; index--) {
      const visit = elementAt(this.visits, index);
      if (visit.state === name && visit.exitedAt === undefined) return visit;
    }
    return undefined;
  }

  private end(event: HistoryEvent): void {
    this.over = event.type !== 'ExecutionStarted' && event.type !== 'ExecutionRedriven';
    if (!this.over) return;
    const details = detailsOf(event);
    const last = this.failedInside(asText(details.cause)) ?? this.owners[event.previousEventId];
    if (event.type !== 'ExecutionFailed' || last === undefined || last.exitedAt !== undefined || hasFailed(last)) return;
    // A Fail state, and a state whose expressions fail, before its work or after it, leave no event of their own.
    last.attemptOpen = false;
    last.failures.push({ error: asText(details.error), cause: asText(details.cause), at: event.timestamp.getTime() });
  }

  /** A state inside of a Map or Parallel whose expressions fail ends the execution without a word of it: only the cause says where. */
  private failedInside(cause: string | undefined): OpenVisit | undefined {
    const id = /\(entered at the event id #(\d+)\)/.exec(cause ?? '')?.[1];
    const visit = id === undefined ? this.unableToApply(cause ?? '') : this.owners[Number(id)];
    if (visit?.branch === undefined || visit.exitedAt !== undefined || hasFailed(visit)) return undefined;
    visit.aborted = false;
    return visit;
  }

  /** The cause of a ReferencePathConflict quotes the input of its state, and does not name it. */
  private unableToApply(cause: string): OpenVisit | undefined {
    if (!cause.startsWith('Unable to apply ')) return undefined;
    const index = lastIndexOf(
      this.visits,
      (visit) => visit.exitedAt === undefined && cause.endsWith(` to input ${JSON.stringify(visit.input)}`),
    );
    return this.visits[index];
  }
}

/** True when its last attempt is known to have failed: one that succeeded may have failed before. */
function hasFailed(visit: OpenVisit): boolean {
  return visit.failures.length > 0 && !visit.succeeded;
}

function startedAttempt(event: HistoryEvent, inputText: string | undefined): OpenAttempt {
  const { timeoutInSeconds, heartbeatInSeconds } = detailsOf(event) as {
    readonly timeoutInSeconds?: unknown;
    readonly heartbeatInSeconds?: unknown;
  };
  return {
    startedAt: event.timestamp.getTime(),
    endedAt: undefined,
    inputText,
    ...(typeof timeoutInSeconds === 'number' ? { timeoutSeconds: timeoutInSeconds } : {}),
    ...(typeof heartbeatInSeconds === 'number' ? { heartbeatSeconds: heartbeatInSeconds } : {}),
    resultText: undefined,
    failure: undefined,
  };
}

function endAttempt(visit: OpenVisit, event: HistoryEvent, note: (attempt: OpenAttempt) => void): void {
  const attempt = visit.openTries.at(-1);
  if (attempt === undefined || attempt.endedAt !== undefined) return;
  attempt.endedAt = event.timestamp.getTime();
  note(attempt);
}

const NO_DETAILS: JsonObject = {};

function detailsOf(event: HistoryEvent): JsonObject {
  return detailsOfEvent(event) ?? NO_DETAILS;
}

function isAttempt(type: string): boolean {
  return type.endsWith('Scheduled') || type === 'MapStateStarted' || type === 'ParallelStateStarted';
}

function lastIndexOf(visits: readonly OpenVisit[], fits: (visit: OpenVisit) => boolean): number {
  let index = visits.length - 1;
  while (index >= 0 && !fits(elementAt(visits, index))) index--;
  return index;
}

function climb(from: OpenVisit | undefined, fits: (visit: OpenVisit) => boolean): OpenVisit | undefined {
  for (let visit = from; visit !== undefined; visit = visit.branch?.visit as OpenVisit | undefined) if (fits(visit)) return visit;
  return undefined;
}
