import type { NodeCompiler } from '../compiler';
import type { Frame } from '../frame';
import type { Value } from '../values';

/** `%`: the item from which a step got its context, which the path has put into its tuples under a label. */
export const compileParent: NodeCompiler = (node) => {
  // Labels are settled only when the whole tree has been read, and so is this slot.
  const slot = node.slot!;
  return (_input, frame) => tupleValue(slot.label, frame);
};

function tupleValue(label: string, frame: Frame): Value {
  let current: Frame | undefined = frame;
  while (current !== undefined) {
    if (current.tuple?.has(label) === true) return current.tuple.get(label);
    current = current.parent;
  }
  return undefined;
}
