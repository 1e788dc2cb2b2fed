import type { JsonValue, StateNode } from '../../asl';
import { type CompiledValue, compileJsonataValue, compilePayloadTemplate } from '../../data';
import type { Branch, MapItem } from '../engine/branch';
import { withinPayloadLimit } from '../fields/state-input-size';

/** Makes the input of one iteration from its item. */
export type ItemInput = (branch: Branch, effective: JsonValue, item: MapItem) => JsonValue;

/** Compiles `ItemSelector`, or `Parameters`, its legacy name. */
export function prepareItemInput(node: StateNode<'Map'>): ItemInput {
  const { ItemSelector, Parameters } = node.fields;
  const template = ItemSelector ?? Parameters;
  if (template === undefined)
    return (_branch, _effective, item) => (item.key === undefined ? item.value : { Key: item.key, Value: item.value });
  const compiled: CompiledValue =
    node.queryLanguage === 'JSONata'
      ? compileJsonataValue(template, 'ItemSelector')
      : compilePayloadTemplate(template, ItemSelector === undefined ? 'Parameters' : 'ItemSelector');
  return (branch, effective, item) => {
    branch.selecting = item;
    branch.input = effective;
    try {
      return withinPayloadLimit(branch, compiled.evaluate(branch));
    } finally {
      branch.selecting = undefined;
    }
  };
}
