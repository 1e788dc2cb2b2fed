import type { Random } from './scope';

/** Randomness that a seed decides (mulberry32): jitter, ids and random functions are the same in every run of that seed. */
export class SeededRandom implements Random {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.trunc(seed) ^ 0x9e3779b9) >>> 0;
  }

  /** One that goes on as this one does, and leaves it alone. */
  copy(): SeededRandom {
    const copy = new SeededRandom(0);
    copy.state = this.state;
    return copy;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  uuid(): string {
    const variant = (this.word() & 0x3fff) | 0x8000;
    const hex = (): string => hexOf(this.word());
    return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-${hexOf(variant)}-${hex()}${hex()}${hex()}`;
  }

  private word(): number {
    return Math.floor(this.next() * 0x10000);
  }
}

/** Bytes in hexadecimal: ids are made by the thousand. */
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(word: number): string {
  return `${BYTES[word >> 8]}${BYTES[word & 0xff]}`;
}
