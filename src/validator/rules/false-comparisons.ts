import { CHOICE_OPERATORS, type ChoiceOperator, childPointer, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { type Shape, select } from '../data-flow/shape';
import type { Finding } from '../diagnostic';
import { readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Warns of comparisons that are false whatever the input: the data has another type by then. */
export const falseComparisons: Rule = {
  name: 'FALSE_COMPARISON',
  severity: 'WARNING',
  aws: false,
  *check({ states, flows }) {
    for (const { node, state } of states) {
      const flow = node.type === 'Choice' && node.queryLanguage === 'JSONPath' ? flows().get(node) : undefined;
      if (flow) yield* rules(ownKey(state, 'Choices'), childPointer(node.pointer, 'Choices'), flow.effective, node.name);
    }
  },
};

function* rules(value: JsonValue | undefined, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  if (Array.isArray(value)) {
    for (const [index, rule] of value.entries()) yield* rules(rule as JsonValue, childPointer(pointer, index), input, stateName);
  } else if (isJsonObject(value)) {
    yield* comparison(value, pointer, input, stateName);
    for (const field of ['And', 'Or', 'Not']) yield* rules(ownKey(value, field), childPointer(pointer, field), input, stateName);
  }
}

function* comparison(rule: JsonObject, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  const variable = ownKey(rule, 'Variable');
  const read = typeof variable === 'string' ? readPath(variable) : undefined;
  if (!read?.ok || read.facts.root !== 'input' || read.facts.segments === undefined) return;
  const shape = select(input, read.facts.segments);
  for (const field of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(field);
    if (!operator || !shape || fits(operator, shape) || (operator.comparison === 'is' && rule[field] === false)) continue;
    yield {
      pointer: childPointer(pointer, field),
      message: `State "${stateName}": "${field}" is always false, ${String(variable)} is ${typeName(shape)}`,
      hint: 'use the operator of its type',
    };
  }
}

/** True when the comparison can be true. */
function fits(operator: ChoiceOperator, shape: Shape): boolean {
  if (shape.kind === 'unknown' || operator.type === undefined) return true;
  if (shape.kind !== 'scalar') return false;
  const needed = operator.type === 'timestamp' ? 'string' : operator.type;
  return shape.type === undefined || shape.type === needed;
}

function typeName(shape: Shape): string {
  if (shape.kind === 'scalar') return shape.type === 'null' ? 'null' : `a ${shape.type ?? 'scalar'}`;
  return shape.kind === 'array' ? 'an array' : 'an object';
}
