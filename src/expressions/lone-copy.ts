import type { ExpressionNode } from './node';

const originals = new WeakMap<ExpressionNode, ExpressionNode>();

/** A copy by spread to which nothing is added: it reads as what is copied, and is an object all the same where that is absent in JavaScript. */
export function loneCopy(of: ExpressionNode): ExpressionNode {
  const copy = { ...of };
  originals.set(copy, of);
  return copy;
}

/** What a lone copy is one of; undefined for other nodes. */
export function copiedAlone(node: ExpressionNode): ExpressionNode | undefined {
  return originals.get(node);
}
