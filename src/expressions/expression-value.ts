import { BuilderError } from './builder-error';
import type { ExpressionNode, RootName } from './node';
import type { Expression, OptionalField } from './types/expression';

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

const asValue = new Map<PropertyKey, string>([
  [Symbol.toPrimitive, 'as text or number, as in a template string, a + or a comparison'],
  [Symbol.iterator, 'as a list, as in a loop or a spread'],
  ['toJSON', 'as data for JSON.stringify'],
]);

function refuse(node: ExpressionNode, property: PropertyKey): never {
  const used = asValue.get(property) ?? `by its "${String(property)}"`;
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `"${spoken(node)}" has no value while the workflow is built, and it is used ${used}.`,
    hint: `${misuse[String(property)] ?? "write format('... {}', reference) for text, eq, gt and ifElse for decisions, orElse for defaults"}.`,
  });
}

const roots: Partial<Record<RootName, string>> = { variables: 'vars', rawResult: 'result', errorOutput: 'error' };

/** How the author wrote an expression, as far as its path goes. */
function spoken(node: ExpressionNode): string {
  if (node.kind === 'root') return roots[node.root] ?? node.root;
  if (node.kind === 'field') return `${spoken(node.of)}.${node.name}`;
  if (node.kind === 'index') return `${spoken(node.of)}[${node.index}]`;
  if (node.kind === 'call') return `${node.operator}(...)`;
  return node.kind === 'bound' ? 'the item' : 'an expression';
}

/** What reading a property that JavaScript asks for by itself gives; undefined for any other. */
function guardedProperty(node: ExpressionNode, property: PropertyKey): (() => never) | undefined {
  if (property === Symbol.toPrimitive) return () => refuse(node, property);
  if (property === Symbol.iterator || property === Symbol.asyncIterator) return () => refuse(node, Symbol.iterator);
  return typeof property === 'string' && Object.hasOwn(misuse, property) ? () => refuse(node, property) : undefined;
}

class ComputedExpression implements HoldsNode {
  readonly [nodeKey]: ExpressionNode;

  constructor(node: ExpressionNode) {
    this[nodeKey] = node;
    Object.freeze(this);
  }

  [Symbol.toPrimitive](): never {
    return refuse(this[nodeKey], Symbol.toPrimitive);
  }

  toJSON(): never {
    return refuse(this[nodeKey], 'toJSON');
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
      const guarded = guardedProperty(node, property);
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
