import type { ExpressionNode, RootName } from './node';

const roots: Partial<Record<RootName, string>> = { variables: 'vars', rawResult: 'result', errorOutput: 'error' };

/** How the author wrote an expression, as far as its path goes. */
export function spokenExpression(node: ExpressionNode): string {
  if (node.kind === 'root') return roots[node.root] ?? node.root;
  if (node.kind === 'field') return `${spokenExpression(node.of)}.${node.name}`;
  if (node.kind === 'index') return `${spokenExpression(node.of)}[${node.index}]`;
  if (node.kind === 'call') return `${node.operator}(...)`;
  if (node.kind === 'raw' || node.kind === 'composed') return 'raw(...)';
  return node.kind === 'bound' ? 'the item' : 'an expression';
}
