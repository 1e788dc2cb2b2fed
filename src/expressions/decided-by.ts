import type { ExpressionNode } from './node';
import { type Run, runText } from './run-text';
import { type CallbackRun, type RunPlan, recorded, Thrown } from './tracking';

/** What JavaScript decided while a callback was called. */
export type Decision =
  /** Something else than its own place in the tree depends on whether an expression is there. */
  | { readonly by: 'presence'; readonly node: ExpressionNode }
  /** Something depends on whether two expressions are the same object, or on what kind of value JavaScript takes one for. */
  | { readonly by: 'identity' | 'kind'; readonly node: ExpressionNode }
  /** It gives something else each time it is called. */
  | { readonly by: 'call' };

/** What JavaScript decided while a callback was called; undefined where it decided nothing. */
export function decidedBy(record: CallbackRun, result: ExpressionNode, text: string, run: () => ExpressionNode): Decision | undefined {
  const first: Run = { record, result };
  const leaves = leavesOf(record.made);
  const decides = (plan: RunPlan) => differs(first, plan, run);
  const decision = (by: 'presence' | 'identity' | 'kind', place = -1): Decision | undefined => {
    const node = record.made[place];
    return node === undefined ? undefined : { by, node };
  };
  const all = new Set(leaves);
  const found =
    decision(
      'presence',
      leaves.find((leaf) => decides({ absent: new Set([leaf]) })),
    ) ??
    (leaves.length > 1 && decides({ absent: all }) ? decision('identity', leaves[0]) : undefined) ??
    (kindsAsked(text).some((inTheirPlace) => decides({ absent: all, inTheirPlace })) ? decision('kind', leaves[0]) : undefined);
  if (record.made.some(({ kind }) => kind === 'lambda') && decides({ oftener: true })) return { by: 'call' };
  // The last run is one like the first: what it leaves behind in variables of its author is what it says.
  return decides({}) ? { by: 'call' } : found;
}

/** The kinds of values by which a callback may tell an expression from others, by its text. */
function kindsAsked(text: string): readonly NonNullable<RunPlan['inTheirPlace']>[] {
  return [
    ...(/\btypeof\b|\bis(?:String|Number)\b/.test(text) ? (['text', 'number'] as const) : []),
    ...(/\binstanceof\b|\bisArray\b|\.\s*flat(?:Map)?\b/.test(text) ? (['list'] as const) : []),
  ];
}

/** Whether a run by another plan gives something else; one that throws gives nothing. */
function differs(first: Run, plan: RunPlan, run: () => ExpressionNode): boolean {
  const absent = plan.absent ?? new Set();
  const { record, result } = recorded(plan, run);
  return !(result instanceof Thrown) && runText(first, absent) !== runText({ record, result }, absent);
}

/** The places of the expressions of which no field is read: what remains can be read without them. */
function leavesOf(made: readonly ExpressionNode[]): readonly number[] {
  const parents = new Set(made.flatMap((node) => (node.kind === 'field' || node.kind === 'index' ? [node.of] : [])));
  return made.flatMap((node, index) => (parents.has(node) ? [] : [index]));
}
