import { childNodes, type ExpressionNode, type RootName } from '../../expressions';

/** Whether an expression reads this source of data. */
export function readsRoot(node: ExpressionNode, root: RootName): boolean {
  return (node.kind === 'root' && node.root === root) || childNodes(node).some((child) => readsRoot(child, root));
}
