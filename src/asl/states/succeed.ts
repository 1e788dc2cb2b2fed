import { fieldTable } from '../field-table';
import type { JsonValue } from '../json';
import type { StateTable } from '../state-table';
import type { JsonPathFields, StateBase } from './common-fields';
import { BASE_ROWS, OUTPUT_ROWS, PATH_ROWS } from './common-fields';

/** Fields of a Succeed state. */
export interface SucceedState extends StateBase, JsonPathFields {
  readonly Type: 'Succeed';
  readonly Output?: JsonValue;
}

/** The rules of a Succeed state. */
export const SUCCEED: StateTable = {
  fields: fieldTable(BASE_ROWS, PATH_ROWS, OUTPUT_ROWS),
  facts: { takesRetry: false, hasResultPath: false, takesAssign: false, terminal: true, takesNext: false },
};
