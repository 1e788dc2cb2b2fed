/** Reads decisions from a list of numbers, so that a shorter list of smaller numbers is a simpler program. */
export class Decoder {
  private place = 0;
  private names = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A number below the limit; the first of all once the list has come to its end. */
  below(limit: number): number {
    const given = this.numbers[this.place] ?? 0;
    this.place += 1;
    return given % limit;
  }

  /** One of the values. */
  one<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  chance(): boolean {
    return this.below(2) === 1;
  }

  /** A name that no other step of the program has. */
  name(kind: string): string {
    this.names += 1;
    return `${kind} ${this.names}`;
  }
}
