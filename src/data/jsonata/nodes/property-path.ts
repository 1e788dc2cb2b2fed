import type { Closure, Compiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { flattenInto, keyReader, lookup, normalize } from '../sequences';
import type { PathNode, SyntaxNode } from '../syntax-tree';
import { isArray, isObject, isSequence, newSequence, type Value, type ValueObject } from '../values';
import { isAbsolute, STATES_FIELD } from './states-field';

/** Reads one field of an object, or of each item of something else. */
interface PropertyReads {
  readonly read: (object: ValueObject) => Value;
  readonly readItem: (item: Value, run: Evaluation) => Value;
}

/** `$variable.a[0].b` or `a.b`, with nothing else to it, or undefined for any other path. Most paths of a workflow are such. */
export function compilePropertyPath(node: PathNode, compiler: Compiler): Closure | undefined {
  const { steps } = node;
  if (node.group !== undefined || node.keepSingletonArray === true || node.keepArray === true || node.tuple === true) return undefined;
  const [first] = steps;
  if (
    first === undefined ||
    !steps.every((step) => isPlainStep(step, step === first)) ||
    !steps.slice(1).every((step) => step.type === 'name')
  )
    return undefined;
  if (first.type === 'name') return relativePath(steps, compiler);
  if (!isAbsolute(first)) return undefined;
  const variable = compiler.compile(first);
  const positions = positionsOf(first) ?? [];
  const properties = propertiesOf(steps.slice(1), compiler);
  if (positions.length === 0) return (input, frame, run) => followProperties(variable(input, frame, run), properties, run);
  return (input, frame, run) => followProperties(positions.reduce(pick, variable(input, frame, run)), properties, run);
}

function isPlainStep(step: SyntaxNode, first: boolean): boolean {
  return (
    // A predicate on the first step is compiled with it.
    (step.predicate === undefined || (first && step.type === 'variable')) &&
    positionsOf(step) !== undefined &&
    (step.stages === undefined || step.type === 'name' || step.type === STATES_FIELD) &&
    step.group === undefined &&
    step.tuple !== true &&
    step.keepArray !== true &&
    step.focus === undefined &&
    step.index === undefined &&
    step.ancestor === undefined
  );
}

function propertiesOf(steps: readonly SyntaxNode[], compiler: Compiler): PropertyReads[] {
  // Steps are evaluated one level below their path.
  compiler.reached = Math.max(compiler.reached, compiler.depth + 1);
  return steps.map((step) => {
    const key = step.value as string;
    const read = keyReader(key);
    const positions = positionsOf(step) ?? [];
    const readItem = (item: Value, run: Evaluation): Value => (isObject(item) ? read(item) : normalize(lookup(item, key, run), false));
    if (positions.length === 0) return { read, readItem };
    const pickFrom = (value: Value): Value => positions.reduce(pick, value);
    return { read: (object) => pickFrom(read(object)), readItem: (item, run) => pickFrom(readItem(item, run)) };
  });
}

/** The positions of a step's predicates when they are all numbers. */
function positionsOf(step: SyntaxNode): number[] | undefined {
  const positions: number[] = [];
  for (const { type, expr } of step.stages ?? []) {
    if (type !== 'filter' || expr?.type !== 'number' || expr.predicate !== undefined) return undefined;
    positions.push(Math.floor(expr.value as number));
  }
  return positions;
}

function pick(value: Value, position: number): Value {
  if (!isArray(value)) return position === 0 || position === -1 ? value : undefined;
  return value[position < 0 ? value.length + position : position];
}

function relativePath(steps: readonly SyntaxNode[], compiler: Compiler): Closure {
  const properties = propertiesOf(steps, compiler);
  return (input, _frame, run) => followProperties(input, properties, run);
}

/** Follows objects as far as they go; an array on the way makes it a query over its items. */
function followProperties(start: Value, properties: readonly PropertyReads[], run: Evaluation): Value {
  let value = start;
  for (let i = 0; i < properties.length; i++) {
    if (!isObject(value)) return isArray(value) ? walkItems(value, properties.slice(i), run) : undefined;
    value = properties[i]!.read(value);
  }
  return isSequence(value) ? normalize(value, false) : value;
}

function walkItems(start: readonly Value[], properties: readonly PropertyReads[], run: Evaluation): Value {
  let items = start;
  for (let i = 0; i < properties.length; i++) {
    const next = stepInto(items, properties[i]!, i === properties.length - 1, run);
    if (next.length === 0) return normalize(next, false);
    items = next;
  }
  return normalize(items, false);
}

function stepInto(items: readonly Value[], { readItem }: PropertyReads, last: boolean, run: Evaluation): readonly Value[] {
  run.spend(items.length);
  const found = newSequence();
  let count = 0;
  let only: Value;
  for (let i = 0; i < items.length; i++) {
    const value = readItem(items[i], run);
    if (value === undefined) continue;
    count += 1;
    only = value;
    flattenInto(found, value);
  }
  return last && count === 1 && isArray(only) && !isSequence(only) ? only : found;
}
