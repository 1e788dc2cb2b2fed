import type { Closure, Compiler, NodeCompiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { type Frame, type FrameScope, frameOf, UNSET } from '../frame';
import { builtInFunction } from '../functions/registry';
import { normalize } from '../sequences';
import { statesObject } from '../states-variable';
import type { WordNode } from '../syntax-tree';
import { isSequence, type Value } from '../values';

/** `$`, `$$` and `$name`. */
export const compileVariable: NodeCompiler<WordNode> = (node, compiler) => {
  const name = node.value;
  if (name === '') return (input) => (isSequence(input) ? (input.outerWrapper ? input[0] : normalize(input, false)) : input);
  if (name === '$') return (_input, _frame, run) => run.root;
  const places = placesOf(name, compiler);
  const free = freeVariable(name);
  if (places.length === 0 && !compiler.tupleNames.has(name)) return free;
  if (compiler.tupleNames.has(name)) return tupleOrSlot(name, places, free);
  return slotVariable(places, free);
};

/** True when nothing in the expression declares the name, so that it is a workflow variable, `$states` or a function. */
export function isFreeVariable(name: string, compiler: Compiler): boolean {
  return placesOf(name, compiler).length === 0 && !compiler.tupleNames.has(name);
}

/** A scope that declares a name, and where. */
interface VariableSlot {
  readonly scope: FrameScope;
  readonly slot: number;
}

function placesOf(name: string, compiler: Compiler): VariableSlot[] {
  const places: VariableSlot[] = [];
  for (let scope = compiler.scope; scope !== undefined; scope = scope.parent) {
    const slot = scope.slotOf(name);
    if (slot !== undefined) places.push({ scope, slot });
  }
  return places;
}

function freeVariable(name: string): Closure {
  if (name === 'states') return (_input, _frame, run) => statesObject(run.scope);
  const builtIn = builtInFunction(name);
  // A workflow variable hides a function of the same name.
  if (builtIn === undefined) return (_input, _frame, run) => run.scope.variable(name);
  return (_input, _frame, run) => run.scope.variable(name) ?? builtIn;
}

function slotVariable(places: readonly VariableSlot[], free: Closure): Closure {
  const [{ scope, slot }, ...outer] = places as [VariableSlot, ...VariableSlot[]];
  const otherwise = outer.length === 0 ? free : slotVariable(outer, free);
  return (input, frame, run) => {
    const value = frameOf(scope, frame).slots[slot];
    return value === UNSET ? otherwise(input, frame, run) : value;
  };
}

function tupleOrSlot(name: string, places: readonly VariableSlot[], free: Closure): Closure {
  return (input: Value, frame: Frame, run: Evaluation) => {
    for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
      if (current.tuple?.has(name) === true) return current.tuple.get(name);
      const { scope, slots } = current;
      const place = places.find((candidate) => candidate.scope === scope);
      const value = place === undefined ? UNSET : slots[place.slot];
      if (value !== UNSET) return value;
    }
    return free(input, frame, run);
  };
}
