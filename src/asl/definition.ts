import type { JsonObject } from './json';
import type { ChoiceState } from './states/choice';
import type { FailState } from './states/fail';
import type { MapState } from './states/map';
import type { ParallelState } from './states/parallel';
import type { PassState } from './states/pass';
import type { SucceedState } from './states/succeed';
import type { TaskState } from './states/task';
import type { WaitState } from './states/wait';

/** The two query languages of ASL. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** The fields of each state kind, in ASL's own casing. The one list of kinds: registries are `Record<StateType, …>`. */
export interface StateFields {
  readonly Task: TaskState;
  readonly Pass: PassState;
  readonly Choice: ChoiceState;
  readonly Wait: WaitState;
  readonly Succeed: SucceedState;
  readonly Fail: FailState;
  readonly Parallel: ParallelState;
  readonly Map: MapState;
}

/** The name of a state kind. */
export type StateType = keyof StateFields;

/** One state of a parsed machine: what ASL says of it in `fields`, where it stands, and which language it speaks. */
export interface StateNode<Kind extends StateType = StateType> {
  readonly type: Kind;
  readonly name: string;
  /** JSON pointer (RFC 6901) into the definition. */
  readonly pointer: string;
  /** Its own `QueryLanguage`, or the machine's. */
  readonly queryLanguage: QueryLanguage;
  readonly fields: StateFields[Kind];
  /** Branches of a Parallel, the one item processor of a Map, empty otherwise. */
  readonly groups: readonly StateGroup[];
}

/** Any state node, discriminated by `type`. */
export type AnyStateNode = { [Kind in StateType]: StateNode<Kind> }[StateType];

/** One `States` map: a machine's, a branch's or an item processor's. */
export interface StateGroup {
  readonly pointer: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, AnyStateNode>;
}

/** A parsed state machine: frozen, structurally sound, expressions not compiled yet. */
export interface StateMachine extends StateGroup {
  readonly comment?: string;
  readonly version?: string;
  readonly timeoutSeconds?: number;
  readonly queryLanguage: QueryLanguage;
  /** The definition as it was given, as JSON. */
  readonly source: JsonObject;
}
