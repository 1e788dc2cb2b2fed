import { assignedNamesOfAll, type Closure, type NodeCompiler } from '../compiler';
import { FrameScope, frameOf, openFrame } from '../frame';
import type { BindNode, ConditionNode } from '../syntax-tree';
import { isTrue } from '../truth';
import type { Value } from '../values';

/** `( … ; … )`: the value of its last expression. */
export const compileBlock: NodeCompiler = (node, compiler) => {
  const expressions = node.expressions ?? [];
  const names = assignedNamesOfAll(expressions);
  const scope = names.length === 0 ? undefined : new FrameScope(names, compiler.scope);
  const closures = compiler.within(scope ?? compiler.scope, () => expressions.map((expression) => compiler.compile(expression)));
  if (scope === undefined && closures.length === 1) return closures[0]!;
  const runAll: Closure = (input, frame, run) => {
    let result: Value;
    for (const closure of closures) result = closure(input, frame, run);
    return result;
  };
  // Only a block that assigns variables pays for a frame.
  return scope === undefined ? runAll : (input, frame, run) => runAll(input, openFrame(scope, frame), run);
};

/** `$name := value`. */
export const compileBind: NodeCompiler<BindNode> = (node, compiler) => {
  const name = node.lhs.value;
  const value = compiler.compile(node.rhs);
  const { scope } = compiler;
  const slot = scope?.slotOf(name);
  if (scope === undefined || slot === undefined) throw new Error(`no scope declares $${name}`);
  return (input, frame, run) => {
    const result = value(input, frame, run);
    frameOf(scope, frame).slots[slot] = result;
    return result;
  };
};

/** `condition ? then : else`. */
export const compileCondition: NodeCompiler<ConditionNode> = (node, compiler) => {
  const condition = compiler.compile(node.condition);
  const then = compiler.guarded(node.then);
  const otherwise = node.else === undefined ? () => undefined : compiler.guarded(node.else);
  return (input, frame, run) => (isTrue(condition(input, frame, run)) ? then(input, frame, run) : otherwise(input, frame, run));
};
