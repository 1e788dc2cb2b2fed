import type { Closure, Compiler } from '../compiler';
import type { Run } from '../run';
import { flattenInto, keyReader, lookup, normalize } from '../sequences';
import { STATES_READERS } from '../states-variable';
import type { SyntaxNode } from '../syntax-tree';
import { isArray, isObject, Sequence, type Value, type ValueObject } from '../values';
import { isFreeVariable } from './variable';

/** Reads one field. */
interface Property {
  readonly key: string;
  readonly read: (object: ValueObject) => Value;
}

/** `$variable.a.b` or `a.b` with nothing else to it, or undefined for any other path. Most paths of a workflow are such. */
export function compilePropertyPath(node: SyntaxNode, compiler: Compiler): Closure | undefined {
  const steps = node.steps as readonly SyntaxNode[];
  if (node.group !== undefined || node.keepSingletonArray === true || node.keepArray === true || node.tuple === true) return undefined;
  if (!steps.every(isPlain) || !steps.slice(1).every((step) => step.type === 'name')) return undefined;
  const [first] = steps;
  if (first.type !== 'variable' && first.type !== 'name') return undefined;
  if (first.type === 'name') return relativePath(steps, compiler);
  if (first.value === 'states' && steps.length > 1 && isFreeVariable('states', compiler)) return statesPath(steps, compiler);
  const variable = compiler.compile(first);
  const properties = propertiesOf(steps.slice(1), compiler);
  return (input, frame, run) => walk(variable(input, frame, run), properties, run);
}

function isPlain(step: SyntaxNode): boolean {
  return (
    step.predicate === undefined &&
    step.stages === undefined &&
    step.group === undefined &&
    step.tuple !== true &&
    step.keepArray !== true &&
    step.focus === undefined &&
    step.index === undefined &&
    step.ancestor === undefined
  );
}

function propertiesOf(steps: readonly SyntaxNode[], compiler: Compiler): Property[] {
  // Steps are evaluated one level below their path.
  compiler.reached = Math.max(compiler.reached, compiler.depth + 1);
  return steps.map((step) => ({ key: step.value as string, read: keyReader(step.value as string) }));
}

function relativePath(steps: readonly SyntaxNode[], compiler: Compiler): Closure {
  const properties = propertiesOf(steps, compiler);
  return (input, _frame, run) => walk(input, properties, run);
}

/** `$states.input.a`: reads the scope directly, and nothing of it that is not asked for. */
function statesPath(steps: readonly SyntaxNode[], compiler: Compiler): Closure {
  const properties = propertiesOf(steps.slice(2), compiler);
  const read = Object.prototype.hasOwnProperty.call(STATES_READERS, steps[1].value as string) ? STATES_READERS[steps[1].value as string] : undefined;
  if (read === undefined) return () => undefined;
  return (_input, _frame, run) => walk(read(run.scope), properties, run);
}

/** Follows objects as far as they go; an array on the way makes it a query over its items. */
function walk(start: Value, properties: readonly Property[], run: Run): Value {
  let value = start;
  for (let i = 0; i < properties.length; i++) {
    if (!isObject(value)) return isArray(value) ? walkItems(value, properties.slice(i), run) : undefined;
    value = properties[i].read(value);
  }
  return value instanceof Sequence ? normalize(value, false) : value;
}

function walkItems(start: readonly Value[], properties: readonly Property[], run: Run): Value {
  let items = start;
  for (let i = 0; i < properties.length; i++) {
    const next = stepInto(items, properties[i], i === properties.length - 1, run);
    if (next.length === 0) return normalize(next, false);
    items = next;
  }
  return normalize(items, false);
}

function stepInto(items: readonly Value[], { key, read }: Property, last: boolean, run: Run): readonly Value[] {
  run.spend(items.length);
  const found = new Sequence();
  let count = 0;
  let only: Value;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const value = isObject(item) ? read(item) : normalize(lookup(item, key), false);
    if (value === undefined) continue;
    count += 1;
    only = value;
    flattenInto(found, value);
  }
  return last && count === 1 && isArray(only) && !(only instanceof Sequence) ? only : found;
}
