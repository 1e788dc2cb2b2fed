import type { Closure, NodeCompiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { blameOperator, JsonataError } from '../jsonata-error';
import { stringify } from '../stringify';
import type { OperatorNode } from '../syntax-tree';
import { isTrue } from '../truth';
import { newSequence, type Value } from '../values';
import { compileArithmetic } from './arithmetic';
import { compileComparison } from './comparison';

/** An operator between two expressions. */
export const compileBinary: NodeCompiler<OperatorNode> = (node, compiler) => {
  const operator = node.value;
  const left = compiler.compile(node.lhs);
  if (operator === 'and' || operator === 'or') return compileLogic(operator, left, compiler.guarded(node.rhs), node.position);
  const right = compiler.compile(node.rhs);
  if (operator === '&') return compileConcatenation(left, right, node.position);
  if (operator === '..') return compileRange(left, right, node.position);
  const closure =
    compileArithmetic(operator, left, right, node.position, compiler) ?? compileComparison(operator, left, right, node.position);
  if (closure === undefined) throw new Error(`JSONata operator "${operator}" is unknown`);
  return closure;
};

function compileLogic(operator: string, left: Closure, right: Closure, position: number | undefined): Closure {
  const decided = operator === 'or';
  return (input, frame, run) => {
    if (isTrue(left(input, frame, run)) === decided) return decided;
    try {
      return isTrue(right(input, frame, run));
    } catch (error) {
      throw blameOperator(error, operator, position);
    }
  };
}

function compileConcatenation(left: Closure, right: Closure, position: number | undefined): Closure {
  return (input, frame, run) => {
    const a = left(input, frame, run);
    const b = right(input, frame, run);
    try {
      return run.holdText(operandText(a, run) + operandText(b, run));
    } catch (error) {
      throw blameOperator(error, '&', position);
    }
  };
}

function operandText(value: Value, run: Evaluation): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : stringify(value, false, run);
}

/** The longest range of the language itself, whatever memory allows. */
const LONGEST_RANGE = 1e7;

function compileRange(left: Closure, right: Closure, position: number | undefined): Closure {
  return (input, frame, run) => {
    const from = left(input, frame, run);
    const to = right(input, frame, run);
    if (from !== undefined && !Number.isInteger(from)) throw blameOperator(new JsonataError('T2003', { value: from }), '..', position);
    if (to !== undefined && !Number.isInteger(to)) throw blameOperator(new JsonataError('T2004', { value: to }), '..', position);
    if (typeof from !== 'number' || typeof to !== 'number' || from > to) return undefined;
    const size = to - from + 1;
    if (size > LONGEST_RANGE) throw blameOperator(new JsonataError('D2014', { value: size }), '..', position);
    run.holdItems(size);
    run.makeItems(size);
    const range = newSequence();
    for (let i = 0; i < size; i++) range.push(from + i);
    return range;
  };
}
