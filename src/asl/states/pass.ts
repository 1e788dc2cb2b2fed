import { anyValue, pathOrNull } from '../field-checks';
import { fieldTable } from '../field-table';
import type { JsonValue } from '../json';
import type { StateTable } from '../state-table';
import type { JsonPathFields, OutputFields, StateBase, Transition } from './common-fields';
import { ASSIGN_ROWS, BASE_ROWS, OUTPUT_ROWS, PATH_ROWS, TRANSITION_ROWS } from './common-fields';

/** Fields of a Pass state. */
export interface PassState extends StateBase, Transition, JsonPathFields, OutputFields {
  readonly Type: 'Pass';
  readonly Result?: JsonValue;
  readonly ResultPath?: string | null;
  readonly Parameters?: JsonValue;
}

/** The rules of a Pass state. */
export const PASS: StateTable = {
  fields: fieldTable(BASE_ROWS, TRANSITION_ROWS, PATH_ROWS, OUTPUT_ROWS, ASSIGN_ROWS, {
    Result: { check: anyValue, language: 'JSONPath', twin: '"Output"' },
    ResultPath: { check: pathOrNull, language: 'JSONPath', twin: '"Output"' },
    Parameters: { check: anyValue, language: 'JSONPath', twin: '"Output"' },
  }),
  facts: { takesRetry: false, hasResultPath: true, takesAssign: true, terminal: false, takesNext: true },
};
