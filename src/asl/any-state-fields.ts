import type { StateFields, StateType } from './definition';
import type { JsonObject } from './json';

/** The name of a field that some kind of state has. */
type FieldName<Fields> = Fields extends unknown ? keyof Fields : never;

/** What a field may be in the kinds that have it. */
type FieldOf<Fields, Name extends PropertyKey> = Fields extends { readonly [Field in Name]?: infer Value } ? Value : never;

/** The fields of all kinds in one, for what treats them alike: a field is absent where a kind does not have it. */
export type AnyStateFields = {
  readonly [Name in FieldName<StateFields[StateType]>]?: FieldOf<StateFields[StateType], Name>;
};

/** The fields of a state as the JSON that they were written in, for what asks for them by name or cannot be sure that they are what they should be. */
export function fieldsAsJson(fields: StateFields[StateType]): JsonObject {
  return fields as unknown as JsonObject;
}
