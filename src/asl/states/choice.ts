import type { JsonObject, JsonValue } from '../json';
import type { JsonPathFields, OutputFields, StateBase } from './common-fields';

/** One choice rule. JSONPath: `Variable` and one operator, or `And`/`Or`/`Not`; JSONata: `Condition`. */
export interface ChoiceRule {
  readonly Next?: string;
  readonly Comment?: string;
  readonly Assign?: JsonObject;
  /** JSONata only. */
  readonly Output?: JsonValue;
  /** JSONata only: an expression or a literal boolean. */
  readonly Condition?: string | boolean;
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  /** The comparison operator, by its ASL name. */
  readonly [operator: string]: unknown;
}

/** Fields of a Choice state. */
export interface ChoiceState extends StateBase, JsonPathFields, OutputFields {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}
