import type { ExpressionNode } from '../../expressions';

/**
 * An expression that reads the parts of a result where they stand: `result.quote` of named branches is what the branch gave. Undefined where
 * the result is reshaped by more than names.
 */
export function withResult(node: ExpressionNode, result: ExpressionNode): ExpressionNode | undefined {
  if (result.kind !== 'object' || !result.fields.every(({ value }) => isPlace(value))) return undefined;
  const replaced = (from: ExpressionNode): ExpressionNode => {
    if (from.kind === 'root') return from.root === 'result' ? result : from;
    if (from.kind === 'field') return fieldOf(replaced(from.of), from.name);
    if (from.kind === 'index') return { ...from, of: replaced(from.of) };
    if (from.kind === 'object') return { ...from, fields: from.fields.map((field) => ({ ...field, value: replaced(field.value) })) };
    if (from.kind === 'array') return { ...from, items: from.items.map(replaced) };
    if (from.kind === 'call') return { ...from, operands: from.operands.map(replaced) };
    if (from.kind === 'composed') return { ...from, values: from.values.map(replaced) };
    return from;
  };
  return replaced(node);
}

function isPlace(node: ExpressionNode): boolean {
  return node.kind === 'root' || ((node.kind === 'field' || node.kind === 'index') && isPlace(node.of));
}

function fieldOf(of: ExpressionNode, name: string): ExpressionNode {
  const said = of.kind === 'object' ? of.fields.find(({ key }) => key === name) : undefined;
  return said?.value ?? { kind: 'field', of, name };
}
