import { NativeFunction } from '../apply';
import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { setValue, type Value } from '../values';
import { execSafely, type SafeRegex, type SafeRegexMatch, safeRegex } from './safe-regex';

/** A regular expression as a value: a function that finds its first match in a string. */
export class RegexFunction extends NativeFunction {
  readonly regex: SafeRegex;

  constructor(
    regex: RegExp,
    readonly position: number | undefined,
  ) {
    super('', 2, undefined, ([text, from], run) =>
      this.matchValue(typeof text === 'string' ? text : String(text), typeof from === 'number' ? from : 0, run),
    );
    this.regex = safeRegex(regex);
  }

  override get isRegex(): boolean {
    return true;
  }

  /** Finds the first match at or after a position. */
  find(text: string, from: number, run: Evaluation): SafeRegexMatch | undefined {
    return execSafely(this.regex, text, from, run);
  }

  /** Finds the match after another; one of no characters would never get on. */
  findNext(text: string, previous: SafeRegexMatch, run: Evaluation): SafeRegexMatch | undefined {
    if (previous.end >= text.length) return undefined;
    const next = this.find(text, previous.end, run);
    if (next !== undefined && next.match === '') {
      throw new JsonataError('D1004', { position: this.position, value: this.regex.native.source });
    }
    return next;
  }

  private matchValue(text: string, from: number, run: Evaluation): Value {
    const match = this.find(text, from, run);
    return match === undefined ? undefined : this.describe(text, match);
  }

  /** A match as expressions see it when they call the function themselves. */
  private describe(text: string, match: SafeRegexMatch): Value {
    const value: Record<string, Value> = {};
    setValue(value, 'match', match.match);
    setValue(value, 'start', match.start);
    setValue(value, 'end', match.end);
    setValue(value, 'groups', match.groups);
    setValue(
      value,
      'next',
      new NativeFunction('', 0, undefined, (_args, run) => {
        run.dirty = true;
        const next = this.findNext(text, match, run);
        return next === undefined ? undefined : this.describe(text, next);
      }),
    );
    return value;
  }
}
