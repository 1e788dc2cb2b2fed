import type { JsonObject, JsonValue } from '../../asl';
import type { EvaluationScope, SeededRandom } from '../../data';
import type { Failure } from '../failure';
import type { TaskAttempt } from '../integrations/task-attempt';
import type { BranchStep } from '../tasks/task-call';
import type { Timer } from './clock';
import { contextObject } from './context-object';
import type { Fork } from './fork';
import type { Outcome, PreparedGroup, PreparedState, Way } from './prepared';
import type { Run } from './run';
import { VariableScope } from './variable-scope';

/** The item a Map iteration works on. */
export interface MapItem {
  readonly index: number;
  readonly value: JsonValue;
  /** Set when the items were the fields of an object. */
  readonly key?: string;
  /** `Map.Item.Source`: set when the Map is distributed. */
  readonly source?: string;
}

/** One line of control through a `States` map: the machine's, a Parallel branch's or a Map iteration's. */
export class Branch implements EvaluationScope {
  /** The state it stands in. */
  state: PreparedState;
  /** Input of that state as it was entered. */
  stateInput: JsonValue;
  /** What expressions see as `$`: the kind sets it. */
  input: JsonValue;
  result: JsonValue | undefined = undefined;
  errorOutput: JsonValue | undefined = undefined;

  /** State output, once the kind is done. */
  output: JsonValue = null;
  /** Upper bound of the bytes of `stateInput`; below 0 when nobody has asked. */
  inputBound = -1;
  /** In the first branch of an execution: upper bound of the bytes of all variables assigned in it. */
  variablesBound = 0;
  /** Upper bound of the bytes of `output`, where the way it was made tells; else below 0. */
  outputBound = -1;
  /** How it leaves the state, once the kind is done. */
  way: Way;
  /** Variables to store when the state is left. */
  assigned: JsonObject | undefined = undefined;
  failure: Failure | undefined = undefined;

  lastEvent: number;
  /** Event that the next link of a join points at, where it is not `lastEvent`. */
  enteredEvent = 0;
  /** `lastEvent` before the state was entered: where EvaluationFailed points. */
  beforeEntered = 0;
  enteredAt = 0;
  /** Retries so far in this visit, all retriers together. */
  retryCount = 0;
  retriesByRetrier: number[] | undefined = undefined;
  /** What to do when it is woken. */
  resume: (() => Outcome) | undefined = undefined;
  /** Timers that end with the current wait. */
  timer: Timer | undefined = undefined;
  heartbeat: Timer | undefined = undefined;
  /** When the task's answer comes, where it takes virtual time. */
  delay: Timer | undefined = undefined;
  taskToken: string | undefined = undefined;
  /** The Parallel or Map run it waits for. */
  fork: Fork | undefined = undefined;
  /** The Parallel or Map run that failed it: where a redrive goes on. */
  failedFork: Fork | undefined = undefined;
  /** How often it has started each of its Map and Parallel states. */
  forkCounts: Map<PreparedState, number> | undefined = undefined;
  /** The item whose `ItemSelector` is being evaluated. */
  selecting: MapItem | undefined = undefined;
  /** The execution it waits for (`startExecution.sync`). */
  nested: Run | undefined = undefined;
  /** Name the activity worker gave. */
  workerName: string | undefined = undefined;
  /** The callback or activity it waits for. */
  attempt: TaskAttempt | undefined = undefined;
  ended = false;
  /** Why it stands still, for those who watch. */
  waitingFor: 'wait' | 'retry' | 'callback' | 'activity' | 'task' | undefined = undefined;

  private scope: VariableScope | undefined;

  constructor(
    readonly run: Run,
    readonly group: PreparedGroup,
    input: JsonValue,
    lastEvent: number,
    /** The Parallel or Map run it belongs to; undefined for the first branch of an execution. */
    readonly parent: Fork | undefined,
    /** Number among its siblings. */
    readonly index: number,
    readonly item: MapItem | undefined,
  ) {
    this.state = group.states[group.start] as PreparedState;
    this.way = this.state.way;
    this.stateInput = input;
    this.input = input;
    this.lastEvent = lastEvent;
    this.scope = parent === undefined || parent.isolated ? undefined : parent.branch.scope;
    this.ownsScope = false;
  }

  private ownsScope: boolean;

  get random(): SeededRandom {
    return this.run.engine.random;
  }

  get intrinsicSizes(): boolean {
    return this.run.engine.quotas.intrinsicSizes;
  }

  now(): number {
    return this.run.engine.clock.now;
  }

  context(): JsonObject {
    return contextObject(this);
  }

  variable(name: string): JsonValue | undefined {
    return this.scope === undefined ? undefined : this.scope.lookup(name);
  }

  /** Stores variables in the branch's own scope. */
  assign(values: JsonObject): void {
    if (!this.ownsScope || this.scope === undefined) {
      this.scope = new VariableScope(this.scope);
      this.ownsScope = true;
    }
    this.scope.assign(values);
  }

  /** The variables of its own scope. */
  ownVariables(): JsonObject {
    return this.ownsScope ? (this.scope?.own() ?? {}) : {};
  }

  /** Every variable the branch can read. */
  variables(): JsonObject {
    return this.scope?.visible() ?? {};
  }

  /** Enclosing iterations and branches, outermost first. */
  path(): readonly BranchStep[] {
    if (this.parent === undefined) return [];
    return [...this.parent.branch.path(), this.parent.step(this)];
  }
}
