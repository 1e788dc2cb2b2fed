import { BuilderError } from '../builder-error';
import type { Expression, OptionalField } from '../types/expression';
import type { ExpressionNode } from './node';

const nodeKey = Symbol('drystep.expression');
const optionalKey = Symbol('drystep.optional');

interface HoldsNode {
  readonly [nodeKey]: ExpressionNode;
}

interface HoldsOptional {
  readonly [optionalKey]: ExpressionNode;
}

const misuse: Record<string, string> = {
  toJSON: 'put the reference itself into the object you return, or write toJson(reference) for its JSON text',
  toString: "write format('... {}', reference) for text made at run time",
  valueOf: 'write gt, add, eq and their like, which compute at run time',
  toLocaleString: "write format('... {}', reference) for text made at run time",
};

function refuse(property: string): never {
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `A reference has no value while the workflow is built, so "${property}" cannot be called on it.`,
    hint: `${misuse[property] ?? "write format('... {}', reference) for text, eq, gt and when for decisions, orElse for defaults"}.`,
  });
}

/** What reading a property that JavaScript asks for by itself gives; undefined for any other. */
export function guardedProperty(property: PropertyKey): (() => never) | undefined {
  if (property === Symbol.toPrimitive) return () => refuse('Symbol.toPrimitive');
  if (property === Symbol.iterator || property === Symbol.asyncIterator) return () => refuse('Symbol.iterator');
  return typeof property === 'string' && Object.hasOwn(misuse, property) ? () => refuse(property) : undefined;
}

class ComputedExpression implements HoldsNode {
  readonly [nodeKey]: ExpressionNode;

  constructor(node: ExpressionNode) {
    this[nodeKey] = node;
    Object.freeze(this);
  }

  [Symbol.toPrimitive](): never {
    return refuse('Symbol.toPrimitive');
  }

  toJSON(): never {
    return refuse('toJSON');
  }
}

/** Gives an expression that computes what the tree says. */
export function expressionOf<Value>(node: ExpressionNode): Expression<Value> {
  return new ComputedExpression(node) as unknown as Expression<Value>;
}

/** Gives a reference; `fieldOf` gives what reading a field of it yields. */
export function referenceProxy<Value>(node: ExpressionNode, fieldOf: (name: string) => unknown): Expression<Value> {
  return new Proxy(Object.freeze({ [nodeKey]: node }), {
    get: (_target, property) => {
      if (property === nodeKey) return node;
      const guarded = guardedProperty(property);
      if (guarded !== undefined) return guarded;
      // A promise asks every value for "then": a reference must not look like one.
      if (typeof property === 'symbol' || property === 'then') return undefined;
      return fieldOf(property);
    },
    has: (_target, property) => property === nodeKey,
  }) as unknown as Expression<Value>;
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
 * Leaves a field out of the object it stands in when the value is absent at run time. A bare reference that may be absent does not
 * compile, since Step Functions fails on it.
 *
 * @example payload: ({ input }) => ({ orderId: input.orderId, note: optional(input.note) })
 */
export function optional<Value>(value: Expression<Value>): OptionalField<Exclude<Value, undefined>> {
  const holder: HoldsOptional = Object.freeze({ [optionalKey]: nodeOf(value) });
  return holder as unknown as OptionalField<Exclude<Value, undefined>>;
}

/** The tree behind an optional field; undefined for any other value. */
export function optionalNode(value: unknown): ExpressionNode | undefined {
  return typeof value === 'object' && value !== null && !isExpression(value) && optionalKey in value
    ? (value as HoldsOptional)[optionalKey]
    : undefined;
}
