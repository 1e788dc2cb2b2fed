import type { Compiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { type Frame, tupleFrame } from '../frame';
import { JsonataError } from '../jsonata-error';
import { mergeSort } from '../merge-sort';
import type { SyntaxNode } from '../syntax-tree';
import type { Tuple, Value } from '../values';

/** Sorts anything whose items have a context value and a frame. */
type Sorter = <Item>(
  items: readonly Item[],
  contextOf: (item: Item) => Value,
  frameOf: (item: Item) => Frame,
  run: Evaluation,
) => readonly Item[];

/** `^(…)` over plain items. */
export function compileSortStep(
  node: SyntaxNode,
  compiler: Compiler,
): (items: readonly Value[], frame: Frame, run: Evaluation) => readonly Value[] {
  const sorter = compileSorter(node, compiler);
  return (items, frame, run) =>
    sorter(
      items,
      (item) => item,
      () => frame,
      run,
    );
}

/** `^(…)` over tuples, whose bindings the terms may use. */
export function compileTupleSort(
  node: SyntaxNode,
  compiler: Compiler,
): (tuples: readonly Tuple[], frame: Frame, run: Evaluation) => readonly Tuple[] {
  const sorter = compileSorter(node, compiler);
  return (tuples, frame, run) =>
    sorter(
      tuples,
      (tuple) => tuple.get('@'),
      (tuple) => tupleFrame(tuple, frame),
      run,
    );
}

function compileSorter(node: SyntaxNode, compiler: Compiler): Sorter {
  const terms = (node.terms ?? []).map((term) => ({ descending: term.descending, closure: compiler.guarded(term.expression) }));
  return (items, contextOf, frameOf, run) =>
    mergeSort(
      items,
      (left, right) => {
        for (const { descending, closure } of terms) {
          const a = closure(contextOf(left), frameOf(left), run);
          const b = closure(contextOf(right), frameOf(right), run);
          if (typeof a === 'string') run.readText(a);
          const order = compareTerms(a, b, descending, node.position);
          if (order !== 0) return order > 0;
        }
        return false;
      },
      run,
    );
}

/** Negative when the left one comes first. Nothing comes last, in either direction. */
function compareTerms(left: Value, right: Value, descending: boolean, position: number | undefined): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isSortable(left) || !isSortable(right)) throw new JsonataError('T2008', { position, value: isSortable(left) ? right : left });
  if (typeof left !== typeof right) throw new JsonataError('T2007', { position, value: left, value2: right });
  if (left === right) return 0;
  return left < right === descending ? 1 : -1;
}

function isSortable(value: Value): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
