import { integer, orExpression, pathText, timestamp } from '../field-checks';
import { checkExclusive, fieldTable } from '../field-table';
import { QUOTAS } from '../quotas';
import type { StateTable } from '../state-table';
import type { JsonPathFields, OutputFields, StateBase, Transition } from './common-fields';
import { ASSIGN_ROWS, BASE_ROWS, OUTPUT_ROWS, PATH_ROWS, TRANSITION_ROWS } from './common-fields';

/** Fields of a Wait state: exactly one of the four times. */
export interface WaitState extends StateBase, Transition, JsonPathFields, OutputFields {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
  readonly SecondsPath?: string;
  readonly TimestampPath?: string;
}

const TIMES = ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'] as const;

/** The rules of a Wait state. */
export const WAIT: StateTable = {
  fields: fieldTable(BASE_ROWS, TRANSITION_ROWS, PATH_ROWS, OUTPUT_ROWS, ASSIGN_ROWS, {
    Seconds: { check: orExpression(integer(0, QUOTAS.largestCount)) },
    Timestamp: { check: orExpression(timestamp) },
    SecondsPath: { check: pathText, language: 'JSONPath', twin: '"Seconds" with an expression' },
    TimestampPath: { check: pathText, language: 'JSONPath', twin: '"Timestamp" with an expression' },
  }),
  facts: { takesRetry: false, hasResultPath: false, takesAssign: true, terminal: false, takesNext: true },
  check(state, place) {
    const allowed = place.queryLanguage === 'JSONata' && !TIMES.some((time) => time in state) ? TIMES.slice(0, 2) : TIMES;
    checkExclusive(state, allowed, place, { what: 'a Wait state' });
  },
};
