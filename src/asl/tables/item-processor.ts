import { objectOf, oneWordOf, text } from '../field-checks';
import { checkFields, type FieldTable, fieldTable } from '../field-table';
import { type JsonObject, ownKey } from '../json';
import { type Place, report } from '../place';

/** Field table of `ProcessorConfig`. */
export const PROCESSOR_CONFIG: FieldTable = fieldTable({
  Mode: { check: oneWordOf('INLINE', 'DISTRIBUTED') },
  ExecutionType: { check: oneWordOf('STANDARD', 'EXPRESS') },
  Comment: { check: text },
});

/** Field table of `ItemProcessor` and `Iterator`; the states themselves are parsed as a group. */
export const ITEM_PROCESSOR: FieldTable = fieldTable({
  StartAt: { check: text, required: true },
  States: { check: objectOf(() => {}), required: true },
  Comment: { check: text },
  ProcessorConfig: { check: objectOf(checkProcessorConfig) },
});

function checkProcessorConfig(config: JsonObject, place: Place): void {
  checkFields(config, PROCESSOR_CONFIG, 'ProcessorConfig', place);
  const distributed = ownKey(config, 'Mode') === 'DISTRIBUTED';
  const type = ownKey(config, 'ExecutionType');
  if (distributed && type === undefined) {
    const field = 'ExecutionType';
    report(
      place,
      undefined,
      'MISSING_FIELD',
      { field, beside: '"Mode": "DISTRIBUTED"' },
      { hint: 'use "STANDARD" or "EXPRESS"', fields: [field] },
    );
  }
}
