import { joinedByAnd, printable } from '../../asl';
import type { PathStep } from '../../testing';
import type { FoundTest } from './find-tests';

/** A title holds no more reasons than a person reads. */
const MOST_REASONS = 3;
/** The name that paths give to an error that nobody thought of. */
const ANY_ERROR = 'AnyError';

/** A title for each test, in words: `fails with Rejected when "Large?" goes to "Ask Manager" and "Ship" fails`. No two are the same. */
export function titlesOf(tests: readonly FoundTest[], targetOf: (step: PathStep) => string | undefined): readonly string[] {
  const given = new Map<string, number>();
  return tests.map((test) => {
    const title = printable(titleOf(test, targetOf));
    const before = given.get(title) ?? 0;
    given.set(title, before + 1);
    return before === 0 ? title : `${title} (${before + 1})`;
  });
}

function titleOf({ path, around, execution }: FoundTest, targetOf: (step: PathStep) => string | undefined): string {
  const reasons = path.steps.flatMap((step) => reasonFor(step, targetOf(step)));
  const shown = reasons.slice(-MOST_REASONS);
  const when = shown.length === 0 ? '' : ` when ${joinedByAnd(shown)}`;
  const inside = around === undefined ? '' : `in "${around}": `;
  const { error } = execution;
  const end = path.end === 'SUCCEEDED' ? 'succeeds' : around === undefined && error !== undefined ? `fails with ${error}` : 'fails';
  return `${inside}${end}${when}`;
}

function reasonFor({ state, cause }: PathStep, target: string | undefined): string[] {
  if (cause.kind === 'succeeds') return [];
  if (cause.kind === 'chooses') return [target === undefined ? `"${state}" finds no rule` : `"${state}" goes to "${target}"`];
  if (cause.error === 'States.Timeout') return [`"${state}" times out`];
  return [cause.error === ANY_ERROR ? `"${state}" fails` : `"${state}" fails with ${cause.error}`];
}
