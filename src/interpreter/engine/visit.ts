import type { JsonObject, JsonValue } from '../../asl';
import type { EvaluationScope, SeededRandom } from '../../data';
import type { Failure } from '../failure';
import type { Branch, MapItem } from './branch';
import { contextObject } from './context-object';
import { EXIT, FAIL, type Outcome, type PreparedState, type Way } from './prepared';
import type { Run } from './run';
import { NO_WAIT, type Standstill, Wait } from './wait';

/**
 * One visit of a state: its input, what the work on it has come to, and how far it has got. A branch keeps one of these, which begins anew with each state:
 * one made for every state costs a loop of states 15 %. Nothing of a visit outlasts `begin`.
 */
export class Visit implements EvaluationScope {
  readonly run: Run;
  /** Upper bound of the bytes of `stateInput`; below 0 when nobody has asked. */
  inputBound = -1;

  /** The last event in the history of its branch. */
  lastEvent: number;
  /** The event of its entry; 0 until the state is entered: whoever stops the branch before aborts no state. */
  enteredEvent = 0;
  /** `lastEvent` before the state was entered: where EvaluationFailed points. */
  beforeEntered = 0;
  enteredAt = 0;
  /** Retries so far, all retriers together. */
  retryCount = 0;
  retriesByRetrier: number[] | undefined = undefined;

  /** What expressions see as `$`: the kind sets it. */
  input: JsonValue;
  result: JsonValue | undefined = undefined;
  errorOutput: JsonValue | undefined = undefined;
  /** State output, once the kind is done. */
  output: JsonValue = null;
  /** Upper bound of the bytes of `output`, where the way it was made tells; else below 0. */
  outputBound = -1;
  /** How the branch leaves the state, once the kind is done. */
  way: Way;
  /** Variables to store when the state is left. */
  assigned: JsonObject | undefined = undefined;
  failure: Failure | undefined = undefined;
  /** The item whose `ItemSelector` is being evaluated. */
  selecting: MapItem | undefined = undefined;
  /** What it waits for; write to that of `waits()`. */
  wait: Wait = NO_WAIT;

  constructor(
    readonly branch: Branch,
    public state: PreparedState,
    /** Input of the state as it was entered. */
    public stateInput: JsonValue,
    previousEvent: number,
  ) {
    this.run = branch.run;
    this.lastEvent = previousEvent;
    this.input = stateInput;
    this.way = state.way;
  }

  /** Begins the visit of another state. @param inputBound upper bound of the bytes of its input; below 0 when nobody has asked */
  begin(state: PreparedState, stateInput: JsonValue, inputBound: number): void {
    this.state = state;
    this.stateInput = stateInput;
    this.inputBound = inputBound;
    this.enteredEvent = 0;
    this.beforeEntered = 0;
    this.enteredAt = 0;
    this.beginRetries();
    this.beginWork();
  }

  /** Retriers begin to count: with the visit, and with a redrive of it. */
  beginRetries(): void {
    if (this.retryCount === 0) return;
    this.retryCount = 0;
    this.retriesByRetrier = undefined;
  }

  /** The work on the state begins, for the first time or once more. */
  beginWork(): void {
    this.input = this.stateInput;
    this.result = undefined;
    this.errorOutput = undefined;
    this.output = null;
    this.outputBound = -1;
    this.way = this.state.way;
    this.assigned = undefined;
    this.failure = undefined;
    this.selecting = undefined;
    this.wait = NO_WAIT;
  }

  /** What it waits for, to be written to. */
  waits(): Wait {
    if (this.wait === NO_WAIT) this.wait = new Wait();
    return this.wait;
  }

  /** The state is done: the branch leaves it by `way`. */
  next(output: JsonValue, assigned: JsonObject | undefined): Outcome {
    this.output = output;
    this.assigned = assigned;
    return EXIT;
  }

  /** The state has failed: what its retriers and catchers do not take ends the branch. */
  failed(failure: Failure): Outcome {
    this.failure = failure;
    return FAIL;
  }

  /** The branch stands still until it is woken. */
  parked(reason: Standstill): Outcome {
    return this.run.engine.park(this.branch, reason);
  }

  /** Wakes the branch: `resume` gives what the state came to. */
  wake(resume: () => Outcome): void {
    this.run.engine.wake(this.branch, resume);
  }

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
    return this.branch.variable(name);
  }
}
