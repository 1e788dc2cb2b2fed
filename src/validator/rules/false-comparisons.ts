import {
  type AnyStateNode,
  CHOICE_OPERATORS,
  type ChoiceOperator,
  childPointer,
  isJsonArray,
  isJsonObject,
  isTimestamp,
  type JsonObject,
  type JsonValue,
  objectsIn,
  ownKey,
} from '../../asl';
import { contradictionIn } from '../data-flow/contradictions';
import { ruleOfCondition } from '../data-flow/jsonata-rule';
import { type Shape, select } from '../data-flow/shape';
import type { Finding } from '../diagnostic';
import { readPath } from '../expressions/read-expression';
import { PLACEHOLDER } from '../placeholder';
import type { Rule } from '../rule';

/** Warns of comparisons that are false whatever the input: the data has another type by then. */
export const falseComparisons: Rule = {
  name: 'FALSE_COMPARISON',
  severity: 'WARNING',
  aws: false,
  *check({ states, flows, isBrokenWithin }) {
    for (const { node, state } of states) {
      const flow = node.type === 'Choice' ? flows().get(node) : undefined;
      if (node.type === 'Choice' && !isBrokenWithin(node.pointer)) yield* contradictions(state, node);
      if (!flow) continue;
      const choices = ownKey(state, 'Choices');
      const pointer = childPointer(node.pointer, 'Choices');
      if (node.queryLanguage === 'JSONPath') yield* rules(choices, pointer, flow.effective, node.name);
      else yield* conditions(choices, pointer, flow.input, node.name);
    }
  },
};

/** Rules that ask of one place what it cannot be at once: most often "And" where "Or" was meant. */
function* contradictions(state: JsonObject, { name, pointer, queryLanguage }: AnyStateNode): Iterable<Finding> {
  const choices = ownKey(state, 'Choices');
  for (const [index, choice] of (isJsonArray(choices) ? choices : []).entries()) {
    const rule = isJsonObject(choice) ? (queryLanguage === 'JSONata' ? ruleOfCondition(ownKey(choice, 'Condition')) : choice) : undefined;
    const found = rule === undefined ? undefined : contradictionIn(rule);
    if (found === undefined) continue;
    const place = queryLanguage === 'JSONata' ? found.variable.replace('$', '$states.input') : found.variable;
    yield {
      pointer: childPointer(childPointer(pointer, 'Choices'), index),
      message: `State "${name}": this rule is always false: ${place} cannot ${found.text} at once`,
      hint: queryLanguage === 'JSONata' ? 'join alternatives with "or"' : 'join alternatives with "Or"',
    };
  }
}

/** Conditions in JSONata: each is read as the JSONPath rules that say the same, and places what they find at the whole condition. */
function* conditions(choices: JsonValue | undefined, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  if (!isJsonArray(choices)) return;
  for (const [index, choice] of choices.entries()) {
    const rule = isJsonObject(choice) ? ruleOfCondition(ownKey(choice, 'Condition')) : undefined;
    if (rule === undefined) continue;
    const at = childPointer(childPointer(pointer, index), 'Condition');
    for (const comparison of comparisonsIn(rule)) {
      const shape = shapeAt(comparison, input);
      const [named] = Object.entries(comparison).filter(([name]) => CHOICE_OPERATORS.has(name));
      if (named === undefined) continue;
      const [field, operand] = named;
      const operator = CHOICE_OPERATORS.get(field);
      if (!operator || shape === undefined || mayHold(operator, shape)) continue;
      yield {
        pointer: at,
        message: `State "${stateName}": a comparison is always false: ${String(comparison['Variable']).replace('$', '$states.input')} is ${typeName(shape)}`,
        hint: `compare it with a value of its type, not with ${wanted(operand, field)}`,
      };
    }
  }
}

function comparisonsIn(rule: JsonObject): JsonObject[] {
  const parts = ['And', 'Or'].flatMap((field) => (isJsonArray(rule[field]) ? objectsIn(rule[field]) : []));
  const not = ownKey(rule, 'Not');
  return [...(isJsonObject(not) ? [not] : []), ...parts]
    .flatMap(comparisonsIn)
    .concat(ownKey(rule, 'Variable') === undefined ? [] : [rule]);
}

function wanted(operand: JsonValue, field: string): string {
  return field.startsWith('Is') ? `the type that is asked for` : JSON.stringify(operand);
}

