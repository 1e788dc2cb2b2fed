import { ownKey } from '../../asl';
import type { BranchStep } from '../tasks/task-call';
import { branchCutShort } from './branch-cut-short';
import { branchesAhead, fitsTurns, type KnownBranch } from './branch-turns';
import { detailText, endsExecution, type RecordedEvent } from './recorded-event';
import type { EnteredState } from './states-of';

/** One run of a Map or Parallel state in a history. */
export interface ForkLog {
  readonly owner: BranchLog;
  readonly state: string;
  readonly run: number;
  /** The event that started it. */
  readonly startedEvent: RecordedEvent;
  succeeded: boolean;
  /** Whether the history tells of its end, or of that of the execution. */
  ended: boolean;
  /** Whether the execution was redriven inside of it: its branches were then cut short once, and went on. */
  redriven: boolean;
}

/** The events of one branch: the execution's, a Map iteration's or a Parallel branch's. */
export interface BranchLog {
  readonly key: string;
  readonly path: readonly BranchStep[];
  /** The run that started it; undefined for the execution's own branch. */
  readonly fork: ForkLog | undefined;
  readonly events: RecordedEvent[];
}

interface OpenLog extends BranchLog {
  readonly fork: OpenFork | undefined;
  /** The state it stands in. */
  state: string | undefined;
  kind: string;
  /** Whether that state's run of branches is over: it has failed for good. */
  failed: boolean;
  current: OpenFork | undefined;
  /** What its state sent last, for the redrive that sends it again. */
  sent: RecordedEvent | undefined;
  /** The input of its state, as text. */
  input: string | undefined;
  /** The ARN of the distributed Map's run that its state started. */
  mapRun: string | undefined;
  /** Output of the state it left last, as text, and that state's name. */
  left: string | undefined;
  leftState: string | undefined;
  /** Whether the history tells that it has come to its end. */
  over: boolean;
  readonly runs: Map<string, number>;
}

interface OpenFork extends ForkLog {
  readonly owner: OpenLog;
  readonly children: OpenLog[];
}

/** Key of a branch: a Parallel branch is known by its first state, a Map iteration by its index. */
export function branchKey(path: readonly BranchStep[]): string {
  return path.map((step) => `${step.state}#${step.run}${step.branch === undefined ? `[${step.index}]` : `/${step.branch}`}`).join(' > ');
}

/**
 * Sorts the events of a history into branches, by the links between them.
 *
 * @param places of the states by their names, where the definition is known
 * @param known which branches moved, by the ids of their events
 * @param unsure takes the Maps whose items have equal data and went on in an order that nothing tells
 */
export function branchLogs(
  events: readonly RecordedEvent[],
  places?: ReadonlyMap<string, EnteredState>,
  known?: ReadonlyMap<number, KnownBranch>,
  unsure?: Set<string>,
): Map<string, BranchLog> {
  const reader = new LogReader(places, unsure);
  const ahead = branchesAhead(events);
  for (const event of events) reader.read(event, known?.get(event.id) ?? ahead.get(event.id));
  return reader.logs;
}

const UNKNOWN: KnownBranch = { turns: new Map(), later: [] };
const OWNED = /^(Map|Parallel)State(Started|Succeeded|Failed|Aborted)$/;

/** Sorts events into branches, one after the other. */
export class LogReader {
  readonly logs: Map<string, OpenLog> = new Map();
  private readonly root = this.open([], undefined);
  /** Branch of each event, by its id. */
  private readonly branches: (OpenLog | undefined)[] = [this.root];
  /** The run that an event started, by its id. */
  private readonly forks = new Map<number, OpenFork>();
  /** Branches that have not gone on since the execution was redriven. */
  private stopped = new Set<OpenLog>();
  private redrivenEvent = 0;
  /** What is known of the branch of the event that is read. */
  private known: KnownBranch = UNKNOWN;

  constructor(
    private readonly places: ReadonlyMap<string, EnteredState> = new Map(),
    private readonly unsure?: Set<string>,
  ) {}

  /** Takes the next event; gives the branch it belongs to. @param known what is known of that branch */
  read(event: RecordedEvent, known: KnownBranch = UNKNOWN): BranchLog {
    this.known = known;
    const log = this.branchOf(event);
    this.branches[event.id] = log;
    this.stopped.delete(log);
    log.events.push(event);
    this.follow(event, log);
    return log;
  }

