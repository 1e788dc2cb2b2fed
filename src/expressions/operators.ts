import { kinds } from '../asl';
import { BuilderError } from './builder-error';
import { expressionOf } from './expression-value';
import type { ExpressionNode } from './node';
import type { Operator } from './operator';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import { requireValue } from './require-value';
import { templateNode } from './template-node';
import { isProbing } from './tracking';
import type { Expression, HasToken, Ref } from './types/expression';
import type { IfAny } from './types/json-types';
import type { Merged, MergeSide } from './types/merged';
import type { Mistake } from './types/mistake';
import type { JsonScalar, PlaceholdersFit } from './types/placeholders';
import type { HoldsToken, Resolved } from './types/template';

type Ordered = number | string;

/** A value known while building, or an expression of it. */
export type Operand<Value> = Expression<Value> | Value;

/** Text made of other values; where the task token is one of them, it still counts as passed on. */
export type TextHolding<Written> = Expression<string> & (true extends HoldsToken<Written> ? HasToken : unknown);

function operandNode(operator: Operator, operand: unknown): ExpressionNode {
  return templateNode(operand, { giver: `An operand of ${operator}(...)` });
}

/**
 * The tree of a call.
 *
 * @param given the arguments of the function that was called: each is one operand, and what is left over a mistake
 */
export function call(operator: Operator, operands: readonly unknown[], given?: ArrayLike<unknown>): ExpressionNode {
  if (given !== undefined && given.length > operands.length) requireAtMost(`${operator}()`, operands.length, given);
  return { kind: 'call', operator, operands: operands.map((operand) => operandNode(operator, operand)) };
}

/** The operands, without a last one that was not given: one that is absent for the length of a run was. */
export function withoutDefault(operands: readonly unknown[], needed: number): readonly unknown[] {
  return operands.length > needed && operands.at(-1) === undefined && !isProbing() ? operands.slice(0, -1) : operands;
}

/** One side of a comparison; a mistake where it may be absent, since a comparison with nothing fails. */
export type Compared<Value> = {
  // Read from a property, so that the compiler prints the sentence and not the name of this type.
  readonly is:
    | Operand<Value & Known>
    | (undefined extends Value ? IfAny<Value, never, Mistake<'it may be absent: write orElse(..., ...), or ask isPresent before'>> : never);
}['is'];

// A type parameter is what it extends with this, and stays itself; `Exclude` would be open until it is filled in.
// biome-ignore lint/complexity/noBannedTypes: everything but nothing.
type Known = {};

/** Whether the left side is greater; both sides numbers or both texts. */
export function gt<Value extends Ordered | undefined>(left: Compared<Value>, right: Compared<Value>): Expression<boolean> {
  return expressionOf(call('gt', [left, right], arguments));
}

/** Whether the left side is greater or equal. */
export function gte<Value extends Ordered | undefined>(left: Compared<Value>, right: Compared<Value>): Expression<boolean> {
  return expressionOf(call('gte', [left, right], arguments));
}

/** Whether the left side is less. */
export function lt<Value extends Ordered | undefined>(left: Compared<Value>, right: Compared<Value>): Expression<boolean> {
  return expressionOf(call('lt', [left, right], arguments));
}

/** Whether the left side is less or equal. */
export function lte<Value extends Ordered | undefined>(left: Compared<Value>, right: Compared<Value>): Expression<boolean> {
  return expressionOf(call('lte', [left, right], arguments));
}

/**
 * Whether both sides are equal. False in JSONata when one is absent; a Choice in JSONPath fails with `States.Runtime` then, which nothing
 * catches: ask `isPresent` before.
 */
export function eq<Value extends string | number | boolean | null>(
  left: Expression<Value | undefined>,
  right: Operand<NoInfer<Value>>,
): Expression<boolean> {
  return expressionOf(call('eq', [left, right], arguments));
}

/**
 * Whether the sides differ. True in JSONata when one is absent; a Choice in JSONPath fails with `States.Runtime` then, which nothing
 * catches: ask `isPresent` before.
 */
export function neq<Value extends string | number | boolean | null>(
  left: Expression<Value | undefined>,
  right: Operand<NoInfer<Value>>,
): Expression<boolean> {
  return expressionOf(call('neq', [left, right], arguments));
}

/** Whether all conditions hold; the rest is not evaluated after one that does not. */
export function and(...conditions: readonly [Expression<boolean>, Expression<boolean>, ...Expression<boolean>[]]): Expression<boolean> {
  return expressionOf(call('and', conditions));
}

/** Whether one of the conditions holds. */
export function or(...conditions: readonly [Expression<boolean>, Expression<boolean>, ...Expression<boolean>[]]): Expression<boolean> {
  return expressionOf(call('or', conditions));
}

/** Whether the condition does not hold. */
export function not(condition: Expression<boolean>): Expression<boolean> {
  return expressionOf(call('not', [condition], arguments));
}

/** Whether the data has this value at all; null is a value. */
export function isPresent(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isPresent', [value], arguments));
}

/** Whether the value is there and is null. */
export function isNull(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isNull', [value], arguments));
}

/** Whether the value is there and is text. In JSONPath as a condition only. */
export function isString(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isString', [value], arguments));
}

/** Whether the value is there and is a number. In JSONPath as a condition only. */
export function isNumeric(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isNumeric', [value], arguments));
}

/** Whether the value is there and is true or false. In JSONPath as a condition only. */
export function isBoolean(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isBoolean', [value], arguments));
}

/** Whether the value is there and is a timestamp as ASL wants it: `2026-01-31T09:00:00Z`, or with an offset. In JSONPath as a condition only. */
export function isTimestamp(value: Expression<unknown>): Expression<boolean> {
  return expressionOf(call('isTimestamp', [value], arguments));
}

