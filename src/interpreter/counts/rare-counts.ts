import type { CountedState } from './counted-state';

/** What happens in few executions, counted in maps. */
export class RareCounts {
  /** By state, how many visits were run again this often: at [1] those that were once. */
  readonly again = new Map<CountedState, number[]>();
  /** By the slot of a catcher, the errors that it took. */
  readonly catches = new Map<number, Map<string | undefined, number>>();
  /** By the slot of a rule, how often it failed; by the slot of a Default that there is not, how often it was missed. */
  readonly failedRules = new Map<number, number>();
  /** By the slot of a way, how often it was chosen and not taken, since the output could not be made or was too large. */
  readonly lostWays = new Map<number, number>();

  /** A visit was run again: for the `times`th time. */
  ranAgain(state: CountedState, times: number): void {
    const visits = made(this.again, state, () => []);
    visits[times] = (visits[times] ?? 0) + 1;
    if (times > 1) visits[times - 1]!--;
  }

  /** A catcher took an error: by -1 when nothing came of it. */
  caught(slot: number, error: string | undefined, by: 1 | -1): void {
    countIn(
      made(this.catches, slot, () => new Map()),
      error,
      by,
    );
  }

  ruleFailed(slot: number): void {
    countIn(this.failedRules, slot, 1);
  }

  wayLost(slot: number): void {
    countIn(this.lostWays, slot, 1);
  }
}

function made<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}

function countIn<Key>(numbers: Map<Key, number>, key: Key, by: number): void {
  numbers.set(key, (numbers.get(key) ?? 0) + by);
}
