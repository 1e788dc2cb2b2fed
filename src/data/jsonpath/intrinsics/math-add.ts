import { asRounded } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.MathAdd(a, b)`: each rounded half up, then added as Java adds 32-bit integers. */
export const mathAdd: IntrinsicFunction = {
  minimum: 2,
  maximum: 2,
  call: ([left, right]) => asRounded(left) + asRounded(right),
};
