import type { AnyStateNode, StateMachine } from '../../asl';
import type { StateSlots } from '../counts/slots';
import type { Visit } from './visit';

/** The state is done: its visit holds `output`, `assigned` and the way out. */
export const EXIT = 0;
/** Its branch stands still until something wakes it. */
export const PARK = 1;
/** The state failed: its visit holds `failure`. */
export const FAIL = 2;

/** What running a state came to: what `next`, `failed` and `parked` of its visit give. A number, because one is made for every state of every execution. */
export type Outcome = typeof EXIT | typeof PARK | typeof FAIL;

/** Where a state goes when it ends its branch. */
export const END = -1;

/** A retrier with its defaults filled in. */
export interface PreparedRetrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
}

/** A way out of a state: its Next or End, a catcher, a rule of a Choice. The event of the exit keeps it. */
export interface Way {
  /** Name of the state. */
  readonly name: string;
  /** Index of the next state in the group, or {@link END}. */
  readonly next: number;
  /** The number that counts it. */
  readonly slot: number;
}

/** A catcher whose expressions are compiled. */
export interface PreparedCatcher {
  readonly errors: readonly string[];
  readonly way: Way;
  /** Makes state output and variables of an error. */
  apply(visit: Visit): Outcome;
}

/** A state compiled once: run by as many executions as there are. */
export interface PreparedState extends StateSlots {
  readonly node: AnyStateNode;
  readonly name: string;
  readonly enteredEvent: number;
  readonly exitedEvent: number;
  /** Recorded when it fails for good; 0 for kinds that have no such event. */
  readonly failedEvent: number;
  readonly abortedEvent: number;
  /** By its Next or End. */
  readonly way: Way;
  readonly retriers: readonly PreparedRetrier[];
  readonly catchers: readonly PreparedCatcher[];
  /** Branches of a Parallel, the processor of a Map. */
  readonly groups: readonly PreparedGroup[];
  /** Runs the state; called again for each retry. */
  run(visit: Visit): Outcome;
}

/** The states of one `States` map, by number. */
export interface PreparedGroup {
  readonly start: number;
  readonly states: readonly PreparedState[];
  /** How many numbers are counted for its states and all before them in the definition. */
  readonly slotCount: number;
  /** A zero for each counter, which executions copy: of a whole definition only. */
  readonly zeros?: readonly number[];
}

/** A definition ready to run: give it to `execute` as often as you like. */
export interface Definition extends PreparedGroup {
  readonly machine: StateMachine;
}

/** What a kind's prepare function is given beside its node. */
export interface Preparation {
  readonly slots: StateSlots;
  /** A way out to a state of the same group, or to the end of the branch. @param slot the number that counts it */
  wayTo(next: string | undefined, slot: number): Way;
  readonly groups: readonly PreparedGroup[];
}
