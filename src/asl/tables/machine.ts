import { integer, objectOf, oneWordOf, text } from '../field-checks';
import { type FieldTable, fieldTable } from '../field-table';
import { QUOTAS } from '../quotas';

/** Field table of a state machine. */
export const MACHINE: FieldTable = fieldTable({
  States: { check: objectOf(() => {}), required: true },
  StartAt: { check: text, required: true },
  Comment: { check: text },
  Version: { check: oneWordOf('1.0') },
  TimeoutSeconds: { check: integer(1, QUOTAS.largestCount) },
  QueryLanguage: { check: oneWordOf('JSONPath', 'JSONata') },
});