/**
 * Whether a text is what a pattern says, in which `*` stands for anything; a star of its own is `\\*`, a backslash `\\\\`. In JSONPath as a
 * condition only.
 *
 * @example c.when(({ input }) => matches(input.file, 'orders-*.csv'), load)
 * @throws BuilderError for a backslash that stands before anything else
 */
export function matches(text: Expression<string>, pattern: string): Expression<boolean> {
  requireAtMost('matches()', 2, arguments);
  return expressionOf(call('matches', [text, knownPattern(pattern)]));
}

function knownPattern(pattern: unknown): unknown {
  if (typeof pattern !== 'string' && isProbing()) return pattern;
  if (typeof pattern === 'string' && /^(?:[^\\]|\\[\\*])*$/.test(pattern)) return pattern;
  throw new BuilderError({
    code: 'PATTERN_INVALID',
    message: `matches(...) gets ${typeof pattern === 'string' ? `the pattern ${JSON.stringify(pattern)}` : 'a pattern that is not known while the workflow is built'}.`,
    hint: 'write it as text, with a backslash before * or \\ only.',
  });
}

/** The value, or the fallback when it is absent or null. */
export function orElse<Value, Fallback>(value: Expression<Value>, fallback: Operand<Fallback>): Ref<NonNullable<Value> | Fallback> {
  return reference(call('orElse', [value, fallback], arguments));
}

/** The first value where the condition holds, else the second; only the one that is chosen is evaluated. */
export function ifElse<Then, Else>(condition: Expression<boolean>, then: Operand<Then>, otherwise: Operand<Else>): Ref<Then | Else> {
  return reference(call('ifElse', [condition, then, otherwise], arguments));
}

/**
 * Text with each `{}` replaced by a value, in order. JSONata prints numbers with up to 15 digits.
 *
 * @example format('order {} of {}', input.orderId, input.customer)
 * @throws BuilderError when placeholders and values differ in number
 */
export function format<Text extends string, Values extends readonly Operand<JsonScalar>[]>(
  template: Text & PlaceholdersFit<NoInfer<Text>, Values>,
  ...values: Values
): TextHolding<Values> {
  refuseMiscount(template, values.length);
  return expressionOf<string>(call('format', [template, ...values], arguments)) as TextHolding<Values>;
}

/** A value that has no place would vanish, and a place without a value would stay as it is. */
function refuseMiscount(template: unknown, values: number): void {
  if (typeof template !== 'string' && isProbing()) return;
  const places = typeof template === 'string' ? template.split('{}').length - 1 : undefined;
  if (places === values) return;
  const found =
    places === undefined ? 'gets a text that is not known while the workflow is built' : `has ${places} {} in ${JSON.stringify(template)}`;
  throw new BuilderError({
    code: 'FORMAT_PLACEHOLDERS',
    message: `format(...) ${found} and ${values} ${values === 1 ? 'value' : 'values'}.`,
    hint: places === undefined ? "write the text itself: format('order {}', input.orderId)." : 'write one {} for each value, in order.',
  });
}

/** The sum. JSONPath computes with whole numbers of 32 bits, and rounds others before. */
export function add(left: Operand<number>, right: Operand<number>): Expression<number> {
  return expressionOf(call('add', [left, right], arguments));
}

/** The difference. */
export function subtract(left: Operand<number>, right: Operand<number>): Expression<number> {
  return expressionOf(call('subtract', [left, right], arguments));
}

/** The number of items. */
export function count(items: Expression<readonly unknown[]>): Expression<number> {
  return expressionOf(call('count', [items], arguments));
}

/** The value as JSON text; a reference, or an object with references in it. JSONata prints numbers with up to 15 digits. */
export function toJson<Value>(value: Value): TextHolding<Value> {
  return expressionOf<string>(call('toJson', [value], arguments)) as TextHolding<Value>;
}

/** The value of a JSON text. */
export function fromJson<Value = unknown>(text: Operand<string>): Ref<Value> {
  return reference(call('fromJson', [text], arguments));
}

/** A fresh UUID, version 4, at each evaluation. */
export function uuid(): Expression<string> {
  return expressionOf(call('uuid', [], arguments));
}

/**
 * The fields of both objects; the second wins where it has a value. Either may be a reference or an object with references in it, so
 * that defaults come first.
 *
 * @example merge({ currency: 'EUR' }, input)
 */
export function merge<Left, Right>(
  left: Left & MergeSide<Left>,
  right: Right & MergeSide<Right>,
): Ref<Merged<Resolved<Left>, Resolved<Right>>> {
  return reference(call('merge', [left, right], arguments));
}

/**
 * An expression in the workflow's own language: the way out when no operator says it. As a tagged template it takes references and other
 * expressions in its places, and needs no marks around it; as a call it stands as it is written.
 *
 * @example raw<number>`$sum(${input.lines}.price)`
 * @example raw<number>("{% $sum($states.input.lines.price) %}")
 * @throws BuilderError when the workflow is constructed and its language cannot read the text
 */
export function raw<Value>(text: string): Ref<Value>;
export function raw<Value>(texts: TemplateStringsArray, ...values: readonly unknown[]): Ref<Value>;
export function raw<Value>(text: string | TemplateStringsArray, ...values: readonly unknown[]): Ref<Value> {
  if (typeof text === 'string') {
    requireAtMost('raw()', 1, arguments, 'write a template to join expressions: raw`$sum(${input.prices})`.');
    return reference({ kind: 'raw', text });
  }
  if (!Array.isArray(text)) requireValue('raw()', text, kinds.text, 'the expression', 'write raw`$sum(${input.prices})`.');
  return reference({
    kind: 'composed',
    texts: [...text],
    values: values.map((value) => templateNode(value, { giver: 'A value in raw`...`' })),
  });
}
