import { JsonataError } from '../jsonata-error';
import { isNumeric, toBoolean } from '../truth';
import { isArray, isFunction, type Value } from '../values';
import { define, defineStrict, groupOf } from './definition';

/** `$boolean`, `$not`, `$exists`, `$type`, `$error` and `$assert`. */
export const truthFunctions = groupOf(
  defineStrict('boolean', 1, '<x-:b>', ([value]) => toBoolean(value)),
  defineStrict('not', 1, '<x-:b>', ([value]) => !toBoolean(value)),
  define('exists', 1, '<x:b>', ([value]) => value !== undefined),
  defineStrict('type', 1, '<x:s>', ([value]) => typeOf(value)),
  define('error', 1, '<s?:x>', ([message]) => {
    throw new JsonataError('D3137', { text: textOr(message, '$error() function evaluated') });
  }),
  define('assert', 2, '<bs?:x>', ([condition, message]) => {
    if (condition !== true) throw new JsonataError('D3141', { text: textOr(message, '$assert() statement failed') });
    return undefined;
  }),
);

/** The name of a value's type, as `$type` gives it: what is not a number (`0/0`) is an object there. */
export function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (isFunction(value)) return 'function';
  if (typeof value === 'number') return isNumeric(value) ? 'number' : 'object';
  return isArray(value) ? 'array' : typeof value;
}

function textOr(message: Value, otherwise: string): string {
  return typeof message === 'string' && message !== '' ? message : otherwise;
}
