import type { JsonValue, StateNode } from '../../asl';
import { type CompiledValue, compileJsonataValue, compilePayloadTemplate } from '../../data';
import type { MapItem } from '../engine/branch';
import type { Visit } from '../engine/visit';
import { withinPayloadLimit } from '../fields/state-input-size';

/** Makes the input of one iteration from its item. */
export type ItemInput = (visit: Visit, effective: JsonValue, item: MapItem) => JsonValue;

/** Compiles `ItemSelector`, or `Parameters`, its legacy name. */
export function prepareItemInput(node: StateNode<'Map'>): ItemInput {
  const { ItemSelector, Parameters } = node.fields;
  const template = ItemSelector ?? Parameters;
  if (template === undefined)
    return (_visit, _effective, item) => (item.key === undefined ? item.value : { Key: item.key, Value: item.value });
  const compiled: CompiledValue =
    node.queryLanguage === 'JSONata'
      ? compileJsonataValue(template, 'ItemSelector')
      : compilePayloadTemplate(template, ItemSelector === undefined ? 'Parameters' : 'ItemSelector');
  return (visit, effective, item) => {
    visit.selecting = item;
    visit.input = effective;
    try {
      return withinPayloadLimit(visit, compiled.evaluate(visit));
    } finally {
      visit.selecting = undefined;
    }
  };
}
