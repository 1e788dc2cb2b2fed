import { pathText, text } from '../field-checks';
import { checkExclusive, fieldTable } from '../field-table';
import type { StateTable } from '../state-table';
import type { StateBase } from './common-fields';
import { BASE_ROWS } from './common-fields';

/** Fields of a Fail state. */
export interface FailState extends StateBase {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

/** The rules of a Fail state. */
export const FAIL: StateTable = {
  fields: fieldTable(BASE_ROWS, {
    Error: { check: text },
    Cause: { check: text },
    ErrorPath: { check: pathText, language: 'JSONPath', twin: '"Error" with an expression' },
    CausePath: { check: pathText, language: 'JSONPath', twin: '"Cause" with an expression' },
  }),
  facts: { takesRetry: false, hasResultPath: false, takesAssign: false, terminal: true, takesNext: false },
  check(state, place) {
    checkExclusive(state, ['Error', 'ErrorPath'], place);
    checkExclusive(state, ['Cause', 'CausePath'], place);
  },
};
