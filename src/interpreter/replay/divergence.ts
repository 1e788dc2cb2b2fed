import type { BranchStep } from '../tasks/task-call';

/** The first place where a replayed execution leaves the recorded one. */
export interface ReplayDivergence {
  /** The recorded event that did not happen, or not so: of the child execution's history where `branch` leads into a distributed Map. */
  readonly eventId: number;
  /** The state it belongs to, when it belongs to one. */
  readonly state: string | undefined;
  /** Enclosing Map iterations and Parallel branches, outermost first. */
  readonly branch: readonly BranchStep[];
  /** What differs, where it is data: `input/order/total`; `after` where it is time. */
  readonly place: string | undefined;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
  /** All of it in one sentence for a person. */
  readonly message: string;
}

/** Words a divergence. */
export function divergence(parts: Omit<ReplayDivergence, 'message'>): ReplayDivergence {
  const { eventId, state, branch, place, expected, got, hint } = parts;
  const inside = branch.map(
    (step) => ` in ${step.branch === undefined ? `item ${step.index}` : `branch ${step.index}`} of "${step.state}"`,
  );
  const where = `${state === undefined ? '' : ` at state "${state}"`}${inside.reverse().join('')}`;
  const what = place === undefined ? '' : place === 'after' ? ' after' : ` ${place}:`;
  return { ...parts, message: `The replay diverges at event ${eventId}${where}:${what} expected ${expected}, got ${got}. Hint: ${hint}` };
}
