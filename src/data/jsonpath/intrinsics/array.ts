import type { IntrinsicFunction } from './intrinsic-function';

/** `States.Array(a, b, …)`: its arguments as an array. */
export const array: IntrinsicFunction = {
  minimum: 0,
  maximum: Number.POSITIVE_INFINITY,
  call: (args) => args,
};
