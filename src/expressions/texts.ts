import { expressionOf } from './expression-value';
import { call, type Operand, withoutDefault } from './operators';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import type { Expression, Ref } from './types/expression';

/** The text in capital letters. JSONata only. */
export function upper(text: Operand<string>): Expression<string> {
  return expressionOf(call('upper', [text], arguments));
}

/** The text in small letters. JSONata only. */
export function lower(text: Operand<string>): Expression<string> {
  return expressionOf(call('lower', [text], arguments));
}

/** The text without white space at its ends. JSONata only. */
export function trim(text: Operand<string>): Expression<string> {
  return expressionOf(call('trim', [text], arguments));
}

/** The number of characters, where a character outside the basic plane counts as one. JSONata only. */
export function textLength(text: Operand<string>): Expression<number> {
  return expressionOf(call('textLength', [text], arguments));
}

/** A number of characters of a text, from a position on, the first being 0. Without a number: all the rest. JSONata only. */
export function substring(text: Operand<string>, from: Operand<number>, length?: Operand<number>): Expression<string>;
export function substring(...operands: readonly unknown[]): Expression<string> {
  requireAtMost('substring()', 3, operands);
  return expressionOf(call('substring', withoutDefault(operands, 2)));
}

/** The text with every occurrence replaced, letter by letter. JSONata only. */
export function replaceText(text: Operand<string>, search: Operand<string>, replacement: Operand<string>): Expression<string> {
  return expressionOf(call('replaceText', [text, search, replacement], arguments));
}

/** Whether the text has this part. JSONata only. */
export function includesText(text: Operand<string>, part: Operand<string>): Expression<boolean> {
  return expressionOf(call('includesText', [text, part], arguments));
}

/** Whether the text begins with the other. JSONata only. */
export function startsWith(text: Operand<string>, start: Operand<string>): Expression<boolean> {
  return expressionOf(call('startsWith', [text, start], arguments));
}

/** Whether the text ends so. JSONata only. */
export function endsWith(text: Operand<string>, end: Operand<string>): Expression<boolean> {
  return expressionOf(call('endsWith', [text, end], arguments));
}

/** The pieces between the separators. JSONata only; both languages say `splitAny`. */
export function split(text: Operand<string>, separator: Operand<string>): Ref<string[]> {
  return reference(call('split', [text, separator], arguments));
}

/** The pieces between any of the characters, empty ones left out. */
export function splitAny(text: Operand<string>, characters: string): Ref<string[]> {
  return reference(call('splitAny', [text, characters], arguments));
}

/** The texts in one, with a separator in between. JSONata only. */
export function join(texts: Expression<readonly string[]>, separator: Operand<string>): Expression<string> {
  return expressionOf(call('join', [texts, separator], arguments));
}

/** The number that a text says. JSONata only. */
export function toNumber(text: Operand<string>): Expression<number> {
  return expressionOf(call('toNumber', [text], arguments));
}

/** The value as text; numbers with up to 15 digits. JSONata only; both languages say `format('{}', value)`. */
export function toText(value: Operand<string | number | boolean>): Expression<string> {
  return expressionOf(call('toText', [value], arguments));
}

/** Algorithms of `hash`. */
export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** The hash of a text, in hexadecimal digits. */
export function hash(text: Operand<string>, algorithm: HashAlgorithm = 'SHA-256'): Expression<string> {
  return expressionOf(call('hash', [text, algorithm], arguments));
}

/** The text in Base64. JSONata takes each character for one byte: give it text of ASCII characters. */
export function base64Encode(text: Operand<string>): Expression<string> {
  return expressionOf(call('base64Encode', [text], arguments));
}

/** The text that was put into Base64. JSONata gives one character for each byte: what is not ASCII comes out as something else. */
export function base64Decode(text: Operand<string>): Expression<string> {
  return expressionOf(call('base64Decode', [text], arguments));
}
