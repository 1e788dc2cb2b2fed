import { apply, HOLE, NativeFunction, partiallyApply, TailCall, type TailCallCode } from '../apply';
import type { Closure, Compiler, NodeCompiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import type { Frame } from '../frame';
import { builtInFunction } from '../functions/registry';
import { JsonataError } from '../jsonata-error';
import { normalize } from '../sequences';
import { type CallNode, isCall, isVariable, type OperatorNode, type SyntaxNode } from '../syntax-tree';
import { FunctionValue, type Value } from '../values';

/** A call, with the value on the left of `~>` as its first argument when there is one. */
export type Call = (input: Value, frame: Frame, run: Evaluation, first: Value) => Value;

/** `f(…)`. */
export const compileCall: NodeCompiler<CallNode> = (node, compiler) => {
  const call = compileCallWith(node, compiler, false);
  return (input, frame, run) => call(input, frame, run, undefined);
};

/** `f(…)` as the right side of `~>` when `chained`, else alone. */
export function compileCallWith(node: CallNode, compiler: Compiler, chained: boolean): Call {
  const procedure = compiler.compile(node.procedure);
  const args = (node.arguments ?? []).map((argument) => compiler.compile(argument));
  const token = nameOfProcedure(node.procedure);
  const suggestion = forgottenDollar(node.procedure);
  const { depth } = compiler;
  const offset = chained ? 1 : 0;

  return (input, frame, run, first) => {
    const fn = procedure(input, frame, run);
    if (fn === undefined && suggestion !== undefined && isDefined(suggestion, run)) {
      throw new JsonataError('T1005', { position: node.position, token: suggestion });
    }
    const values = new Array<Value>(args.length + offset);
    if (chained) values[0] = first;
    for (let i = 0; i < args.length; i++) values[i + offset] = args[i]!(input, frame, run);
    const { base } = run;
    run.base = base + depth;
    const result = apply(fn, values, input, run, token, node.position);
    run.base = base;
    return result;
  };
}

/** A call in tail position of a lambda: what to call is handed to the caller. */
export function compileTailCall(node: CallNode, compiler: Compiler): Closure {
  const outerDepth = compiler.depth;
  // The caller evaluates it, one level below the call that is being answered.
  compiler.depth = 0;
  const procedure = compiler.guarded(node.procedure);
  const args = (node.arguments ?? []).map((argument) => compiler.guarded(argument));
  compiler.depth = outerDepth;
  const token = isVariable(node.procedure) ? node.procedure.value : undefined;
  const code: TailCallCode = { procedure, arguments: args, token, position: node.procedure.position };
  return (input, frame) => new TailCall(code, input, frame);
}

/** `f(?, 2)`: a function of the arguments left open. */
export const compilePartial: NodeCompiler<CallNode> = (node, compiler) => {
  const args = (node.arguments ?? []).map((argument) =>
    argument.type === 'operator' && argument.value === '?' ? HOLE : compiler.compile(argument),
  );
  const procedure = compiler.compile(node.procedure);
  const token = nameOfProcedure(node.procedure);
  const suggestion = forgottenDollar(node.procedure);
  return (input, frame, run) => {
    const values = args.map((argument) => (argument === HOLE ? HOLE : argument(input, frame, run)));
    const fn = procedure(input, frame, run);
    if (fn === undefined && suggestion !== undefined && isDefined(suggestion, run)) {
      throw new JsonataError('T1007', { position: node.position, token: suggestion });
    }
    const partial = partiallyApply(fn, values);
    if (partial === undefined) throw new JsonataError('T1008', { position: node.position, token });
    return partial;
  };
};

/** `value ~> f`. */
export const compileApply: NodeCompiler<OperatorNode> = (node, compiler) => {
  const left = compiler.compile(node.lhs);
  const { rhs: rightNode } = node;
  if (isCall(rightNode)) {
    const call = compileCallWith(rightNode, compiler, true);
    return (input, frame, run) => call(input, frame, run, left(input, frame, run));
  }
  const right = compiler.compile(rightNode);
  const { depth } = compiler;
  return (input, frame, run) => {
    const value = left(input, frame, run);
    const fn = right(input, frame, run);
    if (!(fn instanceof FunctionValue)) throw new JsonataError('T2006', { position: node.position, value: fn });
    if (value instanceof FunctionValue) return compose(value, fn);
    const { base } = run;
    run.base = base + depth;
    const result = apply(fn, [value], null, run);
    run.base = base;
    return result;
  };
};

/** `f ~> g`: g after f. */
function compose(first: FunctionValue, second: FunctionValue): FunctionValue {
  return new NativeFunction('', 1, undefined, ([argument], run) =>
    // Both are calls of their own in the language, so that a sequence in between stands for what is in it.
    normalize(apply(second, [normalize(apply(first, [argument], null, run), false)], null, run), false),
  );
}

function nameOfProcedure(procedure: SyntaxNode): string | undefined {
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value;
  return typeof name === 'string' ? name : undefined;
}

/** `sum(x)` where `$sum(x)` was meant. */
function forgottenDollar(procedure: SyntaxNode): string | undefined {
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : undefined;
  return typeof name === 'string' ? name : undefined;
}

function isDefined(name: string, run: Evaluation): boolean {
  return builtInFunction(name) !== undefined || run.scope.variable(name) !== undefined;
}
