import type { JsonObject, JsonValue } from '../json';
import type { StateBase, Transition, WorkFields } from './common-fields';
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
