import { isJsonArray, isJsonObject, type JsonValue, messageJson, type StateNode } from '../../asl';
import {
  compileJsonataTyped,
  compileJsonataValue,
  compilePath,
  compileReferencePath,
  EvaluationError,
  ExpressionSyntaxError,
  type JsonTypeName,
  type ReferencePath,
} from '../../data';
import type { MapItem } from '../engine/branch';
import type { Visit } from '../engine/visit';
import { selectOrFail } from '../fields/language-fields';
import type { SourcedItems } from '../item-reader/read-items';
import { itemsPathNotArray, mapInputNotArray } from '../messages';

/** The items of a Map from what its input fields left. */
export type ItemsSource = (visit: Visit, effective: JsonValue) => ItemList;

/** Items of one run of a Map, made one by one. */
export interface ItemList {
  readonly length: number;
  item(index: number): MapItem;
}

/** `Map.Item.Source` of items that no reader read. An inline Map, by what AWS answered, has no source. */
const STATE_INPUT = 'STATE_DATA';

/** Compiles `ItemsPath` or `Items`. A distributed Map takes an object too; an inline one, by what TestState answered, an array only. */
export function prepareItems(node: StateNode<'Map'>): ItemsSource {
  const { Items, ItemsPath, ItemProcessor, Iterator: legacy } = node.fields;
  const objects = (ItemProcessor ?? legacy)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
  const source = objects ? STATE_INPUT : undefined;
  if (node.queryLanguage === 'JSONata') {
    if (Items === undefined) return (_visit, effective) => itemList(jsonataInput(effective), source);
    const types: readonly JsonTypeName[] = objects ? ['array', 'object'] : ['array'];
    const compiled = typeof Items === 'string' ? compileJsonataTyped(Items, 'Items', types) : compileJsonataValue(Items, 'Items');
    return (visit) => {
      const items = compiled.evaluate(visit);
      return itemList(objects && isJsonObject(items) ? items : jsonataInput(items), source);
    };
  }
  if (ItemsPath === undefined || ItemsPath === '$') return (_visit, effective) => itemList(jsonPathItems('$', effective, objects), source);
  const path = compilePath(ItemsPath);
  const reference = referencePath(ItemsPath);
  return (visit, effective) => {
    visit.input = effective;
    const selected = path.select(visit);
    if (selected === undefined && reference !== undefined) throw reference.conflict(effective);
    return itemList(jsonPathItems(ItemsPath, selected === undefined ? selectOrFail(path, visit) : selected, objects), source);
  };
}

/** The path as one into the input; undefined for one into the context object or a variable, of which nobody quotes how it fails. */
function referencePath(text: string): ReferencePath | undefined {
  try {
    return compileReferencePath(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

/** The list of what an ItemReader read. */
export function sourcedList({ items, sources }: SourcedItems): ItemList {
  if (!isJsonArray(items)) return itemList(items, typeof sources === 'string' ? sources : undefined);
  const source = typeof sources === 'string' ? () => sources : (index: number) => sources[index]!;
  return { length: items.length, item: (index) => ({ index, value: items[index] as JsonValue, source: source(index) }) };
}

/** The list of an array's elements, or of an object's fields as key and value. */
export function itemList(items: JsonValue, source?: string): ItemList {
  const from = source === undefined ? {} : { source };
  if (isJsonArray(items)) {
    const array = items;
    return { length: array.length, item: (index) => ({ index, value: array[index] as JsonValue, ...from }) };
  }
  const entries = Object.entries(items as object) as [string, JsonValue][];
  return {
    length: entries.length,
    item(index) {
      const [key, value] = entries[index]!;
      return { index, value, key, ...from };
    },
  };
}

function jsonataInput(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value;
  throw new EvaluationError('States.QueryEvaluationError', mapInputNotArray(messageJson(value)));
}

/** The failure names a path into the context object without its first dollar sign (recorded by TestState). */
function jsonPathItems(path: string, value: JsonValue, objects: boolean): JsonValue {
  if (Array.isArray(value) || (objects && isJsonObject(value))) return value;
  throw new EvaluationError('States.Runtime', itemsPathNotArray(path.startsWith('$$') ? path.slice(1) : path));
}
