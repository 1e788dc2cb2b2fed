/** How long the definition lets something last, and until when: counted from the recorded event that began it. */
export interface Timing {
  readonly kind: 'wait' | 'retry' | 'deadline';
  /** Milliseconds. */
  readonly lasts: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Whether `lasts` is the most that there may be: the delay is drawn at random. */
  readonly atMost: boolean;
}
