import type { ParsedSource } from './parse-source';

/** Keys that the files of a template give twice. CloudFormation takes the last one, which its pages call undefined. */
export interface Repeats {
  /** A sentence for each: the file, the key and its places. */
  readonly told: readonly string[];
  /** Keeps those of a text, and gives what was parsed back. */
  heard(parsed: ParsedSource, what: string): ParsedSource;
}

/** Repeats of no text so far. */
export function noRepeats(): Repeats {
  const told: string[] = [];
  return {
    told,
    heard: (parsed, what) => {
      told.push(...parsed.repeated.map((problem) => `${what}: ${problem}. CloudFormation takes the last one.`));
      return parsed;
    },
  };
}
