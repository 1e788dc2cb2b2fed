import { BuilderError } from './builder-error';
import { expressionOf } from './expression-value';
import type { ExpressionNode } from './node';
import { call, type Operand } from './operators';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import { isProbing } from './tracking';
import type { Expression, Ref } from './types/expression';

/** A match of a regular expression. */
export interface RegexMatch {
  readonly match: string;
  readonly index: number;
  readonly groups: readonly string[];
}

/** Whether some part of the text is what the regular expression says. JSONata only; both languages say `matches`. */
export function regexTest(text: Operand<string>, pattern: RegExp): Expression<boolean> {
  requireAtMost('regexTest()', 2, arguments);
  return expressionOf(withPattern('regexTest', text, pattern));
}

/** Every match of a regular expression with the flag `g`, from the left. JSONata only. */
export function regexMatch(text: Operand<string>, pattern: RegExp): Ref<RegexMatch[]> {
  requireAtMost('regexMatch()', 2, arguments);
  if (isPattern(pattern) && !pattern.flags.includes('g'))
    throw regexRefusal(pattern, 'regexMatch gives every match, and the flag g is missing', 'add the flag: /a+/g.');
  return reference(withPattern('regexMatch', text, pattern));
}

/**
 * The text with the first match replaced, or with the flag `g` every match. In the replacement `$1` is what the first group matched, and `$$` a
 * dollar sign. JSONata only.
 *
 * @throws BuilderError for `$&` and its like, which only JavaScript knows
 */
export function regexReplace(text: Operand<string>, pattern: RegExp, replacement: string): Expression<string> {
  requireAtMost('regexReplace()', 3, arguments);
  if (typeof replacement === 'string' && /\$[&`'<]/.test(replacement.replaceAll('$$', '')))
    throw regexRefusal(
      pattern,
      `the replacement ${JSON.stringify(replacement)} has more than $1 and $$`,
      'put a group around what you need: $1.',
    );
  return expressionOf(withPattern('regexReplace', text, pattern, replacement));
}

function isPattern(pattern: unknown): pattern is RegExp {
  return Object.prototype.toString.call(pattern) === '[object RegExp]';
}

function withPattern(
  operator: 'regexTest' | 'regexMatch' | 'regexReplace',
  text: unknown,
  pattern: RegExp,
  ...more: readonly unknown[]
): ExpressionNode {
  if (!isPattern(pattern)) {
    if (isProbing()) return call(operator, [text, '', '', ...more]);
    throw regexRefusal(pattern, 'a regular expression is expected', 'write it as a literal: /a+/.');
  }
  const { source, flags } = pattern;
  const strange = /[^gim]/.exec(flags)?.[0];
  if (strange !== undefined) throw regexRefusal(pattern, `JSONata does not know the flag ${strange}`, 'use g, i and m only.');
  const unknown = /\(\?<[A-Za-z_$]|\\k<|\\[pP]\{/.exec(source.replaceAll('\\\\', ''))?.[0];
  if (unknown !== undefined)
    throw regexRefusal(
      pattern,
      `JSONata does not know named groups and classes of Unicode (${unknown})`,
      'use numbered groups and classes such as [a-z].',
    );
  if (new RegExp(source, flags.replace('g', '')).test(''))
    throw regexRefusal(
      pattern,
      'it matches the empty text, which JSONata refuses at run time',
      'let it match at least one character: /a+/ for /a*/.',
    );
  return call(operator, [text, source, flags, ...more]);
}

function regexRefusal(pattern: unknown, what: string, hint: string): BuilderError {
  return new BuilderError({ code: 'REGEX_INVALID', message: `Of the regular expression ${String(pattern)}: ${what}.`, hint });
}
