import type { Recorder } from '../history/recorder';
import type { CountedGroup, LeavingVisit } from './counted-state';
import { RareCounts } from './rare-counts';
import { zeros } from './slots';

/**
 * What states of an execution did, as numbers: those of its child executions at any depth included, which share it. What its history says, visits and ways out,
 * is read from there when somebody asks, and from that of a child when it ends, since few of those are kept. The rest is counted while it runs.
 */
export class Counts {
  /** One number each for what {@link StateSlots} says, as far as histories have been read. */
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
  private rarely: RareCounts | undefined;
  /** Histories of child executions that run. */
  private running: Set<Recorder> | undefined;

  constructor(
    { slotCount, zeros: whole = zeros(slotCount) }: CountedGroup,
    /** Of the execution itself. */
    private readonly history: Recorder,
  ) {
    this.slots = whole.slice();
  }

  /** What is counted in maps: made with the first, as they cost more than a short execution. */
  get rare(): RareCounts {
    this.rarely ??= new RareCounts();
    return this.rarely;
  }

  /** Counts one more of what a number counts. */
  add(slot: number): void {
    this.slots[slot] = (this.slots[slot] ?? 0) + 1;
  }

  /** A child execution runs, from its start or again. */
  childRuns(history: Recorder): void {
    this.running ??= new Set();
    this.running.add(history);
  }

  /** It has ended: its history may be dropped. */
  childEnded(history: Recorder): void {
    this.running?.delete(history);
    this.take(history);
  }

  /** Takes in what histories say by now. */
  readHistories(): void {
    this.take(this.history);
    for (const history of this.running ?? []) this.take(history);
  }

  /** A branch is about to leave its state by a catcher. */
  caught({ way, failure }: LeavingVisit): void {
    this.rare.caught(way.slot, failure?.error, 1);
  }

  /** A branch does not leave its state by the way that was chosen, if one was. */
  wayLost({ state, way, failure }: LeavingVisit): void {
    if (way === state.way) return;
    if (state.catchers.some((catcher) => catcher.way === way)) this.rare.caught(way.slot, failure?.error, -1);
    else this.rare.wayLost(way.slot);
  }

  private take(history: Recorder): void {
    const { slots } = this;
    history.newVisits(({ slot }) => {
      slots[slot]!++;
    });
  }
}
