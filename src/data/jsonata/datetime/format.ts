import type { Evaluation } from '../evaluation';
import { INTERNAL, JsonataError } from '../jsonata-error';
import { formatInteger, writeInteger } from '../number-format/integer';
import type { IntegerPicture } from '../number-format/integer-picture';
import { componentOf, DAY_NAMES, MONTH_NAMES } from './calendar';
import { type Marker, readDatePicture } from './picture';

const ISO_8601 = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]';

/** `$fromMillis`: a time by a picture, ISO 8601 by default, in a time zone given as `+hhmm`. */
export function formatDateTime(millis: number, picture: string | undefined, timezone: string | undefined, run: Evaluation): string {
  const offset = timezone === undefined ? 0 : Number.parseInt(timezone, 10);
  const hours = Math.floor(offset / 100);
  const minutes = offset % 100;
  const date = new Date(millis + (hours * 60 + minutes) * 60_000);
  if (picture === undefined && offset === 0 && millis >= 0 && date.getUTCFullYear() <= 9999) return date.toISOString();
  let text = '';
  // Each character of a picture is read anew, and each component is computed.
  run.spend((picture ?? ISO_8601).length * 12);
  for (const part of readDatePicture(picture ?? ISO_8601)) {
    run.spend(1);
    text += part.literal ?? formatComponent(date, part, { hours, minutes }, run);
  }
  return run.holdText(text);
}

interface Offset {
  readonly hours: number;
  readonly minutes: number;
}

function formatComponent(date: Date, marker: Marker, offset: Offset, run: Evaluation): string {
  const { component } = marker;
  if (component === 'Z' || component === 'z') return formatOffset(marker, offset, run);
  if (component === 'C' || component === 'E') return 'ISO';
  if (component === 'P') {
    const half = componentOf(date, 'P') === 1 ? 'pm' : 'am';
    return marker.names === 'upper' ? half.toUpperCase() : half;
  }
  let value = componentOf(date, component)!;
  if (component === 'Y' && marker.digits !== undefined && marker.digits !== -1) value %= 10 ** marker.digits;
  if (marker.names !== undefined && component !== 'f') return formatName(value, marker);
  return writeInteger(value, marker.integer!, run);
}

function formatName(value: number, marker: Marker): string {
  const names = marker.component === 'F' ? DAY_NAMES : 'Mx'.includes(marker.component) ? ['', ...MONTH_NAMES] : undefined;
  if (names === undefined) throw new JsonataError('D3133', { value: marker.component });
  const name = names[value];
  // Of an invalid time the library writes what JavaScript does, or breaks.
  if (name === undefined) {
    if (marker.names === 'title') return 'undefined';
    throw new JsonataError(INTERNAL);
  }
  const cased = marker.names === 'upper' ? name.toUpperCase() : marker.names === 'lower' ? name.toLowerCase() : name;
  return marker.maximumWidth === undefined ? cased : cased.slice(0, marker.maximumWidth);
}

function formatOffset(marker: Marker, { hours, minutes }: Offset, run: Evaluation): string {
  const picture = marker.integer!;
  const offset = hours * 100 + minutes;
  if (offset === 0 && marker.modifier === 't') return 'Z';
  const sign = offset >= 0 ? '+' : '';
  return (marker.component === 'z' ? 'GMT' : '') + sign + formatOffsetDigits(picture, offset, { hours, minutes }, run);
}

function formatOffsetDigits(picture: IntegerPicture, offset: number, { hours, minutes }: Offset, run: Evaluation): string {
  const digits = picture.mandatoryDigits;
  if (picture.repeated !== undefined || digits === 3 || digits === 4) return writeInteger(offset, picture, run);
  if (digits !== 1 && digits !== 2) throw new JsonataError('D3134', { value: digits });
  const text = writeInteger(hours, picture, run);
  return minutes === 0 ? text : `${text}:${formatInteger(minutes, '00', run)}`;
}
