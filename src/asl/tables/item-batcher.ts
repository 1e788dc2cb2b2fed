import { anyValue, integer, objectOf, orExpression, pathText, text } from '../field-checks';
import { checkExclusive, checkFields, type FieldCheck, type FieldTable, fieldTable } from '../field-table';

/** Field table of `ItemBatcher`. */
export const ITEM_BATCHER: FieldTable = fieldTable({
  BatchInput: { check: anyValue },
  MaxItemsPerBatch: { check: orExpression(integer(1, Number.MAX_SAFE_INTEGER)) },
  MaxItemsPerBatchPath: { check: pathText, language: 'JSONPath', twin: '"MaxItemsPerBatch" with an expression' },
  MaxInputBytesPerBatch: { check: orExpression(integer(1, Number.MAX_SAFE_INTEGER)) },
  MaxInputBytesPerBatchPath: { check: pathText, language: 'JSONPath', twin: '"MaxInputBytesPerBatch" with an expression' },
  Comment: { check: text },
});

const SIZES = ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'];

/** Checks the value of `ItemBatcher`: at least one size, and no size with its path. */
export const itemBatcher: FieldCheck = objectOf((batcher, place) => {
  checkFields(batcher, ITEM_BATCHER, 'ItemBatcher', place);
  checkExclusive(batcher, ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'], place);
  checkExclusive(batcher, ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'], place);
  if (!SIZES.some((size) => Object.hasOwn(batcher, size)))
    checkExclusive(batcher, ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'], place, { what: 'ItemBatcher' });
});
