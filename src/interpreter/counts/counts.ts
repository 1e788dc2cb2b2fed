import type { Branch } from '../branch';
import type { PreparedGroup, PreparedState } from '../prepared';
import { zeros } from './slots';

/**
 * What states of an execution did, as numbers that are counted while it runs: those of its child executions at any depth included, which share it.
 * What happens rarely is kept in maps that are made when it first happens.
 */
export class Counts {
  /** One number each for what {@link StateSlots} says. An array of its own for each execution and its children. */
  readonly slots: number[];
  /** Child executions that were started. */
  children = 0;
  /** Those of them whose history is not kept. */
  withoutHistory = 0;
  /** Express child executions that have ended, and their time, each rounded up to 100 ms as it is billed. */
  expressChildren = 0;
  expressTenths = 0;
  /** Whether it, or a child of it, was redriven: attempts then begin anew in the same visit. */
  redriven = false;
  /** By state, how many visits were run again this often: at [1] those that were once. */
  again: Map<PreparedState, number[]> | undefined;
  /** By state, failures that a catcher took, by its number and their error. */
  caught: Map<PreparedState, Map<string | undefined, number>[]> | undefined;

  constructor({ slotCount, zeros: whole = zeros(slotCount) }: PreparedGroup) {
    this.slots = whole.slice();
  }

  /** A visit was run again: for the `times`th time. */
  ranAgain(state: PreparedState, times: number): void {
    this.again ??= new Map();
    let visits = this.again.get(state);
    if (visits === undefined) {
      visits = [];
      this.again.set(state, visits);
    }
    visits[times] = (visits[times] ?? 0) + 1;
    if (times > 1) visits[times - 1] = (visits[times - 1] as number) - 1;
  }

  /** A branch leaves its state by a catcher. */
  caughtBy({ state, failure }: Branch, catcher: number): void {
    this.caught ??= new Map();
    let catchers = this.caught.get(state);
    if (catchers === undefined) {
      catchers = state.catchers.map(() => new Map());
      this.caught.set(state, catchers);
    }
    const errors = catchers[catcher] as Map<string | undefined, number>;
    errors.set(failure?.error, (errors.get(failure?.error) ?? 0) + 1);
  }
}
