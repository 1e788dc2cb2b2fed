import { isJsonArray } from '../../asl';
import { extension } from './extension';
import { broken, invented, scalarText, type TemplateFunction, unresolved } from './intrinsic-function';
import { isOpen } from './open-value';

/** `Fn::Select`: `[index, list]`. */
export const select: TemplateFunction = (argument, context) => {
  const [first, second] = isJsonArray(argument) ? argument : [];
  const index = Number(scalarText(first === undefined ? undefined : context.resolve(first, 0)));
  const list = second === undefined ? undefined : context.resolve(second, 1);
  const item = isJsonArray(list) && Number.isInteger(index) && index >= 0 ? list[index] : undefined;
  if (item !== undefined) return item;
  const label = `Fn::Select-${index}`;
  const hint = 'Check the index, or give the parameters their values.';
  const mistake = {
    expected: Number.isInteger(index) ? `a list with an item ${index}` : '[index, list]',
    received: list ?? argument,
    hint,
  };
  const isMistaken = !isOpen(second, context.scope) || (!Number.isInteger(index) && !isOpen(first, context.scope));
  if (isMistaken) return broken(context, label, mistake);
  const head = isJsonArray(list) ? scalarText(list[0]) : undefined;
  return unresolved(context, invented(context, head === undefined ? label : `${head}-${index}`), mistake);
};

/** `Fn::Split`: `[delimiter, text]`. */
export const split: TemplateFunction = (argument, context) => {
  const [delimiter, source] = isJsonArray(argument) ? argument : [];
  const text = scalarText(source === undefined ? undefined : context.resolve(source, 1));
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined) {
    return broken(context, 'Fn::Split', { expected: '[delimiter, text]', received: argument, hint: 'Give a delimiter and a text.' });
  }
  return text.split(delimiter);
};

/** `Fn::Length` of `AWS::LanguageExtensions`. */
export const length = extension('Fn::Length', (argument, context) => {
  const list = context.resolve(argument);
  return isJsonArray(list) ? list.length : broken(context, 'Fn::Length', { expected: 'a list', received: list, hint: 'Give a list.' });
});

/** `Fn::GetAZs`: three zones of the region, enough for what templates select. */
export const getAZs: TemplateFunction = (argument, context) => {
  const region = scalarText(context.resolve(argument)) || context.scope.environment.region;
  return ['a', 'b', 'c'].map((zone) => region + zone);
};

/** `Fn::Cidr`: as many labels as blocks were asked for; no definition depends on their addresses. */
export const cidr: TemplateFunction = (argument, context) => {
  const [block, count] = isJsonArray(argument) ? argument : [];
  const from = scalarText(block === undefined ? undefined : context.resolve(block, 0)) ?? 'cidr';
  const wanted = Number(scalarText(count === undefined ? undefined : context.resolve(count, 1)) ?? 1);
  return Array.from({ length: Math.min(Math.max(1, Math.trunc(wanted) || 1), 256) }, (_, index) => `${from}#${index}`);
};
