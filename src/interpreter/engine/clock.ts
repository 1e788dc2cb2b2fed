/** A timer of virtual time. */
export interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly fire: () => void;
  cancelled: boolean;
}

/** Virtual time as a heap of timers: waiting is free, ties fire in the order in which they were set. */
export class VirtualClock {
  private readonly heap: Timer[] = [];
  private sequence = 0;

  constructor(public now: number) {}

  /** Calls `fire` when time reaches `at` (milliseconds since the epoch). */
  set(at: number, fire: () => void): Timer {
    const timer: Timer = { at, sequence: this.sequence++, fire, cancelled: false };
    this.heap.push(timer);
    this.siftUp(this.heap.length - 1);
    return timer;
  }

  /** Time of the next timer, or undefined when none is set. */
  nextAt(): number | undefined {
    this.dropCancelled();
    return this.heap[0]?.at;
  }

  /** Takes the next timer off the heap and moves time to it. */
  takeNext(): Timer | undefined {
    this.dropCancelled();
    const timer = this.heap[0];
    if (timer === undefined) return undefined;
    this.removeTop();
    if (timer.at > this.now) this.now = timer.at;
    return timer;
  }

  private dropCancelled(): void {
    while (this.heap[0]?.cancelled) this.removeTop();
  }

  private removeTop(): void {
    const last = this.heap.pop()!;
    if (this.heap.length === 0) return;
    this.heap[0] = last;
    this.siftDown(0);
  }

  private siftUp(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(this.heap[index]!, this.heap[parent]!)) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  private siftDown(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      let least = index;
      if (left < this.heap.length && before(this.heap[left]!, this.heap[least]!)) least = left;
      if (left + 1 < this.heap.length && before(this.heap[left + 1]!, this.heap[least]!)) least = left + 1;
      if (least === index) return;
      this.swap(index, least);
      index = least;
    }
  }

  private swap(one: number, other: number): void {
    const kept = this.heap[one]!;
    this.heap[one] = this.heap[other]!;
    this.heap[other] = kept;
  }
}

function before(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.sequence < other.sequence);
}
