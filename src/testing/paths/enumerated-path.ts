import type { ChoiceRule } from '../../asl';

/** What makes a state go one way. */
export type PathCause =
  /** It does its work: a task answers, a Wait is over, branches and items succeed. */
  | { readonly kind: 'succeeds' }
  /** Its work fails in every attempt with an error that this catcher is the first to take. */
  | { readonly kind: 'fails'; readonly error: string; readonly attempts: number }
  /** A rule holds, and none of those before it; without a rule, none of them all: it takes Default, or fails where there is none. */
  | { readonly kind: 'chooses'; readonly holds: ChoiceRule | undefined; readonly fails: readonly ChoiceRule[] };

/** One visit on a path, and where it goes. */
export interface PathStep {
  readonly state: string;
  /** JSON pointer of the field that says so: `/States/Ship/Catch/0/Next`; undefined at the end of the path. */
  readonly transition: string | undefined;
  readonly cause: PathCause;
}

/** A way through a group of states, from its first state to an end. */
export interface EnumeratedPath {
  readonly steps: readonly PathStep[];
  /** `never`: no way leads from its last state to an end. */
  readonly end: 'SUCCEEDED' | 'FAILED' | 'never';
  /** The path in words, to name a test after. */
  readonly title: string;
}

/** The paths through one group of states: the machine's, an item processor's or a branch's. */
export interface GroupPaths {
  /** JSON pointer of the group; empty for the machine's own. */
  readonly group: string;
  /** Name of the Map or Parallel around it. */
  readonly around: string | undefined;
  readonly paths: readonly EnumeratedPath[];
}

/** Paths that cover a definition. */
export interface EnumeratedPaths {
  readonly groups: readonly GroupPaths[];
  /**
   * Transitions that no path can take: of states never reached, of catchers behind others that take all their errors, of catchers of a Map or Parallel
   * for errors that nothing within it makes, of rules that contradict what is known of the data before them.
   */
  readonly unreachable: readonly string[];
}
