import { integer, listOf, numberFrom, objectOf, oneWordOf, text } from '../field-checks';
import { checkFields, type FieldCheck, type FieldTable, fieldTable } from '../field-table';
import { type JsonObject, type JsonValue, ownKey } from '../json';
import { type Place, report } from '../place';
import { QUOTAS } from '../quotas';
import { checkStatesAll } from './states-all';

/** Field table of an entry of `Retry`. */
export const RETRIER: FieldTable = fieldTable({
  ErrorEquals: { check: listOf('error names', text), required: true },
  IntervalSeconds: { check: integer(1, QUOTAS.largestCount) },
  MaxAttempts: { check: integer(0, QUOTAS.largestCount) },
  BackoffRate: { check: numberFrom(1, Infinity) },
  MaxDelaySeconds: { check: integer(1, QUOTAS.largestDelaySeconds) },
  JitterStrategy: { check: oneWordOf('FULL', 'NONE') },
  Comment: { check: text },
});

/** Checks the value of `Retry`. */
export const retriers: FieldCheck = (value, place, field) => {
  listOf('retriers', objectOf(checkRetrier), { allowEmpty: true })(value, place, field);
  checkStatesAll(value, place, field, 'retrier');
};

function checkRetrier(retrier: JsonObject, place: Place): void {
  checkFields(retrier, RETRIER, 'a retrier', place);
  const delay: JsonValue | undefined = ownKey(retrier, 'MaxDelaySeconds');
  const interval = ownKey(retrier, 'IntervalSeconds') ?? 1;
  if (typeof delay === 'number' && typeof interval === 'number' && delay <= interval && delay >= 1) {
    report(place, 'MaxDelaySeconds', 'OUT_OF_RANGE', { type: 'delay', over: interval }, { received: delay });
  }
}
