import type { EnumeratedPath, PathStep } from '../../../testing';

/** A way through a group that an execution should go: to its end, or as far as a group inside of it. */
export interface GroupWay {
  /** The Map or Parallel around the group, and the branch; undefined at the top. */
  readonly around: { readonly state: string; readonly branch: number | undefined } | undefined;
  readonly steps: readonly PathStep[];
  /** Undefined where the way goes on inside of its last step. */
  readonly end: EnumeratedPath['end'] | undefined;
}

/** A way through a machine: that of the outermost group first. */
export type WantedWay = readonly GroupWay[];
