import type { FieldTable } from './field-table';
import { STATE_TABLES, STATE_TYPES } from './state-tables';
import { BRANCH } from './states/parallel';
import { CATCHER } from './tables/catcher';
import { CHOICE_RULE } from './tables/choice-rule';
import { ITEM_BATCHER } from './tables/item-batcher';
import { ITEM_PROCESSOR, PROCESSOR_CONFIG } from './tables/item-processor';
import { ITEM_READER, READER_CONFIG } from './tables/item-reader';
import { MACHINE } from './tables/machine';
import { RESULT_WRITER, WRITER_CONFIG } from './tables/result-writer';
import { RETRIER } from './tables/retrier';

/** The field table of every object of ASL, by its name: the machine, each kind of state, and what stands in their fields. */
export const OBJECT_TABLES: ReadonlyMap<string, FieldTable> = new Map([
  ['StateMachine', MACHINE],
  ...STATE_TYPES.map((type) => [type, STATE_TABLES[type].fields] as const),
  ['ChoiceRule', CHOICE_RULE],
  ['Branch', BRANCH],
  ['ItemProcessor', ITEM_PROCESSOR],
  ['ProcessorConfig', PROCESSOR_CONFIG],
  ['ItemReader', ITEM_READER],
  ['ReaderConfig', READER_CONFIG],
  ['ItemBatcher', ITEM_BATCHER],
  ['ResultWriter', RESULT_WRITER],
  ['WriterConfig', WRITER_CONFIG],
  ['Retrier', RETRIER],
  ['Catcher', CATCHER],
]);
