import type { EvaluationScope } from '../scope';
import { JsonataError } from './jsonata-error';
import type { Value } from './values';

/** How much one evaluation may use. */
export interface EvaluationLimits {
  /** Loop rounds and calls, the deterministic stand-in for the service's one second. */
  readonly steps: number;
  /** How deep evaluation may nest. */
  readonly depth: number;
  /** Bytes one value may hold, a number counting as eight and a character as one. */
  readonly memory: number;
}

/**
 * What Step Functions allows, as measured by others with TestState: an evaluation nests 100 levels (`1+1+…` of 100 terms), `[1..873782]` is
 * the longest range. Time cannot be measured without giving up determinism, so steps stand for it.
 */
export const SERVICE_LIMITS: EvaluationLimits = { steps: 10_000_000, depth: 100, memory: 873_782 * 8 };

/** Characters that are gone through in the time of a step. Steps are counted in such parts: a count that is always whole is quicker to keep. */
export const PARTS_A_STEP = 16;
/** Work of the engine's regular expressions that no step pays for: it is over in less than a second. */
const UNMETERED_WORK = 3e8;
/** What an item of a list that is gone through costs. */
const PARTS_AN_ITEM = 2;
/** What reading a field of an item costs. */
const PARTS_A_FIELD_READ = 8;
/** What a field of an object that is made costs. */
const STEPS_A_FIELD = 2;

export const OUT_OF_TIME = 'Expression evaluation timeout: Check for infinite loop';
export const OUT_OF_STACK = 'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive';
export const OUT_OF_MEMORY = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';

/** One evaluation under way: what it may read, and what it may still use. */
export class Evaluation {
  /** Depth of the call site of the lambda that is running; nodes know their own depth below it. */
  base = 0;
  /** Set when the result may hold something that is not plain JSON below its top level. */
  dirty = false;
  /** What is left to spend, in parts of a step. */
  parts: number;
  private unmetered = UNMETERED_WORK;

  constructor(
    readonly scope: EvaluationScope,
    readonly limits: EvaluationLimits,
    /** `$$`: the input document, which Step Functions does not have. */
    readonly root: Value,
  ) {
    this.parts = Math.floor(limits.steps * PARTS_A_STEP);
  }

  /** Pays for work done in a loop. */
  spend(steps: number): void {
    this.pay(steps * PARTS_A_STEP);
  }

  /** Pays for going through so many characters, which is quicker than a round of a loop for each. */
  readCharacters(count: number): void {
    this.pay(count);
  }

  /** Pays for going once through a text, unless it is a short one. */
  readText(text: string): void {
    if (text.length >= PARTS_A_STEP) this.pay(text.length);
  }

  /** Pays for going once through a list by the engine's own means. */
  readList(length: number): void {
    if (length * PARTS_AN_ITEM >= PARTS_A_STEP) this.pay(length * PARTS_AN_ITEM);
  }

  /** As {@link readList}, where many short lists may be gone through for one step of the expression. */
  readItems(length: number): void {
    this.pay((length + 1) * PARTS_A_FIELD_READ);
  }

  /** Pays for making a list, each item a quarter of a step. */
  makeItems(length: number): void {
    this.pay(PARTS_A_STEP + length * (PARTS_A_STEP / 4));
  }

  /** Pays for fields that are set in an object of its own, which takes the time and the memory of many items. */
  makeFields(count: number): void {
    this.spend(1 + count * STEPS_A_FIELD);
  }

  /** Steps that were spent so far. */
  get used(): number {
    // What could not be counted used all there was.
    return this.parts >= 0 ? this.limits.steps - this.parts * (1 / PARTS_A_STEP) : this.limits.steps;
  }

  private pay(parts: number): void {
    this.parts -= parts;
    // Not `< 0`: a value that is not a number would lift the bound for good.
    if (!(this.parts >= 0)) throw new JsonataError('U1001', { text: OUT_OF_TIME });
  }

  /**
   * Whether so much work, as the worst case of a regular expression has it, may be left to the engine, which says nothing of what it really took.
   * An evaluation has an allowance of it; beyond, its patterns run where each step is paid for.
   */
  mayRunUnmetered(work: number): boolean {
    if (work > this.unmetered) return false;
    this.unmetered -= work;
    return true;
  }

  /** Refuses to nest deeper than the limit, `depth` levels below the call site. */
  reach(depth: number): void {
    if (this.base + depth > this.limits.depth) throw new JsonataError('U1001', { text: OUT_OF_STACK });
  }

  /** Refuses an array of more items than memory allows. */
  holdItems(count: number): void {
    if (!(count * 8 <= this.limits.memory)) throw new JsonataError('U1001', { text: OUT_OF_MEMORY });
  }

  /** Refuses a string longer than memory allows; gives it back otherwise. */
  holdText(text: string): string {
    this.holdLength(text.length);
    return text;
  }

  holdLength(characters: number): void {
    if (!(characters <= this.limits.memory)) throw new JsonataError('U1001', { text: OUT_OF_MEMORY });
  }
}
