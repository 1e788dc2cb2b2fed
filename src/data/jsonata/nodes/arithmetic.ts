import type { Closure, Compiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { blameOperator, JsonataError } from '../jsonata-error';
import { isNumeric } from '../truth';
import type { Value } from '../values';

type ArithmeticOperation = (left: number, right: number) => number;

const OPERATIONS: Readonly<Record<string, ArithmeticOperation>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** The operators `+ - * / %`, or undefined for another one. */
export function compileArithmetic(
  operator: string,
  left: Closure,
  right: Closure,
  position: number | undefined,
  compiler: Compiler,
): Closure | undefined {
  const operation = OPERATIONS[operator];
  if (operation === undefined) return undefined;
  const slow = (a: Value, b: Value, run: Evaluation): Value => calculate(operation, operator, a, b, position, run);
  const constant = compiler.constantOf(right)?.value;
  if ((operator === '+' || operator === '-') && typeof constant === 'number' && Number.isFinite(constant)) {
    return addConstant(left, operator === '+' ? constant : -constant, (a, run) => slow(a, constant, run));
  }
  return (input, frame, run) => {
    const a = left(input, frame, run);
    const b = right(input, frame, run);
    if (typeof a === 'number' && typeof b === 'number' && Number.isFinite(a) && Number.isFinite(b)) {
      const result = operation(a, b);
      if (Number.isFinite(result)) return result;
    }
    return slow(a, b, run);
  };
}

/** `x + 1` is the heart of every loop. */
function addConstant(left: Closure, constant: number, slow: (a: Value, run: Evaluation) => Value): Closure {
  return (input, frame, run) => {
    const a = left(input, frame, run);
    if (typeof a === 'number') {
      const result = a + constant;
      if (Number.isFinite(result)) return result;
    }
    return slow(a, run);
  };
}

function calculate(
  operation: ArithmeticOperation,
  operator: string,
  left: Value,
  right: Value,
  position: number | undefined,
  run: Evaluation,
): Value {
  try {
    if (left !== undefined && !isNumeric(left)) throw new JsonataError('T2001', { value: left });
    if (right !== undefined && !isNumeric(right)) throw new JsonataError('T2002', { value: right });
    if (left === undefined || right === undefined) return undefined;
    const result = operation(left, right);
    // JSON has no infinity: such a result must be spelled out before it leaves.
    if (!Number.isFinite(result)) run.dirty = true;
    return result;
  } catch (error) {
    throw blameOperator(error, operator, position);
  }
}
