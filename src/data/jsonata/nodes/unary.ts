import type { Closure, Compiler, NodeCompiler } from '../compiler';
import { JsonataError } from '../jsonata-error';
import { needsCleaning, pushAll } from '../sequences';
import type { SyntaxNode } from '../syntax-tree';
import { isNumeric } from '../truth';
import { ConstructedArray, type Value } from '../values';

/** `-x`, `[…]` and `{…}`. */
export const compileUnary: NodeCompiler = (node, compiler) => {
  if (node.value === '-') return compileNegation(node, compiler);
  if (node.value === '[') return compileArray(node, compiler);
  const group = compiler.group({ lhs: node.lhs as ReadonlyArray<readonly [SyntaxNode, SyntaxNode]>, position: node.position });
  return (input, frame, run) => group(input, frame, run);
};

function compileNegation(node: SyntaxNode, compiler: Compiler): Closure {
  const operand = compiler.compile(node.expression!);
  return (input, frame, run) => {
    const value = operand(input, frame, run);
    if (value === undefined) return undefined;
    if (!isNumeric(value)) throw new JsonataError('D1002', { position: node.position, token: '-', value });
    return -value;
  };
}

function compileArray(node: SyntaxNode, compiler: Compiler): Closure {
  const items = (node.expressions ?? []).map((expression) => ({
    closure: compiler.compile(expression),
    // An array written inside an array stays one; any other array is joined to it.
    nested: expression.value === '[',
  }));
  const constructed = node.consarray === true;
  return (input, frame, run) => {
    const result: Value[] = constructed ? new ConstructedArray() : [];
    if (constructed) run.dirty = true;
    for (const { closure, nested } of items) {
      const value = closure(input, frame, run);
      if (value === undefined) continue;
      if (needsCleaning(value)) run.dirty = true;
      if (nested) result.push(value);
      else pushAll(result, value);
    }
    run.holdItems(result.length);
    run.makeItems(result.length);
    return result;
  };
}
