import type { ExpressionNode } from './node';
import { type RecordedRun, runText } from './run-text';
import { codeOf } from './taken-while-built';
import { type RunPlan, recorded, Thrown } from './tracking';

/** What JavaScript decided while a callback was called. */
export type Decision =
  /** Something else than its own place in the tree depends on whether an expression is there. */
  | { readonly by: 'presence'; readonly node: ExpressionNode }
  /** Something depends on whether two expressions are the same object, or on what kind of value JavaScript takes one for. */
  | { readonly by: 'identity' | 'kind'; readonly node: ExpressionNode }
  /** It gives something else each time it is called, at another time, or by chance. */
  | { readonly by: 'call' };

/** A callback that is called again in other circumstances. */
interface DecidingCallback {
  readonly text: string;
  otherwise?<Result>(chance: 'least' | 'most', run: () => Result): Result;
}

/** What JavaScript decided while a callback was called; undefined where it decided nothing. */
export function decidedBy(first: RecordedRun, callback: DecidingCallback, run: () => ExpressionNode): Decision | undefined {
  const { made } = first.record;
  const leaves = leavesOf(made);
  const decides = (plan: RunPlan) => differs(first, plan, run);
  const decision = (by: 'presence' | 'identity' | 'kind', place = -1): Decision | undefined => {
    const node = made[place];
    return node === undefined ? undefined : { by, node };
  };
  const all = new Set(leaves);
  const values = leaves.length === 0 ? [] : [...kindsAsked(callback.text), ...valuesCompared(callback.text)];
  const found =
    decision(
      'presence',
      leaves.find((leaf) => decides({ absent: new Set([leaf]) })),
    ) ??
    (leaves.length > 1 && decides({ absent: all }) ? decision('identity', leaves[0]) : undefined) ??
    (values.some((inTheirPlace) => decides({ absent: all, inTheirPlace })) ? decision('kind', leaves[0]) : undefined);
  if (made.some(({ kind }) => kind === 'lambda') && decides({ oftener: true })) return { by: 'call' };
  if ((['least', 'most'] as const).some((chance) => callback.otherwise?.(chance, () => decides({})) === true)) return { by: 'call' };
  // The last run is one like the first: what it leaves behind in variables of its author is what it says.
  return decides({}) ? { by: 'call' } : found;
}

/** Values that nobody writes. */
const standIns = { text: '\u0000drystep.absent', number: -7.770077e-77, list: Object.freeze([Object.freeze({})]) };

/** Values of the kinds by which a callback may tell an expression from others, by its text. */
function kindsAsked(text: string): readonly unknown[] {
  return [
    ...(/\btypeof\b|\bis(?:String|Number|NaN|Finite|Integer|SafeInteger)\b/.test(text)
      ? [standIns.text, standIns.number, Number.MAX_SAFE_INTEGER - 77, Number.NaN]
      : []),
    ...(/\binstanceof\b|\bisArray\b|\.\s*flat(?:Map)?\b/.test(text) ? [standIns.list] : []),
  ];
}

const comparison = /[=!]==?(?!=)|\bcase\b|\bObject\s*\.\s*is\b/;
const literal = /(['"`])((?:(?!\1)[^\\\n])*)\1|(?<![\w.$])(?:(true|false|null)|(-?\d[\w.]*(?:(?<=[eE])[+-]\d+)?))(?![\w$])/g;

/** More than any callback compares with. */
const mostCompared = 20;

/** The values that a callback may compare an expression with, by its text: were it one of them, it would be found equal. */
function valuesCompared(text: string): readonly unknown[] {
  if (!comparison.test(codeOf(text))) return [];
  const values = [...text.matchAll(literal)].map(([, , words, word, digits]) =>
    digits === undefined ? (words ?? JSON.parse(word!)) : Number(digits.replaceAll('_', '')),
  );
  return [...new Set<unknown>(values)].slice(0, mostCompared);
}

/** Whether a run by another plan gives something else; one that throws gives nothing. */
function differs(first: RecordedRun, plan: RunPlan, run: () => ExpressionNode): boolean {
  const absent = plan.absent ?? new Set();
  const { record, result } = recorded(plan, run);
  if (result instanceof Thrown) return false;
  return runText(first, absent, plan.inTheirPlace) !== runText({ record, result }, absent, plan.inTheirPlace);
}

/** The places of the expressions of which no field is read: what remains can be read without them. */
function leavesOf(made: readonly ExpressionNode[]): readonly number[] {
  const parents = new Set(made.flatMap((node) => (node.kind === 'field' || node.kind === 'index' ? [node.of] : [])));
  return made.flatMap((node, index) => (parents.has(node) ? [] : [index]));
}
