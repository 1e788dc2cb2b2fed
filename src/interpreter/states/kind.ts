import type { AnyStateNode, StateNode, StateType } from '../../asl';
import type { Outcome, Preparation } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import type { EventName } from '../history/event-types';

/** Runs one prepared state; called again for each retry. */
export type RunState = (visit: Visit) => Outcome;

/** What the shared loop must know of a state kind, and how its states are compiled. */
export interface StateKind<Kind extends StateType> {
  readonly entered: EventName;
  readonly exited: EventName | undefined;
  /** Recorded when it fails and nothing retries it. */
  readonly failed: EventName | undefined;
  /** Recorded when a sibling's failure or a stop cuts it short. */
  readonly aborted: EventName | undefined;
  prepare(node: StateNode<Kind>, preparation: Preparation): RunState;
}

/** The registry's type: a forgotten kind does not compile. */
export type StateKinds = { readonly [Kind in StateType]: StateKind<Kind> };

/** Narrows nothing at run time: a registry entry takes the nodes of its own kind. */
export function prepareWith(kind: StateKind<never>, node: AnyStateNode, preparation: Preparation): RunState {
  return kind.prepare(node as never, preparation);
}
