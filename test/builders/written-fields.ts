import { FIELD_ROWS } from '../../scripts/fields/rows';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/asl';

/** Which object of ASL stands under a key of another. */
const nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Map: { ItemProcessor: 'ItemProcessor', ItemReader: 'ItemReader', ItemBatcher: 'ItemBatcher', ResultWriter: 'ResultWriter' },
  ItemProcessor: { ProcessorConfig: 'ProcessorConfig' },
  ItemReader: { ReaderConfig: 'ReaderConfig' },
  ResultWriter: { WriterConfig: 'WriterConfig' },
  Choice: { Choices: 'ChoiceRule' },
  ChoiceRule: { And: 'ChoiceRule', Or: 'ChoiceRule', Not: 'ChoiceRule' },
  Parallel: { Branches: 'Branch' },
};

/** The fields that a definition writes, as `Object.Field`. */
export function fieldsIn(definition: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  collect('StateMachine', definition, found);
  return found;
}

function collect(object: string, value: JsonValue, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) collect(object, item, found);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    found.add(`${object}.${field}`);
    if (field === 'States')
      for (const state of Object.values(inner as JsonObject)) collect(String((state as JsonObject).Type), state, found);
    const named = field === 'Retry' ? 'Retrier' : field === 'Catch' ? 'Catcher' : nested[object]?.[field];
    if (named !== undefined && named in FIELD_ROWS) collect(named, inner, found);
  }
}
