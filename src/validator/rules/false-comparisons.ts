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
  nearestName,
  objectsIn,
  ownKey,
  shortened,
} from '../../asl';
import { contradictionIn } from '../data-flow/contradictions';
import { ruleOfCondition } from '../data-flow/jsonata-rule';
import { type Shape, select, UNKNOWN } from '../data-flow/shape';
import { comparisonsIn, unmatchedValues } from '../data-flow/unmatched-values';
import type { Finding } from '../diagnostic';
import { constantCondition } from '../expressions/constant-expression';
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
      if (node.type === 'Choice' && !isBrokenWithin(node.pointer)) {
        yield* contradictions(state, node);
        yield* neverTrue(state, node);
      }
      if (!flow) continue;
      const choices = ownKey(state, 'Choices');
      const pointer = childPointer(node.pointer, 'Choices');
      const jsonata = node.queryLanguage === 'JSONata';
      if (jsonata) yield* conditions(choices, pointer, flow.input, node.name);
      else yield* rules(choices, pointer, flow.effective, node.name);
      if (isJsonArray(choices)) yield* constants(choices, pointer, jsonata ? flow.input : flow.effective, node);
    }
  },
};

/** Conditions in JSONata that are false whatever the data is. */
function* neverTrue(state: JsonObject, { name, pointer }: AnyStateNode): Iterable<Finding> {
  const choices = ownKey(state, 'Choices');
  for (const [index, choice] of (isJsonArray(choices) ? choices : []).entries()) {
    const condition = isJsonObject(choice) ? ownKey(choice, 'Condition') : undefined;
    // A literal of JSON is a switch that somebody has set.
    if (condition === false || constantCondition(condition) !== false) continue;
    yield {
      pointer: ['Choices', index, 'Condition'].reduce<string>(childPointer, pointer),
      message: `State "${name}": this rule is never true: its condition reads no data, and is false`,
      hint: /["']\$/.test(String(condition)) ? 'a path in quotes is text: write it without the quotes' : 'read the data: $states.input…',
    };
  }
}

/** Comparisons of what is always the same value, none of which is ever true. */
function* constants(
  choices: readonly JsonValue[],
  pointer: string,
  input: Shape,
  { name, queryLanguage }: AnyStateNode,
): Iterable<Finding> {
  const jsonata = queryLanguage === 'JSONata';
  const read = objectsIn(choices).map((choice) => (jsonata ? ruleOfCondition(ownKey(choice, 'Condition')) : choice));
  for (const { variable, value, rule, operands } of unmatchedValues(read, (comparison) => shapeAt(comparison, input))) {
    const nearest = nearestName(
      String(value),
      operands.filter((operand) => typeof operand === 'string'),
    );
    const place = jsonata ? variable.replace('$', '$states.input') : variable;
    yield {
      pointer: childPointer(pointer, rule),
      message: `State "${name}": no comparison with ${place} is ever true: the states before this one make it ${shortened(JSON.stringify(value), LONGEST_VALUE)}, whatever the input is`,
      hint:
        nearest === undefined
          ? 'read other data, or let something change it'
          : `did you mean ${JSON.stringify(nearest)} there, or ${JSON.stringify(value)} here?`,
    };
  }
}

const LONGEST_VALUE = 40;

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

/** A path that may lead to several places gives an array of what it finds. */
const LIST: Shape = { kind: 'array', items: UNKNOWN };

function shapeAt(rule: JsonObject, input: Shape): Shape | undefined {
  const variable = ownKey(rule, 'Variable');
  const read = typeof variable === 'string' ? readPath(variable) : undefined;
  if (read?.ok && !read.facts.definite) return LIST;
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
      hint: hintFor(shape),
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
      hint: hintFor(shape),
    };
  }
}

/** `^order-.*$`, `[a-z]+`: what no text of a wildcard looks like. */
const REGULAR_EXPRESSION = /^\^.*\$$|^\^.*\.[*+]|\.[*+].*\$$|\[[a-z0-9]-[a-z0-9]/i;

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
    if (operator.comparison === 'matches' && REGULAR_EXPRESSION.test(operand) && !PLACEHOLDER.test(operand.replaceAll('$', '')))
      yield {
        pointer: childPointer(pointer, field),
        message: `State "${stateName}": "${field}" has one wildcard, "*", and ${JSON.stringify(operand)} reads like a regular expression: all else in it is text`,
        hint: 'write "*" for any text, or use $contains or $match in JSONata',
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

function hintFor({ kind }: Shape): string {
  return kind === 'array' ? 'name one item, as [0] does, or ask in JSONata: "x" in $states.input.list' : 'use the operator of its type';
}

function typeName(shape: Shape): string {
  if (shape.kind === 'scalar') return shape.type === 'null' ? 'null' : `a ${shape.type ?? 'scalar'}`;
  return shape.kind === 'array' ? 'an array' : 'an object';
}