  private open(path: readonly BranchStep[], fork: OpenFork | undefined): OpenLog {
    const log: OpenLog = {
      key: branchKey(path),
      path,
      fork,
      events: [],
      state: undefined,
      kind: '',
      failed: false,
      current: undefined,
      sent: undefined,
      input: undefined,
      mapRun: undefined,
      left: undefined,
      leftState: undefined,
      over: false,
      runs: new Map(),
    };
    this.logs.set(log.key, log);
    fork?.children.push(log);
    return log;
  }

  private branchOf(event: RecordedEvent): OpenLog {
    const { type } = event;
    const name = detailText(event, 'name');
    if (type.startsWith('Execution')) return this.root;
    const resumed = event.previousEventId === this.redrivenEvent ? this.resumed(event) : undefined;
    const from = resumed ?? this.branches[event.previousEventId] ?? this.root;
    if (resumed !== undefined && !OWNED.test(type) && !type.startsWith('MapIteration')) return resumed;
    if (type.endsWith('StateEntered')) return this.entered(event, from);
    if (type.endsWith('StateExited')) return climb(from, (log) => log.state === name) ?? from;
    if (type === 'MapIterationStarted') return this.iteration(event, from);
    if (type.startsWith('MapIteration')) {
      const index = ownKey(event.details, 'index');
      return climb(from, (log) => log.fork?.state === name && log.path.at(-1)?.index === index) ?? from;
    }
    const kind = OWNED.exec(type)?.[1];
    if (kind !== undefined && type.endsWith('Aborted')) return branchCutShort(from.fork?.children ?? [], kind, from) ?? from;
    if (kind !== undefined) return climb(from, (log) => log.kind === kind && !log.failed) ?? from;
    if (type === 'EvaluationFailed') return this.evaluation(event, from);
    return from;
  }

  /** The first state of a Parallel branch stands behind the event that started them all. */
  private entered(event: RecordedEvent, from: OpenLog): OpenLog {
    const fork = this.forks.get(event.previousEventId);
    if (fork === undefined || fork.owner.kind !== 'Parallel') return from;
    const branch = detailText(event, 'name')!;
    const step: BranchStep = { state: fork.state, index: fork.children.length, branch, run: fork.run };
    return this.open([...fork.owner.path, step], fork);
  }

  /** An iteration stands behind the start of its Map, or behind the last event of the one that made room for it. */
  private iteration(event: RecordedEvent, from: OpenLog): OpenLog {
    const name = detailText(event, 'name');
    const owner = climb(from, (log) => log.kind === 'Map' && log.state === name && log.current !== undefined);
    const fork = owner?.current;
    if (owner === undefined || fork === undefined) return from;
    const index = Number(ownKey(event.details, 'index') ?? fork.children.length);
    return this.open([...owner.path, { state: fork.state, index, run: fork.run }], fork);
  }

  /** It usually points at the event before the state was entered, which may lie in the branch around. */
  private evaluation(event: RecordedEvent, from: OpenLog): OpenLog {
    const state = detailText(event, 'state');
    const inside = from.state === state ? undefined : from.current?.children.find((log) => log.state === state);
    const begun =
      event.previousEventId === this.redrivenEvent ? [...this.logs.values()].find((log) => log.state === state && isOpen(log)) : undefined;
    return inside ?? climb(from, (log) => log.state === state) ?? begun ?? from;
  }

  /**
   * Every branch that goes on stands behind the event of the redrive, which does not say which one it is: of those that fit what comes later, the one in
   * the state that is named, or that sent the same before, or else the first that has not gone on.
   */
  private resumed(event: RecordedEvent): OpenLog | undefined {
    // A Fail state is entered again, and what it evaluates points past that.
    const entered = event.type === 'EvaluationFailed' ? this.branches[event.id - 1] : undefined;
    const before = entered?.events.at(-1);
    if (before?.previousEventId === event.previousEventId && detailText(before, 'name') === detailText(event, 'state')) return entered;
    const open = [...this.stopped].filter((log) => isOpen(log) && this.fits(log));
    const stopped = this.freeFirst(open.filter(hasNoBranch));
    const name = detailText(event, 'name') ?? (event.type === 'EvaluationFailed' ? detailText(event, 'state') : undefined);
    const kind = /^(\w+?)State/.exec(event.type)?.[1];
    const found =
      name !== undefined
        ? (this.standing(event, stopped, name) ?? this.unbegun(event) ?? this.between(event))
        : event.type.endsWith('Scheduled')
          ? (stopped.find((log) => log.sent !== undefined && sendsTheSame(log.sent, event)) ?? stopped.find((log) => log.kind === 'Task'))
          : /StateStarted$/.test(event.type)
            ? this.starting(event, open, kind)
            : event.type === 'MapRunRedriven'
              ? stopped.find((log) => log.mapRun !== undefined && log.mapRun === detailText(event, 'mapRunArn'))
              : stopped.find((log) => log.kind === kind);
    if (found === undefined) return undefined;
    if (this.unsure !== undefined) this.noteEquals(found, open);
    this.stopped.delete(found);
    return found;
  }

