import type { NodeCompiler } from '../compiler';
import type { Value } from '../values';

/** Strings, numbers, `true`, `false` and `null`. */
export const compileLiteral: NodeCompiler = (node, compiler) => compiler.constant(node.value as Value);
