import { BuilderError } from './builder-error';
import type { ExpressionNode } from './node';
import { requireAtMost } from './require-at-most';
import { requireValue } from './require-value';
import { spokenExpression } from './spoken-expression';
import { absentValue, copyKeys, isAbsentValue, isCopyKey, noteCopied, noteLength, noteMade, noteShown } from './tracking';
import type { Expression, OptionalField, Ref } from './types/expression';

const nodeKey = Symbol('drystep.expression');
const optionalKey = Symbol('drystep.optional');
const copyKey = Symbol('drystep.copy');
const standInKey = Symbol('drystep.standIn');
/** A key that a spread reads and nobody else. */
const copyGuard = Symbol('drystep.copyGuard');
/** The method by which Node prints a value. */
const inspectKey = Symbol.for('nodejs.util.inspect.custom');

interface HoldsNode {
  readonly [nodeKey]: ExpressionNode;
}

interface HoldsOptional {
  readonly [optionalKey]: ExpressionNode;
}

const misuse = new Map<PropertyKey, string>([
  ['toJSON', 'put the reference itself into the object you return, or write toJson(reference) for its JSON text'],
  ['toString', "write format('... {}', reference) for text made at run time"],
  ['valueOf', 'write gt, add, eq and their like, which compute at run time'],
  ['toLocaleString', "write format('... {}', reference) for text made at run time"],
  [Symbol.iterator, 'write mapItems, filter or flatten, which compute at run time, or pass the array itself'],
  [Symbol.isConcatSpreadable, 'write concat(array, reference), which puts arrays together at run time'],
  [copyGuard, 'write the fields one by one; only a reference to an object can be copied by spread'],
]);

const asValue = new Map<PropertyKey, string>([
  [Symbol.toPrimitive, 'as text or number, as in a template string, a + or a comparison'],
  [Symbol.iterator, 'as a list, as in a loop or a spread'],
  [Symbol.isConcatSpreadable, 'as an item for the concat of an array'],
  ['toJSON', 'as data for JSON.stringify'],
  [copyGuard, 'as an object, as in a spread'],
]);

function refuseUse(node: ExpressionNode, property: PropertyKey): never {
  const used = asValue.get(property) ?? `by its "${String(property)}"`;
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `"${spokenExpression(node)}" has no value while the workflow is built, and it is used ${used}.`,
    hint: `${misuse.get(property) ?? "write format('... {}', reference) for text, eq, gt and ifElse for decisions, orElse for defaults"}.`,
  });
}

function refuseChange(node: ExpressionNode): never {
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `"${spokenExpression(node)}" has no value while the workflow is built, and something is written into it.`,
    hint: 'write a copy with the new fields: ({ ...input, amount: 1 }).',
  });
}

function refuseAsked(node: ExpressionNode, key: string): never {
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `"${spokenExpression(node)}" has no value while the workflow is built, and it is asked whether it has "${key}".`,
    hint: `write isPresent(${spokenExpression(node)}.${key}), which asks at run time.`,
  });
}

/** What reading a property that JavaScript asks for by itself gives; undefined for any other. */
function guardedProperty(node: ExpressionNode, property: PropertyKey): (() => never) | undefined {
  if (property === Symbol.toPrimitive) return () => refuseUse(node, property);
  if (property === Symbol.iterator || property === Symbol.asyncIterator) return () => refuseUse(node, Symbol.iterator);
  // Asked for by the concat of an array, which would take the reference for one item.
  if (property === Symbol.isConcatSpreadable) return refuseUse(node, property);
  return typeof property === 'string' && misuse.has(property) ? () => refuseUse(node, property) : undefined;
}

function shownReference(node: ExpressionNode): string {
  noteShown(node);
  return `${spokenExpression(node)} (known when the workflow runs)`;
}

/** An object without fields of its own but one, which refuses to be copied. */
function holder(hidden: Readonly<Record<PropertyKey, unknown>>, whenCopied: () => never): object {
  const object = Object.defineProperty({}, copyGuard, { enumerable: true, get: whenCopied });
  for (const key of Reflect.ownKeys(hidden)) Object.defineProperty(object, key, { value: hidden[key] });
  return Object.freeze(object);
}

function computed(node: ExpressionNode): object {
  const refused = (property: PropertyKey) => () => refuseUse(node, property);
  return holder(
    {
      [nodeKey]: node,
      [Symbol.toPrimitive]: refused(Symbol.toPrimitive),
      toJSON: refused('toJSON'),
      [inspectKey]: () => shownReference(node),
    },
    refused(copyGuard),
  );
}

/** An expression that computes what the tree says. */
export function expressionOf<Value>(node: ExpressionNode): Expression<Value> {
  return (noteMade(node) ? absentValue() : computed(node)) as Expression<Value>;
}

/** What a copy by spread holds; made into text it would be an empty object. */
function copiedValue(node: ExpressionNode): object {
  const toJSON = (): never => {
    const spoken = spokenExpression(node);
    throw new BuilderError({
      code: 'REFERENCE_USED_AS_VALUE',
      message: `A copy of "${spoken}" has no value while the workflow is built, and it is used as data for JSON.stringify.`,
      hint: `write toJson({ ...${spoken} }), which makes the text at run time.`,
    });
  };
  return Object.defineProperty({ [copyKey]: node }, 'toJSON', { value: toJSON });
}