/** What the context object holds, by the developer guide: counts are numbers, and all else is text. */
const CONTEXT: ReadonlyMap<string, Shape> = new Map([
  ...['Execution.RedriveCount', 'State.RetryCount', 'Map.Item.Index'].map((path): [string, Shape] => [
    path,
    { kind: 'scalar', type: 'number' },
  ]),
  ...[
    'Execution.Id Execution.Name Execution.RoleArn Execution.StartTime State.Name State.EnteredTime StateMachine.Id StateMachine.Name Task.Token Map.Item.Key'
      .split(' ')
      .map((path): [string, Shape] => [path, { kind: 'scalar', type: 'string' }]),
  ].flat(),
]);

function shapeAt(rule: JsonObject, input: Shape): Shape | undefined {
  const variable = ownKey(rule, 'Variable');
  const read = typeof variable === 'string' ? readPath(variable) : undefined;
  if (!read?.ok || read.facts.segments === undefined) return undefined;
  if (read.facts.root === 'context') return CONTEXT.get(read.facts.segments.join('.'));
  return read.facts.root === 'input' ? select(input, read.facts.segments) : undefined;
}

function* rules(value: JsonValue | undefined, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  if (isJsonArray(value)) {
    for (const [index, rule] of value.entries()) yield* rules(rule, childPointer(pointer, index), input, stateName);
  } else if (isJsonObject(value)) {
    yield* comparison(value, pointer, input, stateName);
    yield* operands(value, pointer, stateName);
    yield* compared(value, pointer, input, stateName);
    for (const field of ['And', 'Or', 'Not']) yield* rules(ownKey(value, field), childPointer(pointer, field), input, stateName);
  }
}

function* comparison(rule: JsonObject, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  const variable = ownKey(rule, 'Variable');
  const shape = shapeAt(rule, input);
  for (const field of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(field);
    if (!operator || !shape || mayHold(operator, shape) || (operator.comparison === 'is' && rule[field] === false)) continue;
    yield {
      pointer: childPointer(pointer, field),
      message: `State "${stateName}": "${field}" is always false: ${String(variable)} is ${typeName(shape)}`,
      hint: 'use the operator of its type',
    };
  }
}

/** What the value of a comparison with a path is, where that is another type than the operator's. */
function* compared(rule: JsonObject, pointer: string, input: Shape, stateName: string): Iterable<Finding> {
  for (const [field, path] of Object.entries(rule)) {
    const operator = CHOICE_OPERATORS.get(field);
    const shape = operator?.path ? shapeAt({ Variable: path }, input) : undefined;
    if (operator === undefined || shape === undefined || mayHold(operator, shape)) continue;
    yield {
      pointer: childPointer(pointer, field),
      message: `State "${stateName}": "${field}" is always false: ${String(path)} is ${typeName(shape)}`,
      hint: 'use the operator of its type',
    };
  }
}

/** Literals with which no comparison holds. AWS takes them. */
function* operands(rule: JsonObject, pointer: string, stateName: string): Iterable<Finding> {
  for (const [field, operand] of Object.entries(rule)) {
    const operator = CHOICE_OPERATORS.get(field);
    if (operator === undefined || operator.path || typeof operand !== 'string') continue;
    if (operator.type === 'timestamp' && !isTimestamp(operand) && !PLACEHOLDER.test(operand))
      yield {
        pointer: childPointer(pointer, field),
        message: `State "${stateName}": "${field}" is always false: ${JSON.stringify(operand)} is not a timestamp`,
        hint: 'write it as 2026-01-31T12:00:00Z',
      };
    // The specification: a backslash stands before a star or a backslash only.
    if (operator.comparison === 'matches' && /\\/.test(operand.replaceAll(/\\[*\\]/g, '')))
      yield {
        pointer: childPointer(pointer, field),
        message: `State "${stateName}": "${field}" fails when it is asked: a backslash must stand before "*" or a backslash`,
        hint: 'in JSON, write "\\\\\\\\" for a backslash of the text',
      };
  }
}

/** True when the comparison can be true. */
function mayHold(operator: ChoiceOperator, shape: Shape): boolean {
  if (shape.kind === 'unknown' || operator.type === undefined) return true;
  if (shape.kind !== 'scalar') return false;
  const needed = operator.type === 'timestamp' ? 'string' : operator.type;
  return shape.type === undefined || shape.type === needed;
}

function typeName(shape: Shape): string {
  if (shape.kind === 'scalar') return shape.type === 'null' ? 'null' : `a ${shape.type ?? 'scalar'}`;
  return shape.kind === 'array' ? 'an array' : 'an object';
}
