import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import { type IntrinsicContext, type IntrinsicFunction, textOf, unresolved } from './intrinsic-function';
import { attributeFor, referenceTo, splitAttribute } from './references';

/** `Fn::Join`: `[delimiter, list]`. */
export const join: IntrinsicFunction = (argument, context) => {
  const [delimiter, list] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const items = list === undefined ? undefined : context.resolve(list, 1);
  if (typeof delimiter !== 'string' || !Array.isArray(items)) {
    return unresolved(context, 'Fn::Join', '[delimiter, list]', argument, 'Give a string and a list of strings.');
  }
  return (items as readonly JsonValue[]).map((item) => textOf(item) ?? JSON.stringify(item)).join(delimiter);
};

/** `Fn::Sub`: a text with `${Name}` and `${Resource.Attribute}`, optionally with a map of its own names; `${!Literal}` stays as `${Literal}`. */
export const sub: IntrinsicFunction = (argument, context) => {
  const [text, own] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [argument];
  if (typeof text !== 'string')
    return unresolved(context, 'Fn::Sub', 'a text, or [text, map]', argument, 'Give the text with its placeholders first.');
  return text.replace(/\$\{([^{}]*)\}/g, (placeholder, inside: string) => {
    const name = inside.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = substitution(name, own, context);
    return (
      textOf(value) ??
      (value === undefined ? '' : unresolved(context, placeholder, 'a text or a number', value, 'A list does not fit into a text.'))
    );
  });
};

function substitution(name: string, own: JsonValue | undefined, context: IntrinsicContext): JsonValue | undefined {
  const mapped = isJsonObject(own) ? ownKey(own, name) : undefined;
  if (mapped !== undefined) return context.resolve(mapped, 1, name);
  const attribute = splitAttribute(name);
  return attribute === undefined ? referenceTo(name, context) : attributeFor(attribute[0], attribute[1], context);
}

/** `Fn::Base64`. */
export const base64: IntrinsicFunction = (argument, context) => {
  const text = textOf(context.resolve(argument));
  return text === undefined
    ? unresolved(context, 'Fn::Base64', 'a text', argument, 'Give a text.')
    : Buffer.from(text, 'utf8').toString('base64');
};

/** `Fn::ToJsonString` of `AWS::LanguageExtensions`. */
export const toJsonString: IntrinsicFunction = (argument, context) => JSON.stringify(context.resolve(argument) ?? null);
