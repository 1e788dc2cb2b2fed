import { isJsonArray, isJsonObject, type JsonValue, ownKey } from '../../asl';
import { extension } from './extension';
import { broken, type IntrinsicContext, scalarText, type TemplateFunction, unresolved } from './intrinsic-function';
import { attributeFor, referenceTo, splitAttribute } from './references';

/** Longer than any text of a template that deploys: a definition has 1 MiB at most. Texts made of texts can double with each step. */
const LONGEST = 4 * 1024 * 1024;

/** `Fn::Join`: `[delimiter, list]`. */
export const join: TemplateFunction = (argument, context) => {
  const [delimiter, list] = isJsonArray(argument) ? argument : [];
  const items = list === undefined ? undefined : context.resolve(list, 1);
  if (typeof delimiter !== 'string' || !isJsonArray(items)) {
    const hint = 'Give a string and a list of strings.';
    return broken(context, 'Fn::Join', { expected: '[delimiter, list]', received: argument, hint });
  }
  const texts = items.map((item) => scalarText(item) ?? JSON.stringify(item));
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
  return length > LONGEST ? tooLong(context, 'Fn::Join') : texts.join(delimiter);
};

/** `Fn::Sub`: a text with `${Name}` and `${Resource.Attribute}`, optionally with a map of its own names; `${!Literal}` stays as `${Literal}`. */
export const sub: TemplateFunction = (argument, context) => {
  const [text, own] = isJsonArray(argument) ? argument : [argument];
  if (typeof text !== 'string')
    return broken(context, 'Fn::Sub', {
      expected: 'a text, or [text, map]',
      received: argument,
      hint: 'Give the text with its placeholders first.',
    });
  let length = text.length;
  // What a name stands for is looked up once: texts in texts that name each other twice would take twice as long with each.
  const pieces = new Map<string, string>();
  const written = text.replace(/\$\{([^{}]*)\}/g, (placeholder, inside: string) => {
    if (length > LONGEST) return '';
    const name = inside.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const known = pieces.get(name);
    if (known !== undefined) {
      length += known.length;
      return known;
    }
    const value = substitution(name, own, context);
    const piece =
      scalarText(value) ??
      (value === undefined
        ? ''
        : broken(context, placeholder, { expected: 'a text or a number', received: value, hint: 'A list does not fit into a text.' }));
    pieces.set(name, piece);
    length += piece.length;
    return piece;
  });
  return length > LONGEST ? tooLong(context, 'Fn::Sub') : written;
};

function tooLong(context: IntrinsicContext, name: string): string {
  return unresolved(context, name, {
    expected: `a text of at most ${LONGEST} characters`,
    hint: 'Make it smaller: AWS accepts no definition of this size.',
  });
}

function substitution(name: string, own: JsonValue | undefined, context: IntrinsicContext): JsonValue | undefined {
  const mapped = isJsonObject(own) ? ownKey(own, name) : undefined;
  if (mapped !== undefined) return context.resolve(mapped, 1, name);
  // No value is not text.
  if (name === 'AWS::NoValue') return undefined;
  const attribute = splitAttribute(name);
  return attribute === undefined ? referenceTo(name, context) : attributeFor(attribute[0], attribute[1], context);
}

/** `Fn::Base64`. */
export const base64: TemplateFunction = (argument, context) => {
  const text = scalarText(context.resolve(argument));
  return text === undefined
    ? broken(context, 'Fn::Base64', { expected: 'a text', received: argument, hint: 'Give a text.' })
    : boundedText(context, 'Fn::Base64', Buffer.from(text, 'utf8').toString('base64'));
};

/** `Fn::ToJsonString` of `AWS::LanguageExtensions`. */
export const toJsonString = extension('Fn::ToJsonString', (argument, context) =>
  boundedText(context, 'Fn::ToJsonString', JSON.stringify(context.resolve(argument) ?? null)),
);

function boundedText(context: IntrinsicContext, name: string, text: string): string {
  return text.length > LONGEST ? tooLong(context, name) : text;
}
