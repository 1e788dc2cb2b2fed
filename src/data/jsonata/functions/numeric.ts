import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { formatNumber } from '../number-format/format-number';
import { formatInteger, parseInteger } from '../number-format/integer';
import { roundHalfEven } from '../number-format/round';
import type { Value } from '../values';
import { define, defineStrict, groupOf } from './definition';

/** Numbers: casting, rounding, roots and powers, and their pictures. */
export const numericFunctions = groupOf(
  defineStrict('number', 1, '<(nsb)-:n>', ([value], run) => toNumber(value, run)),
  defineStrict('floor', 1, '<n-:n>', ([value]) => Math.floor(value)),
  defineStrict('ceil', 1, '<n-:n>', ([value]) => Math.ceil(value)),
  defineStrict('round', 2, '<n-n?:n>', ([value, digits]) => roundHalfEven(value, digits)),
  defineStrict('abs', 1, '<n-:n>', ([value]) => Math.abs(value)),
  defineStrict('sqrt', 1, '<n-:n>', ([value]) => {
    if (value < 0) throw new JsonataError('D3060', { index: 1, value });
    return Math.sqrt(value);
  }),
  defineStrict('power', 2, '<n-n:n>', ([base, exponent]) => {
    const result = base ** exponent!;
    if (!Number.isFinite(result)) throw new JsonataError('D3061', { index: 1, value: base, exp: exponent });
    return result;
  }),
  defineStrict('formatNumber', 3, '<n-so?:s>', ([value, picture, options], run) => {
    return formatNumber(value, picture!, options, run);
  }),
  defineStrict('formatBase', 2, '<n-n?:s>', ([value, radix]) => {
    const base = radix === undefined ? 10 : roundHalfEven(radix, undefined);
    if (base < 2 || base > 36) throw new JsonataError('D3100', { value: base });
    return roundHalfEven(value, undefined).toString(base);
  }),
  defineStrict('formatInteger', 2, '<n-s:s>', ([value, picture], run) => formatInteger(value, picture!, run)),
  define('parseInteger', 2, '<s-s:n>', ([value, picture], run) => {
    if (value === undefined) return undefined;
    const number = parseInteger(value, picture!, run);
    if (Number.isNaN(number)) run.dirty = true;
    return number;
  }),
);

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
// Not anchored at both ends, as in the library: what only looks like a number becomes NaN.
const PREFIXED = /^0[xX][0-9A-Fa-f]|0[oO][0-7]|0[bB][01]+$/;

function toNumber(value: Value, run: Evaluation): Value {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const number = Number(value);
    if (DECIMAL.test(value) && Number.isFinite(number)) return number;
    if (PREFIXED.test(value)) {
      if (!Number.isFinite(number)) run.dirty = true;
      return number;
    }
  }
  throw new JsonataError('D3030', { value, index: 1 });
}
