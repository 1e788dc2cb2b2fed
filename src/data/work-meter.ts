/** What an execution may not go beyond, for lack of anybody who would wait for it: thrown out of the evaluation that does. No error of the workflow. */
export class OutOfWork extends Error {
  constructor() {
    super('The expressions of an execution have taken more work than one may.');
    this.name = 'OutOfWork';
  }
}

/**
 * Adds up the work of all evaluations, in steps of JSONata. One evaluation has a bound of its own; thousands of them just below it would take hours. Whoever
 * runs an execution sets `most` while it runs.
 */
export const workMeter = {
  done: 0,
  most: Number.POSITIVE_INFINITY,
  /** Counts work that was done. Throws {@link OutOfWork} where it is more than may be. */
  spend(steps: number): void {
    this.done += steps;
    if (this.done > this.most) throw new OutOfWork();
  },
};
