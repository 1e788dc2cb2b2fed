import { expressionOf } from './expression-value';
import { call, type Operand, withoutDefault } from './operators';
import { reference } from './reference';
import type { Expression, Ref } from './types/expression';

/** The text in capital letters. JSONata only. */
export function upper(text: Operand<string>): Expression<string> {
  return expressionOf(call('upper', [text]));
}

/** The text in small letters. JSONata only. */
export function lower(text: Operand<string>): Expression<string> {
  return expressionOf(call('lower', [text]));
}

/** The text without white space at its ends. JSONata only. */
export function trim(text: Operand<string>): Expression<string> {
  return expressionOf(call('trim', [text]));
}

/** The number of characters, where a character outside the basic plane counts as one. JSONata only. */
export function textLength(text: Operand<string>): Expression<number> {
  return expressionOf(call('textLength', [text]));
}

/** So many characters from a position, from 0; without a number all the rest. JSONata only. */
export function substring(text: Operand<string>, from: Operand<number>, length?: Operand<number>): Expression<string>;
export function substring(...operands: readonly unknown[]): Expression<string> {
  return expressionOf(call('substring', withoutDefault(operands, 2)));
}

/** The text with every occurrence replaced, letter by letter. JSONata only. */
export function replaceText(text: Operand<string>, search: Operand<string>, replacement: Operand<string>): Expression<string> {
  return expressionOf(call('replaceText', [text, search, replacement]));
}

/** Whether the text has this part. JSONata only. */
export function includesText(text: Operand<string>, part: Operand<string>): Expression<boolean> {
  return expressionOf(call('includesText', [text, part]));
}

/** Whether the text begins so. JSONata only. */
export function startsWith(text: Operand<string>, start: Operand<string>): Expression<boolean> {
  return expressionOf(call('startsWith', [text, start]));
}

/** Whether the text ends so. JSONata only. */
export function endsWith(text: Operand<string>, end: Operand<string>): Expression<boolean> {
  return expressionOf(call('endsWith', [text, end]));
}

/** The pieces between the separators. JSONata only; both languages say `splitAny`. */
export function split(text: Operand<string>, separator: Operand<string>): Ref<string[]> {
  return reference(call('split', [text, separator]));
}

/** The pieces between any of the characters, empty ones left out. */
export function splitAny(text: Operand<string>, characters: string): Ref<string[]> {
  return reference(call('splitAny', [text, characters]));
}

/** The texts in one, with a separator in between. JSONata only. */
export function join(texts: Expression<readonly string[]>, separator: Operand<string>): Expression<string> {
  return expressionOf(call('join', [texts, separator]));
}

/** The number that a text says. JSONata only. */
export function toNumber(text: Operand<string>): Expression<number> {
  return expressionOf(call('toNumber', [text]));
}

/** The value as text; numbers with up to 15 digits. JSONata only; both languages say `format('{}', value)`. */
export function toText(value: Operand<string | number | boolean>): Expression<string> {
  return expressionOf(call('toText', [value]));
}

/** Algorithms of `hash`. */
export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** The hash of a text, in hexadecimal digits. */
export function hash(text: Operand<string>, algorithm: HashAlgorithm = 'SHA-256'): Expression<string> {
  return expressionOf(call('hash', [text, algorithm]));
}

/** The text in Base64. */
export function base64Encode(text: Operand<string>): Expression<string> {
  return expressionOf(call('base64Encode', [text]));
}

/** The text that was put into Base64. */
export function base64Decode(text: Operand<string>): Expression<string> {
  return expressionOf(call('base64Decode', [text]));
}
