import { anyValue, integer, listOf, nonEmptyText, object, objectOf, oneWordOf, orExpression, pathText, text } from '../field-checks';
import { checkExclusive, checkFields, type FieldCheck, type FieldTable, fieldTable } from '../field-table';
import type { JsonObject } from '../json';
import type { Place } from '../place';
import { QUOTAS } from '../quotas';

/** Field table of `ReaderConfig`. */
export const READER_CONFIG: FieldTable = fieldTable({
  InputType: { check: oneWordOf('CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST') },
  ManifestType: { check: oneWordOf('ATHENA_DATA', 'S3_INVENTORY') },
  CSVHeaderLocation: { check: oneWordOf('FIRST_ROW', 'GIVEN') },
  CSVHeaders: { check: listOf('header names', text) },
  CSVDelimiter: { check: oneWordOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB') },
  MaxItems: { check: orExpression(integer(0, QUOTAS.largestItemCount)) },
  MaxItemsPath: { check: pathText, language: 'JSONPath', twin: '"MaxItems" with an expression' },
  ItemsPointer: { check: text },
  Transformation: { check: oneWordOf('NONE', 'LOAD_AND_FLATTEN') },
  Comment: { check: text },
});

/** Field table of `ItemReader`. */
export const ITEM_READER: FieldTable = fieldTable({
  Resource: { check: nonEmptyText, required: true },
  ReaderConfig: { check: objectOf(checkReaderConfig) },
  Parameters: { check: object, language: 'JSONPath', twin: '"Arguments"' },
  Arguments: { check: anyValue, language: 'JSONata', twin: '"Parameters"' },
  Comment: { check: text },
});

/** Checks the value of `ItemReader`. */
export const itemReader: FieldCheck = objectOf((reader, place) => checkFields(reader, ITEM_READER, 'ItemReader', place));

function checkReaderConfig(config: JsonObject, place: Place): void {
  checkFields(config, READER_CONFIG, 'ReaderConfig', place);
  checkExclusive(config, ['MaxItems', 'MaxItemsPath'], place);
}