/**
 * A reference; `fieldOf` gives what reading a field of it yields. A copy of it by spread finds one key, which is another for each
 * copy: it keeps its place among the fields that are written before and after it.
 */
export function referenceProxy<Value>(node: ExpressionNode, fieldOf: (name: string) => unknown): Expression<Value> {
  let found: { readonly own: string; readonly stood: readonly string[] } | undefined;
  // A copy asks for the description of a key right before it reads it; whoever else reads a field gets the reference to it.
  let described: string | undefined;
  const valueAt = (property: string) => (found?.own === property ? copiedValue(node) : { [standInKey]: true });
  const target = Object.defineProperty({}, inspectKey, { value: () => shownReference(node), configurable: true });
  return new Proxy(target, {
    get: (_target, property) => {
      if (property === nodeKey) return node;
      if (typeof property === 'string' && isCopyKey(property)) noteCopied(property);
      const copied = property === described || property === found?.own;
      described = undefined;
      if (copied && typeof property === 'string') return valueAt(property);
      const guarded = guardedProperty(node, property);
      if (guarded !== undefined) return guarded;
      // A promise asks every value for "then": a reference must not look like one.
      if (typeof property === 'symbol' || property === 'then') return undefined;
      if (property === 'length') noteLength(node);
      return fieldOf(property);
    },
    has: (_target, property) => (typeof property === 'string' ? refuseAsked(node, property) : property === nodeKey),
    ownKeys: () => {
      found = copyKeys(node);
      return [found.own, ...found.stood];
    },
    getOwnPropertyDescriptor: (_target, property) => {
      if (typeof property !== 'string') return undefined;
      // Asked for by Object.hasOwn, which would find nothing.
      if (found?.own !== property && found?.stood.includes(property) !== true)
        return isCopyKey(property) ? undefined : refuseAsked(node, property);
      described = property;
      return { configurable: true, enumerable: true, writable: false, value: valueAt(property) };
    },
    set: () => refuseChange(node),
    defineProperty: () => refuseChange(node),
    deleteProperty: () => refuseChange(node),
    setPrototypeOf: () => refuseChange(node),
    preventExtensions: () => refuseChange(node),
  }) as unknown as Expression<Value>;
}

/** The tree that a field stands for which a copy by spread made; undefined for fields of authors. */
export function copiedNode(value: unknown): ExpressionNode | undefined {
  return typeof value === 'object' && value !== null && !isExpression(value) && copyKey in value
    ? (value as { readonly [copyKey]: ExpressionNode })[copyKey]
    : undefined;
}

/** Whether a field is a stand-in, which a copy by spread brought along to find out who has the last word. */
export function isStandIn(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isExpression(value) && standInKey in value;
}

/** Whether a value is an expression, references included. */
export function isExpression(value: unknown): value is Expression<unknown> {
  return typeof value === 'object' && value !== null && nodeKey in value;
}

/** The tree behind an expression. */
export function nodeOf(expression: Expression<unknown>): ExpressionNode {
  return (expression as unknown as HoldsNode)[nodeKey];
}

/**
 * Leaves a field out of the object it stands in when the value is absent at run time. Step Functions fails on a bare reference to what
 * is absent, so such a reference does not compile. Write `orElse(...)` where the field always has to be there, and `required(...)` where it
 * is there whatever its type says. JSONata only.
 *
 * @example payload: ({ input }) => ({ orderId: input.orderId, note: optional(input.note) })
 */
export function optional<Value>(value: Expression<Value>): OptionalField<Exclude<Value, undefined>> {
  requireAtMost('optional()', 1, arguments);
  if (isAbsentValue(value)) return value as unknown as OptionalField<Exclude<Value, undefined>>;
  requireExpression('optional()', value, 'the field', 'write optional(input.note).');
  const node = nodeOf(value);
  return holder({ [optionalKey]: node }, () => refuseOptionalCopy(node)) as unknown as OptionalField<Exclude<Value, undefined>>;
}

/**
 * Says that a value is there, whatever its type says: the field of an answer that is always filled in. The state fails where it is absent.
 *
 * @example output: ({ result }) => ({ started: required(result.StartDate) })
 */
export function required<Value>(value: Expression<Value>): Ref<Exclude<Value, undefined>> {
  requireAtMost('required()', 1, arguments);
  if (isAbsentValue(value)) return value as unknown as Ref<Exclude<Value, undefined>>;
  requireExpression('required()', value, 'what is there', 'write required(result.StartDate).');
  return value as unknown as Ref<Exclude<Value, undefined>>;
}

function refuseOptionalCopy(node: ExpressionNode): never {
  const spoken = spokenExpression(node);
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `optional(${spoken}) stands for one field, and it is used as an object, as in a spread.`,
    hint: `write ...${spoken}, which adds nothing where it is absent.`,
  });
}

/** The tree behind an optional field; undefined for any other value. */
export function optionalNode(value: unknown): ExpressionNode | undefined {
  return typeof value === 'object' && value !== null && !isExpression(value) && optionalKey in value
    ? (value as HoldsOptional)[optionalKey]
    : undefined;
}

function requireExpression(call: string, value: unknown, what: string, hint: string): void {
  requireValue(call, value, { expected: 'a reference or another expression', accepts: isExpression }, what, hint);
}
