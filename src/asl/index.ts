export type { AnyStateNode, QueryLanguage, StateFields, StateGroup, StateMachine, StateNode, StateType } from './definition';
export { defineKey, isJsonObject, ownKey, type JsonArray, type JsonObject, type JsonPrimitive, type JsonValue } from './json';
export type { Problem, SourcePosition } from './problem';
