import { defineKey, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import type { CompiledValue } from '../compiled';
import { EvaluationError, ExpressionSyntaxError } from '../evaluation-error';
import { madeMeter } from '../made-meter';
import { workMeter } from '../work-meter';
import { compileStatesPath } from './compile-path';
import { compileIntrinsic } from './intrinsics/compile-intrinsic';
import { javaHashCode } from './java-hash-code';
import { pathNotInInput } from './messages';
import { parseStatesPath } from './path-text';

/**
 * A payload template compiled once. Every key that ends in `.$`, at any depth, is a path (`$`, `$$`, `$name`) or an intrinsic call;
 * parts without such keys are shared, not copied. Throws {@link ExpressionSyntaxError} when compiled, {@link EvaluationError} when evaluated.
 */
export function compilePayloadTemplate(template: JsonValue, field: string): CompiledValue {
  const evaluate = compileNode(template, field);
  if (evaluate === undefined) return { constant: true, evaluate: () => template };
  return {
    constant: false,
    evaluate: (scope) => {
      madeMeter.beginField();
      return evaluate(scope);
    },
  };
}

/** The function of a part that reads the scope, or undefined for a constant part. */
function compileNode(node: JsonValue, field: string): CompiledValue['evaluate'] | undefined {
  if (Array.isArray(node)) return compileArray(node as readonly JsonValue[], field);
  return isJsonObject(node) ? compileObject(node, field) : undefined;
}

function compileArray(items: readonly JsonValue[], field: string): CompiledValue['evaluate'] | undefined {
  const parts = items.map((item) => compileNode(item, field));
  if (parts.every((part) => part === undefined)) return undefined;
  return (scope) => {
    const out = new Array<JsonValue>(items.length);
    for (let at = 0; at < items.length; at++) out[at] = parts[at]?.(scope) ?? items[at]!;
    return out;
  };
}

interface Member {
  readonly key: string;
  readonly value: JsonValue;
  readonly evaluate: CompiledValue['evaluate'] | undefined;
}

interface EvaluatedMember extends Member {
  readonly evaluate: CompiledValue['evaluate'];
}

function compileObject(object: JsonObject, field: string): CompiledValue['evaluate'] | undefined {
  const keys = Object.keys(object);
  const fixed = keys
    .filter((key) => !key.endsWith('.$'))
    .map((key) => ({ key, value: object[key]!, evaluate: compileNode(object[key]!, field) }));
  const dynamic = keys.filter((key) => key.endsWith('.$')).map((key) => compileMember(key, object[key]!, field));
  if (dynamic.length === 0 && fixed.every(({ evaluate }) => evaluate === undefined)) return undefined;
  const members: readonly Member[] = [...fixed, ...inHashMapOrder(dynamic)];
  requireDistinct(members, field);
  if (members.some(({ key }) => key === '__proto__')) return slowObject(members);
  const shape: Record<string, JsonValue> = {};
  for (const { key, evaluate, value } of members) shape[key] = evaluate === undefined ? value : null;
  const evaluated = members.filter((member): member is EvaluatedMember => member.evaluate !== undefined);
  return (scope) => {
    // A copy of an object that has all its keys already: twice as fast as adding them one by one.
    const out = { ...shape };
    for (let at = 0; at < evaluated.length; at++) {
      const { key, evaluate } = evaluated[at]!;
      out[key] = evaluate(scope);
    }
    return out;
  };
}

function slowObject(members: readonly Member[]): CompiledValue['evaluate'] {
  return (scope) => {
    const out: Record<string, JsonValue> = {};
    for (const { key, evaluate, value } of members) defineKey(out, key, evaluate === undefined ? value : evaluate(scope));
    return out;
  };
}

/** AWS gives constant members first, then those of `.$` in the order of a Java HashMap of their names (recorded: map_state_lambda). */
function inHashMapOrder(members: readonly Member[]): readonly Member[] {
  let size = 16;
  while (members.length > size * 0.75) size *= 2;
  const bucket = ({ key }: Member): number => {
    const hash = javaHashCode(key);
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  return [...members].sort((left, right) => bucket(left) - bucket(right));
}

function compileMember(key: string, value: JsonValue, field: string): Member {
  if (typeof value !== 'string') {
    throw new ExpressionSyntaxError(
      JSON.stringify(value),
      undefined,
      `The value for the field '${key}' must be a STRING that contains a JSONPath or an intrinsic function.`,
    );
  }
  return { key: key.slice(0, -2), value, evaluate: weighed(value, compileExpression(value, key), field) };
}

function requireDistinct(members: readonly Member[], field: string): void {
  const seen = new Set<string>();
  for (const { key } of members) {
    if (seen.has(key))
      throw new ExpressionSyntaxError(
        `${key}.$`,
        undefined,
        `The field '${key}' is defined twice in ${field}: once with and once without ".$".`,
      );
    seen.add(key);
  }
}

/** A path such as `$.a.b`, which makes nothing: what it finds was there before. */
const FINDS_ONE = /^\$[\w.]*$/;

/** The function of the expression `text`, what it makes being weighed. */
function weighed(text: string, evaluate: CompiledValue['evaluate'], field: string): CompiledValue['evaluate'] {
  if (FINDS_ONE.test(text) && !text.includes('..')) return evaluate;
  return (scope) => {
    const { done } = workMeter;
    return madeMeter.weigh(evaluate(scope), done, field);
  };
}

/** The function of a path or an intrinsic call that stands for the value of `field`. */
function compileExpression(text: string, field: string): CompiledValue['evaluate'] {
  return text.startsWith('$') ? compileTemplatePath(text, field) : compileIntrinsic(text, field).evaluate;
}

/**
 * A field that holds a path or an intrinsic call, such as ErrorPath, CausePath or `RoleArn.$`, compiled once.
 * Throws {@link ExpressionSyntaxError} when compiled, {@link EvaluationError} with AWS's text for the field when evaluated.
 */
export function compileFieldExpression(text: string, field: string): CompiledValue {
  return { constant: false, evaluate: compileExpression(text, field) };
}

/** A path whose value takes the place of a field; missing, it is AWS's error for that field. */
function compileTemplatePath(text: string, field: string): CompiledValue['evaluate'] {
  // AWS reads these paths over a JSON tree: past the end of an array it finds null, where other paths find nothing.
  const parsed = parseStatesPath(text);
  const path = compileStatesPath(parsed, 'nodes');
  const inContext = parsed.root.kind === 'context';
  return (scope) => {
    const value = path.select(scope);
    if (value !== undefined) return value;
    // AWS prints what was searched: of a path into the context object that object, not the state's input.
    throw new EvaluationError('States.Runtime', pathNotInInput(text, field, inContext ? scope.context() : scope.input));
  };
}