  /** Another item that stands in the same state with the same data might be the one that went on. */
  private noteEquals(found: OpenLog, open: readonly OpenLog[]): void {
    const { turns, later } = this.known;
    for (const log of open) {
      if (log === found || log.state !== found.state || log.input !== found.input) continue;
      if (later.some((taken) => fitsTurns(log.path, taken))) continue;
      const step = found.path.find(({ state, index }, depth) => log.path[depth]?.state === state && log.path[depth]?.index !== index);
      if (step !== undefined && step.branch === undefined && !turns.has(step.state)) this.unsure?.add(step.state);
    }
  }

  private fits({ path }: OpenLog): boolean {
    return fitsTurns(path, this.known.turns);
  }

  /** The branches with those last that later events are known to be of. */
  private freeFirst(logs: OpenLog[]): OpenLog[] {
    const { later } = this.known;
    if (later.length === 0 || logs.length < 2) return logs;
    const taken = new Set(logs.filter(({ path }) => path.length > 0 && later.some((turns) => fitsTurns(path, turns))));
    return [...logs.filter((log) => !taken.has(log)), ...taken];
  }

  /** The branch in a state. What is entered again has the same input, and a Wait that is over hands it on, as a rule. */
  private standing(event: RecordedEvent, stopped: readonly OpenLog[], name: string): OpenLog | undefined {
    const found = stopped.filter(({ state }) => state === name);
    const text = detailText(event, 'output') ?? detailText(event, 'input');
    return found.find(({ input }) => text !== undefined && input === text) ?? found[0];
  }

  /** The Map or Parallel state that starts its branches: for the first time, or anew where all of them had ended or made too much. */
  private starting({ details }: RecordedEvent, open: readonly OpenLog[], kind: string | undefined): OpenLog | undefined {
    const length = ownKey(details, 'length');
    const found = open.filter((log) => {
      if (log.kind !== kind) return false;
      return log.current === undefined || ownKey(log.current.startedEvent.details, 'length') === length;
    });
    return found.find((log) => hasNoBranch(log) || log.current?.succeeded || this.hasEndedAll(log)) ?? found[0];
  }

  private hasEnded({ over, state, leftState }: OpenLog): boolean {
    return over || (state === undefined && leftState !== undefined && this.places.get(leftState)?.last === true);
  }

  private hasEndedAll({ current, kind }: OpenLog): boolean {
    if (current === undefined || !current.children.every((child) => this.hasEnded(child))) return false;
    let all = 0;
    for (const [name, { owner, startAt }] of this.places) if (owner === current.state && startAt === name) all++;
    const length = kind === 'Map' ? ownKey(current.startedEvent.details, 'length') : all;
    return length === undefined || length === 0 || length === current.children.length;
  }

  /** The branch that had been stopped between two states: the next one gets what the one before gave. */
  private between(event: RecordedEvent): OpenLog | undefined {
    const input = detailText(event, 'input');
    if (!event.type.endsWith('StateEntered') || input === undefined) return undefined;
    const found = [...this.logs.values()].filter((log) => {
      const { state, left, fork } = log;
      if (state !== undefined || left !== input || fork === undefined || !this.fits(log)) return false;
      return fork.owner.current === fork && isOpen(fork.owner);
    });
    const place = this.places.get(detailText(event, 'name')!);
    const here = found.filter(({ path, fork }) => {
      const branch = path.at(-1)?.branch;
      return place !== undefined && place.owner === fork?.state && (branch === undefined || branch === place.startAt);
    });
    return here.find((log) => !this.hasEnded(log)) ?? here[0] ?? found.find((log) => !this.hasEnded(log)) ?? found[0];
  }

