/** A line of control through the states: the execution's, a Parallel branch's or an item's. It goes on when it is its turn. */
export interface Strand {
  readonly children: Strand[];
  ended: boolean;
  /** The state it stands in, for the event that says that it was cut short. */
  inside: { readonly type: string; readonly event: number } | undefined;
  /** Ends it where it stands still. */
  abandon: (() => void) | undefined;
}

/** A line of control that has not begun. */
export function strand(): Strand {
  return { children: [], ended: false, inside: undefined, abandon: undefined };
}

/** How a branch or an item ended, as far as the others care. */
export interface StrandEnd {
  readonly failed: boolean;
  /** Whether the execution ends by it, whatever stands around. */
  readonly terminal: boolean;
}

/** Branches or items that go on side by side. */
export interface Company<End extends StrandEnd> {
  readonly length: number;
  /** How many of them may be under way at once. */
  readonly concurrency: number;
  readonly begin: (index: number) => void;
  readonly run: (index: number, own: Strand) => Promise<End>;
}

interface Standing {
  readonly strand: Strand;
  readonly go: () => void;
}

interface Sleeping extends Standing {
  readonly at: number;
}

interface Promised extends Standing {
  readonly settled: Promise<unknown>;
}

/** What those throw that were cut short: it is nobody's error. */
const CUT_SHORT = Symbol('cut short');

/** Tells what was thrown because a sibling failed. */
export function isCutShort(thrown: unknown): boolean {
  return thrown === CUT_SHORT;
}

/**
 * Lets branches and items go on one state at a time, in the order in which the engine here lets them: one with company gives way behind each state; delays pass
 * when nobody else can go on.
 */
export class Turns {
  private line: Standing[] = [];
  private sleeping: Sleeping[] = [];
  private promised: Promised[] = [];

  /** @param checkTime throws where the time has passed that the execution has */
  constructor(
    private readonly clock: { now: number },
    private readonly checkTime: () => void,
  ) {}

  /** Whether nobody else is under way. */
  get alone(): boolean {
    return this.line.length + this.sleeping.length + this.promised.length === 0;
  }

  /** Lets those go on that are ready. */
  async giveWay(own: Strand): Promise<void> {
    if (this.line.length > 0) await this.stand(own, (standing) => this.line.push(standing));
  }

  /** Goes on after so many milliseconds of virtual time. */
  async sleep(own: Strand, milliseconds: number): Promise<void> {
    const at = this.clock.now + milliseconds;
    if (this.alone) this.clock.now = at;
    else await this.stand(own, (standing) => this.sleeping.push({ ...standing, at }));
    this.checkTime();
  }

  /** Goes on when a promise has settled, and those have gone on that could. */
  async settles<Value>(own: Strand, promise: Promise<Value>): Promise<Value> {
    const settled = promise.catch(() => undefined);
    if (!this.alone) await this.stand(own, (standing) => this.promised.push({ ...standing, settled }));
    return promise;
  }

  /** Runs branches or items until all have succeeded or one has failed, and cuts the others short; gives the one that failed. */
  company<End extends StrandEnd>(own: Strand, { length, concurrency, begin, run }: Company<End>): Promise<End | undefined> {
    if (length === 0) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      let [started, left, over] = [0, length, false];
      own.abandon = () => reject(CUT_SHORT);
      const wake = (end: End | undefined): void => {
        over = true;
        const standing = { strand: own, go: () => resolve(end) };
        if (end?.terminal) this.line.unshift(standing);
        else this.line.push(standing);
      };
      const ended = (child: Strand, end: End): void => {
        child.ended = true;
        if (!over && end.failed) wake(end);
        else if (!over && --left === 0) wake(undefined);
        else if (!over && started < length) start();
        this.passOn();
      };
      const start = (): void => {
        const child = strand();
        const index = started++;
        own.children.push(child);
        begin(index);
        const go = (): void => {
          run(index, child).then(
            (end) => ended(child, end),
            (thrown: unknown) => {
              if (thrown !== CUT_SHORT) reject(thrown);
            },
          );
        };
        this.line.push({ strand: child, go });
      };
      while (started < Math.min(length, concurrency)) start();
      this.passOn();
    });
  }

  /** Ends a line of control and those below it. */
  cutShort(own: Strand): void {
    own.ended = true;
    const others = ({ strand: standing }: Standing): boolean => standing !== own;
    this.line = this.line.filter(others);
    this.sleeping = this.sleeping.filter(others);
    this.promised = this.promised.filter(others);
    own.abandon?.();
    for (const child of own.children) if (!child.ended) this.cutShort(child);
  }

  private stand(own: Strand, put: (standing: Standing) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      own.abandon = () => reject(CUT_SHORT);
      put({ strand: own, go: resolve });
      this.passOn();
    });
  }

  private passOn(): void {
    const next = this.line.shift();
    if (next !== undefined) next.go();
    else if (this.promised.length > 0) void this.passOnSettled();
    else {
      const [first] = [...this.sleeping].sort((one, other) => one.at - other.at);
      if (first === undefined) return;
      this.sleeping = this.sleeping.filter((each) => each !== first);
      this.clock.now = Math.max(this.clock.now, first.at);
      first.go();
    }
  }

  private async passOnSettled(): Promise<void> {
    const first = await Promise.race(this.promised.map((each) => each.settled.then(() => each)));
    this.promised = this.promised.filter((each) => each !== first);
    first.go();
  }
}
