import { type ArbitraryOf, type FastCheck, unbiased } from './fast-check';

/** What is done to some calls of one task: numbers that shrink to nothing. */
export interface Disturbance {
  /** Which task, among those of the machine. */
  readonly task: number;
  /** The first of its calls that this is about, as one of {@link BEGINNINGS}. */
  readonly from: number;
  /** How many calls of it, as one of {@link LENGTHS}. */
  readonly length: number;
  /** Which error the calls fail with; undefined: with none. */
  readonly error: number | undefined;
  /** Which other result they give, of those that drive a loop on; undefined: the one of the machine's mocks. */
  readonly result: number | undefined;
  /** Virtual time that they take, as one of {@link DELAYS}. */
  readonly delay: number;
  /** 1: a call that fails does its work first. */
  readonly done: number;
  /** 1: a call that takes time does its work at the end of it. */
  readonly late: number;
}

/** What becomes of the calls of one execution. */
export interface Plan {
  readonly disturbances: readonly Disturbance[];
  /** Which values of its input are others: see `steeredInput`. */
  readonly steering: readonly Steering[];
  /** 1: an Express execution is delivered twice, as the service may. */
  readonly twice: number;
}

/** One value of the input that is another one. */
export interface Steering {
  readonly site: number;
  readonly item: number;
  readonly value: number;
}

/** Milliseconds by which answers are late, so that branches end in another order, those with Waits and timeouts included. */
export const DELAYS = [0, 1, 1000, 60_000].flatMap((unit) => (unit === 0 ? [0] : [1, 2, 3, 4, 5].map((count) => count * unit)));

/** How many calls something lasts: as many as are written here, or as many as the retrier that takes the error allows, more or less. */
export const LENGTHS = [1, 2, 3, 'the retries', 'the retries and one', 10, 'for ever', 'for ever'] as const;

/** Most states are asked once, so that most disturbances begin with the first call. */
export const BEGINNINGS = [0, 0, 0, 0, 1, 2, 5] as const;

/** The arbitrary of plans for a machine with so many tasks. */
export function plans(fc: FastCheck, tasks: number, turns: number, express: boolean): ArbitraryOf<Plan> {
  const number = (max: number): ArbitraryOf<number> => unbiased(fc, fc.nat({ max }));
  return fc.record<Plan>({
    disturbances: fc.array(
      fc.record<Disturbance>({
        task: number(Math.max(0, tasks - 1)),
        from: number(BEGINNINGS.length - 1),
        length: number(LENGTHS.length - 1),
        error: fc.option(number(20), { nil: undefined, freq: 2 }),
        result: fc.option(number(20), { nil: undefined, freq: 3 }),
        delay: fc.nat({ max: DELAYS.length - 1 }),
        done: number(1),
        late: number(1),
      }),
      { maxLength: Math.min(turns, Math.max(4, tasks)) },
    ),
    steering: fc.array(fc.record<Steering>({ site: number(999), item: number(99), value: number(999) }), { maxLength: 2 }),
    twice: fc.nat({ max: express ? 1 : 0 }),
  });
}
