import type { AnyStateFields, AnyStateNode, JsonValue } from '../../asl';
import { prepareInput, prepareOutput } from '../fields/language-fields';
import type { StateTest } from './state-test';

/** The same state with other fields. */
export function withFields(node: AnyStateNode, fields: object): AnyStateNode {
  return { ...node, fields } as unknown as AnyStateNode;
}

/** The same state without some of its fields. */
export function withoutFields(node: AnyStateNode, ...names: readonly string[]): AnyStateNode {
  const kept = Object.entries(node.fields).filter(([name]) => !names.includes(name));
  return withFields(node, Object.fromEntries(kept));
}

/** `InputPath`, kept as a step of its own. JSONata has none. */
export function inspectInputPath({ node, visit, inspect }: StateTest): void {
  if (node.queryLanguage === 'JSONPath') inspect('afterInputPath', prepareInput(node, false)(visit));
}

/** What follows a state's work: the fields that make its output, each kept as a step of its own, and its variables. */
export function makeOutput({ node, visit, inspect }: StateTest, result: JsonValue): void {
  if (node.queryLanguage === 'JSONata') {
    prepareOutput(node)(visit, result);
    return;
  }
  const { ResultSelector, ResultPath }: AnyStateFields = node.fields;
  const step = (fields: object, value: JsonValue): JsonValue => {
    prepareOutput(withFields(node, fields))(visit, value);
    return visit.output;
  };
  // Each expression is evaluated once: intrinsics need not give the same value twice.
  const selected = step(ResultSelector === undefined ? {} : { ResultSelector }, result);
  inspect('afterResultSelector', selected);
  inspect('afterResultPath', step(ResultPath === undefined ? {} : { ResultPath }, selected));
  prepareOutput(withoutFields(node, 'ResultSelector'))(visit, selected);
}
