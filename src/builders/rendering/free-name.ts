import { childNodes, type ExpressionNode } from '../../expressions';

/** A name for a variable inside an expression: the wanted one, or with a number behind it where the trees read a variable of that name. */
export function freeName(wanted: string, trees: readonly ExpressionNode[]): string {
  let name = wanted;
  for (let number = 2; trees.some((tree) => readsVariable(tree, name)); number += 1) name = `${wanted}_${number}`;
  return name;
}

function readsVariable(node: ExpressionNode, name: string): boolean {
  if (node.kind === 'field' && node.of.kind === 'root' && node.of.root === 'variables') return node.name === name;
  // An author's own text is not parsed here: what only looks like the name costs nothing but another one.
  if (node.kind === 'raw') return node.text.includes(`$${name}`);
  if (node.kind === 'composed' && node.texts.some((text) => text.includes(`$${name}`))) return true;
  return childNodes(node).some((child) => readsVariable(child, name));
}
