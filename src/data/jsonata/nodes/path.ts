import type { Closure, Compiler, NodeCompiler, Refinement } from '../compiler';
import type { Evaluation } from '../evaluation';
import type { Frame } from '../frame';
import { flattenInto, normalize } from '../sequences';
import type { PathNode, SyntaxNode } from '../syntax-tree';
import { ConstructedArray, isArray, isFunction, isSequence, newSequence, sequenceOf, type Value } from '../values';
import { compilePropertyPath } from './property-path';
import { compileSortStep } from './sort';
import { isAbsolute, withStatesField } from './states-field';
import { compileTuplePath } from './tuple-path';

/** One step of a path, compiled. */
export interface CompiledStep {
  readonly node: SyntaxNode;
  readonly closure: Closure;
  readonly stages: readonly Refinement[];
  /** Set for `^(…)`, which sees all items at once. */
  readonly sort: ((items: readonly Value[], frame: Frame, run: Evaluation) => readonly Value[]) | undefined;
}

/** `a.b[0]^(c){…}`. */
export const compilePath: NodeCompiler<PathNode> = (original, compiler) => {
  const node = withStatesField(original, compiler);
  const { steps } = node;
  const propertyPath = compilePropertyPath(node, compiler);
  if (propertyPath !== undefined) return propertyPath;
  if (steps.some((step) => step.tuple === true)) return compileTuplePath(node, compiler);
  const compiled = steps.map((step, index) => compileStep(step, index === 0, compiler));
  const group = node.group === undefined ? undefined : compiler.group(node.group);
  const absolute = isAbsolute(steps[0]!);
  const keepArray = node.keepArray === true;
  const keepSingleton = node.keepSingletonArray === true;
  return (input, frame, run) => {
    let result: Value = runSteps(compiled, isArray(input) && !absolute ? input : sequenceOf(input), frame, run);
    if (keepSingleton) result = keepSingletonOf(result);
    if (group !== undefined) result = group(result, frame, run);
    return normalize(result, keepArray);
  };
};

/** Compiles a step; the first is certain to be evaluated, the others only when there is something to step into. */
export function compileStep(node: SyntaxNode, first: boolean, compiler: Compiler): CompiledStep {
  const sort = node.type === 'sort' ? compileSortStep(node, compiler) : undefined;
  const closure = sort !== undefined ? () => undefined : first ? compiler.compile(node) : compiler.guarded(node);
  const stages = (node.stages ?? []).flatMap((stage) => (stage.type === 'filter' ? [compiler.filter(stage.expr)] : []));
  return { node, closure, stages, sort };
}

/** `[]` on a path: its only item stays in an array. */
export function keepSingletonOf(result: Value): Value {
  const sequence = result instanceof ConstructedArray ? sequenceOf(result) : result;
  if (isSequence(sequence)) sequence.keepSingleton = true;
  return sequence;
}

function runSteps(steps: readonly CompiledStep[], input: readonly Value[], frame: Frame, run: Evaluation): Value {
  let items = input;
  let result: Value;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (i === 0 && step.node.consarray === true) result = step.closure(items, frame, run);
    else result = runStep(step, items, frame, run, i === steps.length - 1);
    if (result === undefined || (isArray(result) && result.length === 0)) break;
    items = itemsOf(result);
  }
  return result;
}

/** What the next step walks over. A predicate on a first step `[…]` may have left a single value there. */
export function itemsOf(result: Value): readonly Value[] {
  if (isArray(result)) return result;
  return typeof result === 'string' ? result.split('') : [];
}

/** Evaluates a step for each item, and joins what comes of it. */
export function runStep(step: CompiledStep, items: readonly Value[], frame: Frame, run: Evaluation, last: boolean): readonly Value[] {
  if (step.sort !== undefined) {
    let sorted: Value = step.sort(items, frame, run);
    for (const stage of step.stages) sorted = stage(sorted, frame, run);
    return sorted as readonly Value[];
  }
  run.spend(items.length);
  const found = newSequence();
  let only: Value;
  let count = 0;
  for (let i = 0; i < items.length; i++) {
    let value = step.closure(items[i], frame, run);
    for (let s = 0; s < step.stages.length; s++) value = step.stages[s]!(value, frame, run);
    if (value === undefined) continue;
    count += 1;
    only = value;
    if (isFunction(value)) run.dirty = true;
    flattenInto(found, value);
    run.holdItems(found.length);
  }
  // An array that is the only result of the last step is the result, so that it keeps a single item.
  if (last && count === 1 && isArray(only) && !isSequence(only)) return only;
  return found;
}
