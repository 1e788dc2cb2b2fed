import type { AnyStateNode } from '../../asl';
import type { StateSlots } from './slots';

/** A way out of a state. */
export interface CountedWay {
  /** Where it is counted. */
  readonly slot: number;
}

/** What counting needs to know of a state that was prepared for running. */
export interface CountedState extends StateSlots {
  readonly node: AnyStateNode;
  readonly way: CountedWay;
  readonly retriers: readonly unknown[];
  readonly catchers: readonly { readonly way: CountedWay }[];
  readonly groups: readonly CountedGroup[];
}

/** And of a group of them. */
export interface CountedGroup {
  readonly states: readonly CountedState[];
  /** How many numbers it has, those of what is inside included. */
  readonly slotCount: number;
  /** So many zeros; made when they are not there. */
  readonly zeros?: readonly number[];
}

/** And of a visit, when its branch leaves the state or does not. */
export interface LeavingVisit {
  readonly state: CountedState;
  readonly way: CountedWay;
  readonly failure: { readonly error: string | undefined } | undefined;
}
