import { anyValue, integer, numberFrom, object, orExpression, pathText, text } from '../field-checks';
import { checkExclusive, fieldTable } from '../field-table';
import type { JsonObject, JsonValue } from '../json';
import { isJsonObject, ownKey } from '../json';
import { type Place, report } from '../place';
import type { StateTable } from '../state-table';
import { itemBatcher } from '../tables/item-batcher';
import { ITEM_PROCESSOR } from '../tables/item-processor';
import { itemReader } from '../tables/item-reader';
import { resultWriter } from '../tables/result-writer';
import type { StateBase, Transition, WorkFields } from './common-fields';
import { WORK_ROWS } from './common-fields';
import type { BranchFields } from './parallel';

/** How a Map runs its items. */
export interface ProcessorConfig {
  /** @default 'INLINE' */
  readonly Mode?: 'INLINE' | 'DISTRIBUTED';
  /** DISTRIBUTED only. */
  readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
}

/** The item processor as written. */
export interface ItemProcessorFields extends BranchFields {
  readonly ProcessorConfig?: ProcessorConfig;
}

/** Where a distributed Map takes its items from. */
export interface ItemReader {
  readonly Resource: string;
  readonly ReaderConfig?: JsonObject;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonValue;
}

/** How a distributed Map groups items. */
export interface ItemBatcher {
  readonly BatchInput?: JsonValue;
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
}

/** Where a distributed Map puts its results. */
export interface ResultWriter {
  readonly Resource?: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: JsonValue;
  readonly WriterConfig?: JsonObject;
}

/** Fields of a Map state. */
export interface MapState extends StateBase, Transition, WorkFields {
  readonly Type: 'Map';
  readonly ItemProcessor?: ItemProcessorFields;
  /** Legacy name of `ItemProcessor`. */
  readonly Iterator?: ItemProcessorFields;
  readonly ItemsPath?: string;
  /** JSONata only. */
  readonly Items?: JsonValue;
  readonly ItemSelector?: JsonValue;
  /** Legacy name of `ItemSelector`. */
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly Label?: string;
}

const count = orExpression(integer(0, Number.MAX_SAFE_INTEGER));
const PATH_PAIRS = ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];
const DISTRIBUTED_FIELDS = ['ItemReader', 'ItemBatcher', 'ResultWriter'];

/** The rules of a Map state. */
export const MAP: StateTable = {
  fields: fieldTable(WORK_ROWS, {
    ItemProcessor: { check: object },
    Iterator: { check: object },
    ItemsPath: { check: pathText, language: 'JSONPath', twin: '"Items"' },
    Items: { check: anyValue, language: 'JSONata', twin: '"ItemsPath"' },
    ItemSelector: { check: anyValue },
    Parameters: { check: anyValue, language: 'JSONPath', twin: '"ItemSelector"' },
    MaxConcurrency: { check: count },
    MaxConcurrencyPath: { check: pathText, language: 'JSONPath', twin: '"MaxConcurrency" with an expression' },
    ToleratedFailureCount: { check: count },
    ToleratedFailureCountPath: { check: pathText, language: 'JSONPath', twin: '"ToleratedFailureCount" with an expression' },
    ToleratedFailurePercentage: { check: orExpression(numberFrom(0, 100)) },
    ToleratedFailurePercentagePath: { check: pathText, language: 'JSONPath', twin: '"ToleratedFailurePercentage" with an expression' },
    ItemReader: { check: itemReader },
    ItemBatcher: { check: itemBatcher },
    ResultWriter: { check: resultWriter },
    Label: { check: text },
  }),
  facts: { takesRetry: true, hasResultPath: true, takesAssign: true, terminal: false, takesNext: true },
  check(state, place) {
    checkExclusive(state, ['ItemProcessor', 'Iterator'], place, { what: 'a Map state' });
    checkExclusive(state, ['ItemSelector', 'Parameters'], place);
    for (const field of PATH_PAIRS) checkExclusive(state, [field, `${field}Path`], place);
    checkInlineFields(state, place);
  },
  groups(state) {
    const name = ownKey(state, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
    const fields = ownKey(state, name);
    return isJsonObject(fields) ? [{ path: [name], fields, table: ITEM_PROCESSOR, what: `an ${name}` }] : [];
  },
};

/** Published definitions leave the mode out beside an ItemReader, and the service refuses that when it runs; only the explicit contradiction is refused here. */
function checkInlineFields(state: JsonObject, place: Place): void {
  const processor = ownKey(state, 'ItemProcessor') ?? ownKey(state, 'Iterator');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  if (!isJsonObject(config) || ownKey(config, 'Mode') !== 'INLINE') return;
  for (const field of DISTRIBUTED_FIELDS) {
    const value = ownKey(state, field);
    if (value !== undefined)
      report(place, field, 'DISTRIBUTED_ONLY', { field }, { received: value, hint: 'set "Mode": "DISTRIBUTED" in ProcessorConfig' });
  }
}
