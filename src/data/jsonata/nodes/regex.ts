import type { NodeCompiler } from '../compiler';
import { RegexFunction } from '../regex/regex-function';

/** `/…/`: a function that matches a string. */
export const compileRegex: NodeCompiler = (node) => {
  const regex = new RegexFunction(node.value as RegExp, node.position);
  return () => regex;
};
