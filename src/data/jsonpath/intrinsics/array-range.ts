import { asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

const MAXIMUM_ITEMS = 1000;

/** `States.ArrayRange(first, last, step)`: both ends included; fractions are cut off; at most 1,000 items, and no step of 0. */
export const arrayRange: IntrinsicFunction = {
  minimum: 3,
  maximum: 3,
  call: (args) => {
    const [first, last, step] = args.map(asInteger);
    if (step === 0) throw new InvalidArguments();
    const count = Math.max(0, Math.floor((last - first) / step) + 1);
    if (count > MAXIMUM_ITEMS) throw new InvalidArguments();
    return Array.from({ length: count }, (_, at) => first + at * step);
  },
};
