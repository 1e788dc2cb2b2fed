import type { Closure, Compiler, Refinement } from '../compiler';
import type { Evaluation } from '../evaluation';
import { type Frame, tupleFrame } from '../frame';
import { INTERNAL, JsonataError } from '../jsonata-error';
import { normalize } from '../sequences';
import type { PathNode, Stage, SyntaxNode } from '../syntax-tree';
import { isArray, newSequence, type Sequence, sequenceOf, type Tuple, TupleStream, type Value } from '../values';
import { type CompiledStep, compileStep, itemsOf, keepSingletonOf, runStep } from './path';
import { compileTupleSort } from './sort';
import { isAbsolute } from './states-field';

/** A step once the path carries tuples. */
type TupleStep = (items: readonly Value[], stream: TupleStream | undefined, frame: Frame, run: Evaluation) => TupleStream;

/** A path with `@$x`, `#$i` or `%`: from the first such step on it carries bindings beside its items. */
export function compileTuplePath(node: PathNode, compiler: Compiler): Closure {
  const { steps: nodes } = node;
  // An array constructor at the start is evaluated once, as a whole; what is bound to it is lost.
  const firstTuple = Math.max(
    nodes.findIndex((step) => step.tuple === true),
    nodes[0]!.consarray === true ? 1 : 0,
  );
  const plain = nodes.slice(0, firstTuple).map((step, index) => compileStep(step, index === 0, compiler));
  const tupleSteps = nodes.slice(firstTuple).map((step, index) => compileTupleStep(step, firstTuple + index === 0, compiler));
  const group = node.group === undefined ? undefined : compiler.group(node.group);
  const absolute = isAbsolute(nodes[0]!);

  return (input, frame, run) => {
    let items: Value = isArray(input) && !absolute ? input : sequenceOf(input);
    let ended = false;
    for (let i = 0; i < plain.length && !ended; i++) {
      const found = runPlainStep(plain[i]!, i, itemsOf(items), frame, run);
      ended = (found === undefined || (isArray(found) && found.length === 0)) && plain[i]!.node.tuple !== true;
      // `[…]@$x` goes on with the items that it started from.
      if (ended || plain[i]!.node.focus === undefined) items = found;
    }
    let result: Value = items;
    if (!ended) {
      // A grouping may have made one object of the items: the library breaks on it, and gives no code.
      if (!isArray(items)) throw new JsonataError(INTERNAL);
      let stream: TupleStream | undefined;
      for (const step of tupleSteps) stream = step(items, stream, frame, run);
      const found = stream ?? new TupleStream();
      if (group !== undefined) return normalize(group(found, frame, run), node.keepArray === true);
      result = node.tuple === true ? found : itemsOfTuples(found);
    } else if (group !== undefined) return normalize(group(result, frame, run), node.keepArray === true);
    if (node.keepSingletonArray === true) result = keepSingletonOf(result);
    return normalize(result, node.keepArray === true);
  };
}

/** A step before the first tuple. */
function runPlainStep(step: CompiledStep, index: number, items: readonly Value[], frame: Frame, run: Evaluation): Value {
  const isConstructor = index === 0 && step.node.consarray === true;
  return isConstructor ? step.closure(items, frame, run) : runStep(step, items, frame, run, false);
}

function itemsOfTuples(stream: TupleStream): Sequence {
  const items = newSequence();
  for (const tuple of stream.tuples) items.push(tuple.get('@'));
  return items;
}

function compileTupleStep(node: SyntaxNode, first: boolean, compiler: Compiler): TupleStep {
  const stages = (node.stages ?? []).map((stage) => compileTupleStage(stage, compiler));
  const body = node.type === 'sort' ? compileSortedTuples(node, compiler) : compileExpandedTuples(node, first, compiler);
  return (items, stream, frame, run) => {
    let result = body(items, stream, frame, run);
    for (const stage of stages) result = stage(result, frame, run) as TupleStream;
    return result;
  };
}

function compileTupleStage(stage: Stage, compiler: Compiler): Refinement {
  if (stage.type === 'filter') return compiler.filter(stage.expr);
  const name = stage.value;
  return (value) => {
    (value as TupleStream).tuples.forEach((tuple, index) => {
      tuple.set(name, index);
    });
    return value;
  };
}

function compileSortedTuples(node: SyntaxNode, compiler: Compiler): TupleStep {
  const sort = compileTupleSort(node, compiler);
  const { index: indexName } = node;
  return (items, stream, frame, run) => {
    const sorted = new TupleStream();
    sorted.tuples = [...sort(stream?.tuples ?? items.map(tupleOf), frame, run)];
    if (stream === undefined && indexName !== undefined) {
      sorted.tuples.forEach((tuple, index) => {
        tuple.set(indexName, index);
      });
    }
    return sorted;
  };
}

function compileExpandedTuples(node: SyntaxNode, first: boolean, compiler: Compiler): TupleStep {
  const closure = first ? compiler.compile(node) : compiler.guarded(node);
  return (items, stream, frame, run) => {
    const result = new TupleStream();
    for (const tuple of stream?.tuples ?? items.map(tupleOf)) {
      run.spend(1);
      const found = closure(tuple.get('@'), tupleFrame(tuple, frame), run);
      if (found === undefined) continue;
      if (found instanceof TupleStream) for (const inner of found.tuples) result.tuples.push(new Map([...tuple, ...inner]));
      else {
        (isArray(found) ? found : [found]).forEach((item, index) => {
          result.tuples.push(bind(node, tuple, item, index));
        });
      }
      run.holdItems(result.tuples.length);
    }
    return result;
  };
}

function tupleOf(item: Value): Tuple {
  return new Map([['@', item]]);
}

/** The tuple of one item that a step found: with its name, its position and the item it came from, as far as asked for. */
function bind(node: SyntaxNode, from: Tuple, item: Value, index: number): Tuple {
  const tuple: Tuple = new Map(from);
  if (node.focus === undefined) tuple.set('@', item);
  else tuple.set(node.focus, item);
  if (node.index !== undefined) tuple.set(node.index, index);
  if (node.ancestor !== undefined) tuple.set(node.ancestor.label, from.get('@'));
  return tuple;
}
