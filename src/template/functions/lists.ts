import type { JsonValue } from '../../asl';
import { type IntrinsicFunction, textOf, unresolved } from './intrinsic-function';

/** `Fn::Select`: `[index, list]`. */
export const select: IntrinsicFunction = (argument, context) => {
  const [first, second] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const index = Number(textOf(first === undefined ? undefined : context.resolve(first, 0)));
  const list = second === undefined ? undefined : context.resolve(second, 1);
  const item = Array.isArray(list) && Number.isInteger(index) && index >= 0 ? (list as readonly JsonValue[])[index] : undefined;
  return (
    item ??
    unresolved(context, `Fn::Select-${index}`, `a list with an item ${index}`, list, 'Check the index; the list may come from a fake name.')
  );
};

/** `Fn::Split`: `[delimiter, text]`. */
export const split: IntrinsicFunction = (argument, context) => {
  const [delimiter, source] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const text = textOf(source === undefined ? undefined : context.resolve(source, 1));
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined) {
    return unresolved(context, 'Fn::Split', '[delimiter, text]', argument, 'Give a delimiter and a text.');
  }
  return text.split(delimiter);
};

/** `Fn::Length` of `AWS::LanguageExtensions`. */
export const length: IntrinsicFunction = (argument, context) => {
  const list = context.resolve(argument);
  return Array.isArray(list) ? list.length : unresolved(context, 'Fn::Length', 'a list', list, 'Give a list.');
};

/** `Fn::GetAZs`: three zones of the region, enough for what templates select. */
export const getAZs: IntrinsicFunction = (argument, context) => {
  const region = textOf(context.resolve(argument)) || context.scope.environment.region;
  return ['a', 'b', 'c'].map((zone) => region + zone);
};

/** `Fn::Cidr`: as many labels as blocks were asked for; no definition depends on their addresses. */
export const cidr: IntrinsicFunction = (argument, context) => {
  const [block, count] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const from = textOf(block === undefined ? undefined : context.resolve(block, 0)) ?? 'cidr';
  const wanted = Number(textOf(count === undefined ? undefined : context.resolve(count, 1)) ?? 1);
  return Array.from({ length: Math.min(Math.max(1, Math.trunc(wanted) || 1), 256) }, (_, index) => `${from}#${index}`);
};
