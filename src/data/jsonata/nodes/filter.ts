import type { Compiler, Refinement } from '../compiler';
import type { Evaluation } from '../evaluation';
import { tupleFrame } from '../frame';
import type { SyntaxNode } from '../syntax-tree';
import { isArrayOfNumbers, isNumeric, isTrue } from '../truth';
import { isArray, newSequence, sequenceOf, type Tuple, TupleStream, type Value } from '../values';

/** A predicate `[…]`: a position, positions, or a condition on each item. */
export function compileFilter(predicate: SyntaxNode, compiler: Compiler): Refinement {
  if (predicate.type === 'number') {
    const position = Math.floor(predicate.value as number);
    return (value) => (value instanceof TupleStream ? tupleAt(value, position) : itemAt(value, position));
  }
  const condition = compiler.guarded(predicate);
  return (value, frame, run) => {
    if (value instanceof TupleStream) {
      const { tuples } = value;
      run.spend(tuples.length);
      const kept = new TupleStream();
      kept.tuples = selectItems(tuples, run, (tuple) => condition(tuple.get('@'), tupleFrame(tuple, frame), run));
      return kept;
    }
    const items = isArray(value) ? value : [value];
    run.spend(items.length);
    const selected = newSequence();
    for (const item of selectItems(items, run, (item) => condition(item, frame, run))) selected.push(item);
    return selected;
  };
}

function itemAt(value: Value, position: number): Value {
  const items = isArray(value) ? value : [value];
  const item = items[position < 0 ? items.length + position : position];
  if (isArray(item)) return item;
  return item === undefined ? newSequence() : sequenceOf(item);
}

function tupleAt(stream: TupleStream, position: number): TupleStream {
  const result = new TupleStream();
  const tuple: Tuple | undefined = stream.tuples[position < 0 ? stream.tuples.length + position : position];
  if (tuple !== undefined) result.tuples.push(tuple);
  return result;
}

function selectItems<Item>(items: readonly Item[], run: Evaluation, evaluate: (item: Item) => Value): Item[] {
  const selected: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const outcome = evaluate(item);
    if (typeof outcome === 'boolean') {
      if (outcome) selected.push(item);
      continue;
    }
    const positions = isNumeric(outcome) ? [outcome] : outcome;
    if (isArray(positions)) run.readList(positions.length);
    if (isArrayOfNumbers(positions)) {
      for (const position of positions) {
        const floor = Math.floor(position);
        if ((floor < 0 ? items.length + floor : floor) === index) selected.push(item);
      }
      run.holdItems(selected.length);
    } else if (isTrue(outcome)) selected.push(item);
  }
  return selected;
}
