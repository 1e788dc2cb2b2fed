import type { NodeCompiler } from '../compiler';
import { keyReader, lookup } from '../sequences';
import type { WordNode } from '../syntax-tree';
import { isObject } from '../values';

/** A field name: its value in the context, or nothing. */
export const compileName: NodeCompiler<WordNode> = (node) => {
  const key = node.value;
  const read = keyReader(key);
  return (input, _frame, run) => (isObject(input) ? read(input) : lookup(input, key, run));
};
