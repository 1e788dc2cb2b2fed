import type { Closure, Compiler, Refinement } from '../compiler';
import type { Evaluation } from '../evaluation';
import { type Frame, tupleFrame } from '../frame';
import { INTERNAL, JsonataError } from '../jsonata-error';
import { appendAll, needsCleaning } from '../sequences';
import type { GroupClause } from '../syntax-tree';
import { isArray, setValue, type Tuple, TupleStream, type Value } from '../values';

/** One `key: value` of an object constructor. */
interface Pair {
  readonly key: Closure;
  readonly value: Closure;
}

/** Items that share a key. */
interface Group {
  readonly pair: number;
  /** Joined when all are known: joining them one by one would copy the first ones each time. */
  readonly items: Value[];
  readonly tuples: Tuple[];
}

/** `{key: value, …}`: alone, one object of the context; after a path, one object of its items, grouped by key. */
export function compileGroup(clause: GroupClause, compiler: Compiler): Refinement {
  const pairs: Pair[] = clause.lhs.map(([key, value]) => ({ key: compiler.compile(key), value: compiler.guarded(value) }));
  const keys = pairs.map((pair) => compiler.constantOf(pair.key)?.value);
  const general: Refinement = (value, frame, run) => groupItems(pairs, clause.position, value, frame, run);
  if (!keys.every((key): key is string => typeof key === 'string') || new Set(keys).size !== keys.length) return general;
  // Fixed keys on a single context: nothing can collide.
  return (value, frame, run) => {
    if (isArray(value)) return general(value, frame, run);
    run.makeFields(pairs.length);
    const result: Record<string, Value> = {};
    for (let i = 0; i < pairs.length; i++) store(result, keys[i]!, pairs[i]!.value(value, frame, run), run);
    return result;
  };
}

function store(target: Record<string, Value>, key: string, value: Value, run: Evaluation): void {
  if (value === undefined) return;
  if (needsCleaning(value)) run.dirty = true;
  setValue(target, key, value);
}

function groupItems(pairs: readonly Pair[], position: number | undefined, value: Value, frame: Frame, run: Evaluation): Value {
  const groups = new Map<string, Group>();
  const add = (item: Value, tuple: Tuple | undefined): void => {
    run.makeFields(1);
    const scope = tuple === undefined ? frame : tupleFrame(tuple, frame);
    const context = tuple === undefined ? item : tuple.get('@');
    pairs.forEach((pair, index) => {
      const key = pair.key(context, scope, run);
      if (key === undefined) return;
      if (typeof key !== 'string') throw new JsonataError('T1003', { position, value: key });
      run.readText(key);
      const group = groups.get(key);
      if (group === undefined) {
        // A group is kept by its key until all items are known.
        run.makeFields(8);
        groups.set(key, { pair: index, items: [item], tuples: tuple === undefined ? [] : [tuple] });
        return;
      }
      if (group.pair !== index) throw new JsonataError('D1009', { position, value: key });
      if (tuple === undefined) group.items.push(item);
      else group.tuples.push(tuple);
    });
  };
  if (value instanceof TupleStream) {
    // The library breaks on a stream without tuples, and gives no code.
    if (value.tuples.length === 0) throw new JsonataError(INTERNAL);
    for (const tuple of value.tuples) add(undefined, tuple);
  } else if (isArray(value) && value.length > 0) for (const item of value) add(item, undefined);
  else add(isArray(value) ? undefined : value, undefined);

  const result: Record<string, Value> = {};
  for (const [key, group] of groups) {
    const closure = pairs[group.pair]!.value;
    if (group.tuples.length === 0) store(result, key, closure(appendAll(group.items, run), frame, run), run);
    else {
      const merged = mergeTuples(group.tuples, run);
      const context = merged.get('@');
      merged.delete('@');
      store(result, key, closure(context, tupleFrame(merged, frame), run), run);
    }
  }
  return result;
}

/** One tuple for a group: every binding collects its values. */
function mergeTuples(tuples: readonly Tuple[], run: Evaluation): Tuple {
  const collected = new Map<string, Value[]>();
  for (const tuple of tuples) {
    for (const [name, value] of tuple) {
      const values = collected.get(name);
      if (values === undefined) collected.set(name, [value]);
      else values.push(value);
    }
  }
  return new Map(Array.from(collected, ([name, values]) => [name, appendAll(values, run)] as const));
}
