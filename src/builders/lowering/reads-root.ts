import { childNodes, type ExpressionNode, type RootName } from '../../expressions';

/** Whether an expression is this source of data as a whole: `output: ({ input }) => input`. */
export function isRoot(node: ExpressionNode | undefined, root: RootName): boolean {
  return node?.kind === 'root' && node.root === root;
}

/** Whether an expression reads this source of data. */
export function readsRoot(node: ExpressionNode, root: RootName): boolean {
  return isRoot(node, root) || childNodes(node).some((child) => readsRoot(child, root));
}
