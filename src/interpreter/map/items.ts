import { isJsonObject, type JsonValue, type StateNode } from '../../asl';
import { compileJsonataTyped, compileJsonataValue, compilePath, EvaluationError } from '../../data';
import type { Branch, MapItem } from '../branch';
import { itemsPathNotArray, mapInputNotArray } from '../messages';
import { selectOrFail } from '../fields/language-fields';

/** Gives the items of a Map from what its input fields left. */
export type ItemsSource = (branch: Branch, effective: JsonValue) => ItemList;

/** Items of one run of a Map, made one by one. */
export interface ItemList {
  readonly length: number;
  item(index: number): MapItem;
}

/** Compiles `ItemsPath` or `Items`. */
export function prepareItems(node: StateNode<'Map'>): ItemsSource {
  const { Items, ItemsPath } = node.fields;
  if (node.queryLanguage === 'JSONata') {
    if (Items === undefined) return (_branch, effective) => listOf(jsonataInput(effective));
    const compiled =
      typeof Items === 'string' ? compileJsonataTyped(Items, 'Items', ['array', 'object']) : compileJsonataValue(Items, 'Items');
    return (branch) => {
      const items = compiled.evaluate(branch);
      return listOf(Array.isArray(items) || isJsonObject(items) ? items : jsonataInput(items));
    };
  }
  if (ItemsPath === undefined || ItemsPath === '$') return (_branch, effective) => listOf(jsonPathItems('$', effective));
  const path = compilePath(ItemsPath);
  return (branch, effective) => {
    branch.input = effective;
    return listOf(jsonPathItems(ItemsPath, selectOrFail(path, branch)));
  };
}

/** The list of an array's elements, or of an object's fields as key and value. */
export function listOf(items: JsonValue): ItemList {
  if (Array.isArray(items)) {
    const array = items as readonly JsonValue[];
    return { length: array.length, item: (index) => ({ index, value: array[index] as JsonValue }) };
  }
  const entries = Object.entries(items as object) as [string, JsonValue][];
  return {
    length: entries.length,
    item(index) {
      const [key, value] = entries[index] as [string, JsonValue];
      return { index, value, key };
    },
  };
}

function jsonataInput(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value;
  throw new EvaluationError('States.QueryEvaluationError', mapInputNotArray(JSON.stringify(value)));
}

/** A path into the context object must lead to an array, and its failure names it without the first dollar sign (recorded by TestState). */
function jsonPathItems(path: string, value: JsonValue): JsonValue {
  const inContext = path.startsWith('$$');
  if (Array.isArray(value) || (!inContext && isJsonObject(value))) return value;
  throw new EvaluationError('States.Runtime', itemsPathNotArray(inContext ? path.slice(1) : path));
}
