import { kinds, type OptionKind } from '../asl';
import { isExpression, nodeOf, referenceProxy } from './expression-value';
import type { ExpressionNode, ReferenceScope, RootName } from './node';
import { requireAtMost } from './require-at-most';
import { requireValue } from './require-value';
import { noteMade } from './tracking';
import type { Expression, Ref } from './types/expression';

const EXPRESSION: OptionKind = { expected: 'a reference or another expression', accepts: isExpression };

/** Gives a reference to what the tree stands for; its fields are references again. */
export function reference<Value>(node: ExpressionNode): Ref<Value> {
  const given = node.kind === 'root' || node.kind === 'bound';
  if (!given && noteMade(node)) return undefined as unknown as Ref<Value>;
  return referenceProxy<Value>(node, (name) =>
    reference<unknown>(/^\d+$/.test(name) ? { kind: 'index', of: node, index: Number(name) } : { kind: 'field', of: node, name }),
  ) as Ref<Value>;
}

/** Gives the reference to a whole source of data, good within that scope. */
export function rootReference<Value>(root: RootName, scope: ReferenceScope): Ref<Value> {
  return reference<Value>({ kind: 'root', root, scope });
}

/**
 * Gives a field by name, for names that references keep for themselves (`then`, `toJSON`, `toString`, `valueOf`) and for numbers as keys.
 *
 * @example field(input, 'then')
 */
export function field<Value, Key extends keyof Value & string>(of: Expression<Value>, name: Key): Ref<Value[Key]> {
  requireAtMost('field()', 2, arguments, "write field(field(input, 'a'), 'b') for a field inside a field.");
  requireValue('field()', of, EXPRESSION, 'what has the field', "write field(input, 'then').");
  requireValue('field()', name, kinds.text, 'the name of the field', "write field(input, 'then').");
  return reference<Value[Key]>({ kind: 'field', of: nodeOf(of), name });
}
