import type { JsonValue } from '../../../asl';
import { asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

const MAXIMUM_ITEMS = 1000;
/** Our own bound where the service's is switched off. */
const MOST_HELD = 2_000_000;

/** `States.ArrayRange(first, last, step)`: both ends included; fractions are cut off; at most 1,000 items, and no step of 0. */
export const arrayRange: IntrinsicFunction<readonly [JsonValue, JsonValue, JsonValue]> = {
  minimum: 3,
  maximum: 3,
  call: ([from, to, by], { intrinsicSizes = true }) => {
    const first = asInteger(from);
    const last = asInteger(to);
    const step = asInteger(by);
    if (step === 0) throw new InvalidArguments();
    const count = Math.max(0, Math.floor((last - first) / step) + 1);
    if (count > (intrinsicSizes ? MAXIMUM_ITEMS : MOST_HELD)) throw new InvalidArguments();
    const items = new Array<number>(count);
    for (let at = 0; at < count; at++) items[at] = first + at * step;
    return items;
  },
};
