import { kinds, type OptionKind } from '../asl';
import { BuilderError } from './builder-error';
import { isExpression, nodeOf, referenceProxy } from './expression-value';
import type { ExpressionNode, ReferenceScope, RootName } from './node';
import { requireAtMost } from './require-at-most';
import { requireValue } from './require-value';
import { spokenExpression } from './spoken-expression';
import { absentValue, noteMade } from './tracking';
import type { Expression, Ref } from './types/expression';

const EXPRESSION: OptionKind = { expected: 'a reference or another expression', accepts: isExpression };

/** A reference to what the tree stands for; its fields are references again. */
export function reference<Value>(node: ExpressionNode): Ref<Value> {
  const given = node.kind === 'root' || node.kind === 'bound';
  if (!given && noteMade(node)) return absentValue() as Ref<Value>;
  return referenceProxy<Value>(node, (name) => reference<unknown>(below(node, name))) as Ref<Value>;
}

function below(node: ExpressionNode, name: string): ExpressionNode {
  if (/^\d+$/.test(name)) return { kind: 'index', of: node, index: Number(name) };
  if (!/^-\d+(\.\d+)?$/.test(name)) return { kind: 'field', of: node, name };
  const spoken = spokenExpression(node);
  throw new BuilderError({
    code: 'OPTION_VALUE',
    message: `${spoken}[${name}] asks for a position before the first, which no array has.`,
    hint: `write itemAt(${spoken}, ${name}), which counts from the end in JSONata, or field(${spoken}, '${name}') for a key of an object.`,
  });
}

/** The reference to a whole source of data, good within that scope. */
export function rootReference<Value>(root: RootName, scope: ReferenceScope): Ref<Value> {
  return reference<Value>({ kind: 'root', root, scope });
}

/**
 * A field by name, for names that references keep for themselves (`then`, `toJSON`, `toString`, `valueOf`) and for numbers as keys.
 *
 * @example field(input, 'then')
 */
export function field<Value, Key extends string>(
  of: Expression<Value>,
  name: [Key] extends [keyof Value] ? Key : keyof Value & string,
): Ref<Value[Key & keyof Value]> {
  requireAtMost('field()', 2, arguments, "write field(field(input, 'a'), 'b') for a field inside a field.");
  requireValue('field()', of, EXPRESSION, 'what has the field', "write field(input, 'then').");
  if (isExpression(name)) throw nameOfField(nodeOf(of), nodeOf(name));
  requireValue('field()', name, kinds.text, 'the name of the field', "write field(input, 'then').");
  return reference<Value[Key & keyof Value]>({ kind: 'field', of: nodeOf(of), name });
}

function nameOfField(of: ExpressionNode, name: ExpressionNode): BuilderError {
  const [object, key] = [spokenExpression(of), spokenExpression(name)];
  return new BuilderError({
    code: 'OPTION_VALUE',
    message: `field(): expected a text for the name of the field, received the reference ${key}.`,
    hint: `write raw\`$lookup(\${${object}}, \${${key}})\` for a field whose name is in the data.`,
  });
}
