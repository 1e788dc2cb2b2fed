/** How the time of a server passes: as it does, by command only, or as it does with waits and retry delays left out. */
export type TimeMode = 'real' | 'virtual' | 'fast';

/** The one clock of all executions. */
export class ServerClock {
  /** Milliseconds since the epoch where time is virtual. */
  private stands: number;

  constructor(
    readonly mode: TimeMode,
    start: number,
  ) {
    this.stands = start;
  }

  get now(): number {
    return this.mode === 'virtual' ? this.stands : Date.now();
  }

  get date(): Date {
    return new Date(this.now);
  }

  /** Virtual time only. */
  moveTo(time: number): void {
    this.stands = Math.max(this.stands, time);
  }
}
