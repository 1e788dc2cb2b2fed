import { anyValue, nonEmptyText, object, objectOf, oneWordOf, text } from '../field-checks';
import { checkFields, type FieldCheck, type FieldTable, fieldTable } from '../field-table';
import { ownKey } from '../json';
import { report } from '../place';

/** Field table of `WriterConfig`. */
export const WRITER_CONFIG: FieldTable = fieldTable({
  OutputType: { check: oneWordOf('JSON', 'JSONL') },
  Transformation: { check: oneWordOf('NONE', 'COMPACT', 'FLATTEN') },
  Comment: { check: text },
});

/** Field table of `ResultWriter`. */
export const RESULT_WRITER: FieldTable = fieldTable({
  Resource: { check: nonEmptyText },
  Parameters: { check: object, language: 'JSONPath', twin: '"Arguments"' },
  Arguments: { check: anyValue, language: 'JSONata', twin: '"Parameters"' },
  WriterConfig: { check: objectOf((config, place) => checkFields(config, WRITER_CONFIG, 'WriterConfig', place)) },
  Comment: { check: text },
});

/** Checks the value of `ResultWriter`: where to write, how, or both. */
export const resultWriter: FieldCheck = objectOf((writer, place) => {
  checkFields(writer, RESULT_WRITER, 'ResultWriter', place);
  if (ownKey(writer, 'Resource') !== undefined || ownKey(writer, 'WriterConfig') !== undefined) return;
  const fields = ['Resource', 'WriterConfig'];
  report(place, undefined, 'MISSING_ALTERNATIVE', { anyOf: fields, what: 'ResultWriter' }, { fields });
});
