import type { Compiler, NodeCompiler } from '../compiler';
import { STATES_READERS } from '../states-variable';
import type { PathNode, SyntaxNode, WordNode } from '../syntax-tree';
import { isFreeVariable } from './variable';

/** The type of a node that stands for `$states.field`: the parser knows nothing of it. */
export const STATES_FIELD = 'states-field';

/** Joins the first two steps of `$states.field…` into one, which reads that field of the scope and nothing else. */
export function withStatesField(path: PathNode, compiler: Compiler): PathNode {
  const [first, second, ...rest] = path.steps;
  if (first?.type !== 'variable' || first.value !== 'states' || !isFreeVariable('states', compiler)) return path;
  if (
    first.predicate !== undefined ||
    first.stages !== undefined ||
    first.keepArray === true ||
    first.tuple === true ||
    first.index !== undefined
  )
    return path;
  if (second?.type !== 'name' || second.tuple === true || second.ancestor !== undefined) return path;
  return { ...path, steps: [{ ...second, type: STATES_FIELD }, ...rest] };
}

/** A path from a variable does not depend on the context. */
export function isAbsolute(first: SyntaxNode): boolean {
  return first.type === 'variable' || first.type === STATES_FIELD;
}

/** Reads one field of `$states`. */
export const compileStatesField: NodeCompiler<WordNode> = (node) => {
  const field = node.value;
  const read = Object.hasOwn(STATES_READERS, field) ? STATES_READERS[field] : undefined;
  return read === undefined ? () => undefined : (_input, _frame, run) => read(run.scope);
};
