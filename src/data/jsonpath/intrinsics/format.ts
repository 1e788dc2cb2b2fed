import type { JsonValue } from '../../../asl';
import { javaText } from '../java-text';
import { invalidArguments, invalidTemplate } from '../messages';
import { asPrintable, MOST_PRINTED } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';
import { unprotectBraces } from './intrinsic-syntax';

/** `States.Format(template, …)`: each `{}` of the template replaced by an argument, all printed as Java prints them. */
export const format: IntrinsicFunction<readonly [JsonValue, ...JsonValue[]]> = {
  minimum: 1,
  maximum: Number.POSITIVE_INFINITY,
  call: ([template, ...values]) => {
    const parts = splitTemplate(javaText(asPrintable(template)));
    if (parts.length - 1 !== values.length) {
      throw new InvalidArguments((name) => invalidArguments(name, 'number of arguments do not match the occurrences of {}.'));
    }
    let text = parts[0]!;
    for (let at = 0; at < values.length; at++) {
      text += javaText(asPrintable(values[at]!)) + parts[at + 1];
      if (text.length > MOST_PRINTED) throw new InvalidArguments();
    }
    return text;
  },
};

let lastTemplate = '';
let lastParts: readonly string[] = [''];

/** The texts around each `{}`. Most calls of a run have the same template, so the last one is kept. */
function splitTemplate(template: string): readonly string[] {
  if (template === lastTemplate) return lastParts;
  const parts = template.split('{}');
  for (const part of parts) requireNoBrace(part);
  lastTemplate = template;
  lastParts = parts.map((part) => unprotectBraces(unescapeBraces(part)));
  return lastParts;
}

/** A template that comes from a path still has its backslashes. */
function unescapeBraces(text: string): string {
  return text.includes('\\') ? text.replace(/\\([{}'\\])/g, '$1') : text;
}

function requireNoBrace(text: string): void {
  const brace = /(?<!\\)[{}]/.exec(text);
  if (brace === null) return;
  throw new InvalidArguments((name) => invalidTemplate(name, brace[0] === '{' ? '}' : '{'));
}