  /** A branch or an item that had not entered its first state when the execution ended. */
  private unbegun(event: RecordedEvent): OpenLog | undefined {
    const name = detailText(event, 'name');
    const place = name === undefined ? undefined : this.places.get(name);
    if (!event.type.endsWith('StateEntered') || place?.owner === undefined || place.startAt !== name) return undefined;
    const { owner } = place;
    for (const log of this.logs.values()) {
      const { current, kind, state } = log;
      if (current === undefined || state !== owner || !isOpen(log) || !this.fits(log)) continue;
      if (kind === 'Map') {
        const item = current.children.find((child) => child.state === undefined && child.left === undefined && this.fits(child));
        if (item !== undefined) return item;
      } else if (!current.children.some((child) => child.path.at(-1)?.branch === name)) {
        const step = { state: current.state, index: current.children.length, branch: name, run: current.run };
        return this.open([...log.path, step], current);
      }
    }
    return undefined;
  }

  /** What had failed goes on, and what had been cut short. */
  private redrive(event: RecordedEvent): void {
    this.redrivenEvent = event.id;
    const open = [...this.logs.values()].filter(isOpen);
    for (const log of open) {
      log.failed = false;
      if (log.current !== undefined) log.current.redriven = true;
    }
    this.stopped = new Set(open.sort(byPlace));
  }

  private follow(event: RecordedEvent, log: OpenLog): void {
    const { type } = event;
    if (type === 'ExecutionRedriven') this.redrive(event);
    if (endsExecution(type)) for (const open of this.logs.values()) endFork(open);
    if (type.endsWith('Scheduled')) log.sent = event;
    if (type === 'MapRunStarted') log.mapRun = detailText(event, 'mapRunArn');
    if (type.endsWith('StateEntered')) {
      log.state = detailText(event, 'name');
      log.kind = type.slice(0, -'StateEntered'.length);
      log.failed = false;
      endFork(log);
      log.current = undefined;
      log.sent = undefined;
      log.input = detailText(event, 'input');
      log.mapRun = undefined;
      log.left = undefined;
    } else if (type.endsWith('StateExited')) {
      log.state = undefined;
      log.kind = '';
      log.left = detailText(event, 'output');
      log.leftState = detailText(event, 'name');
      log.over = type === 'SucceedStateExited';
      endFork(log);
      log.current = undefined;
    } else if (type === 'MapStateStarted' || type === 'ParallelStateStarted') {
      const state = log.state ?? '';
      const run = log.runs.get(state) ?? 0;
      log.runs.set(state, run + 1);
      const fork: OpenFork = { owner: log, state, run, startedEvent: event, succeeded: false, ended: false, redriven: false, children: [] };
      endFork(log);
      log.current = fork;
      this.forks.set(event.id, fork);
    } else if (type === 'MapStateSucceeded' || type === 'ParallelStateSucceeded') {
      if (log.current !== undefined) log.current.succeeded = true;
    } else if (type === 'MapIterationSucceeded') log.over = true;
    else if (OWNED.test(type)) {
      log.failed = true;
      endFork(log);
    }
  }
}

/** The branches of a distributed Map are in histories of their own. */
function hasNoBranch({ current, kind }: OpenLog): boolean {
  return current === undefined || (kind === 'Map' && current.children.length === 0);
}

function endFork({ current }: OpenLog): void {
  if (current !== undefined) current.ended = true;
}

/** Whether a branch stands in a state, and so do all around it. */
function isOpen(log: OpenLog): boolean {
  if (log.state === undefined) return false;
  const { fork } = log;
  return fork === undefined || (fork.owner.current === fork && isOpen(fork.owner));
}

const SENT = ['resource', 'resourceType', 'parameters', 'input', 'timeoutInSeconds', 'heartbeatInSeconds'];

function sendsTheSame(one: RecordedEvent, other: RecordedEvent): boolean {
  return one.type === other.type && SENT.every((name) => ownKey(one.details, name) === ownKey(other.details, name));
}

/** Branches inside of a branch come before the next one, as they do where a redrive is run. */
function byPlace({ path: one }: OpenLog, { path: other }: OpenLog): number {
  for (const [depth, { index }] of one.entries()) {
    const difference = index - (other[depth]?.index ?? -1);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function climb(from: OpenLog, fits: (log: OpenLog) => boolean): OpenLog | undefined {
  for (let log: OpenLog | undefined = from; log !== undefined; log = log.fork?.owner) if (fits(log)) return log;
  return undefined;
}

/** What a state of a branch is known by. */
export function stateKey(branch: string, state: string): string {
  return `${branch} > ${state}`;
}
