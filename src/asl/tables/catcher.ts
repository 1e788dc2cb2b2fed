import { anyValue, listOf, object, objectOf, pathOrNull, text } from '../field-checks';
import { checkFields, type FieldCheck, type FieldTable, fieldTable } from '../field-table';
import { checkStatesAll } from './states-all';

/** Field table of an entry of `Catch`. */
export const CATCHER: FieldTable = fieldTable({
  ErrorEquals: { check: listOf('error names', text), required: true },
  Next: { check: text, required: true },
  ResultPath: { check: pathOrNull, language: 'JSONPath', twin: '"Output"' },
  Assign: { check: object },
  Output: { check: anyValue, language: 'JSONata', twin: '"ResultPath"' },
  Comment: { check: text },
});

/** Checks the value of `Catch`; its targets are checked with all others. */
export const catchers: FieldCheck = (value, place, field) => {
  listOf(
    'catchers',
    objectOf((catcher, at) => checkFields(catcher, CATCHER, 'a catcher', at)),
    { allowEmpty: true },
  )(value, place, field);
  checkStatesAll(value, place, field, 'catcher');
};
