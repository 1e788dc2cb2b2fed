import { listOf, objectOf, text } from '../field-checks';
import { fieldTable } from '../field-table';
import type { JsonObject, JsonValue } from '../json';
import { isJsonObject, ownKey } from '../json';
import type { StateTable, TransitionTarget } from '../state-table';
import { checkChoiceRule } from '../tables/choice-rule';
import type { JsonPathFields, OutputFields, StateBase } from './common-fields';
import { ASSIGN_ROWS, BASE_ROWS, OUTPUT_ROWS, PATH_ROWS } from './common-fields';

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

/** The rules of a Choice state. */
export const CHOICE: StateTable = {
  fields: fieldTable(BASE_ROWS, PATH_ROWS, OUTPUT_ROWS, ASSIGN_ROWS, {
    Choices: { check: listOf('choice rules', objectOf(checkChoiceRule)), required: true },
    Default: { check: text },
  }),
  facts: { takesRetry: false, hasResultPath: false, takesAssign: true, terminal: false, takesNext: false },
  targets: choiceTargets,
};

function choiceTargets(state: JsonObject): TransitionTarget[] {
  const targets: TransitionTarget[] = [];
  const choices = ownKey(state, 'Choices');
  if (Array.isArray(choices)) {
    choices.forEach((rule: JsonValue, index) => {
      const next = isJsonObject(rule) ? ownKey(rule, 'Next') : undefined;
      if (typeof next === 'string') targets.push({ path: ['Choices', index, 'Next'], name: next });
    });
  }
  const fallback = ownKey(state, 'Default');
  if (typeof fallback === 'string') targets.push({ path: ['Default'], name: fallback });
  return targets;
}
