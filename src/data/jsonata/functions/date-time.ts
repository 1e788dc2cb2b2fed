import { utcTime } from '../../../asl';
import { formatDateTime } from '../datetime/format';
import { parseDateTime } from '../datetime/parse';
import { JsonataError } from '../jsonata-error';
import { define, defineStrict, groupOf } from './definition';

/** `$now`, `$millis`, `$fromMillis` and `$toMillis`, by the execution's virtual clock. */
export const dateTimeFunctions = groupOf(
  define('now', 2, '<s?s?:s>', ([picture, timezone], run) => formatDateTime(run.scope.now(), picture, timezone, run)),
  define('millis', 0, '<:n>', (_args, run) => run.scope.now()),
  defineStrict('fromMillis', 3, '<n-s?s?:s>', ([millis, picture, timezone], run) => formatDateTime(millis, picture, timezone, run)),
  defineStrict('toMillis', 2, '<s-s?:n>', ([text, picture], run) => {
    if (picture !== undefined) return parseDateTime(text, picture, run);
    if (!ISO_8601.test(text)) throw new JsonataError('D3110', { value: text });
    const millis = utcTime(text);
    // The pattern lets through what is not a date, such as the 39th of a month.
    if (Number.isNaN(millis)) run.dirty = true;
    return millis;
  }),
);

const ISO_8601 = /^\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;
