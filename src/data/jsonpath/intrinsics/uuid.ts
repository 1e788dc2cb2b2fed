import type { IntrinsicFunction } from './intrinsic-function';

/** `States.UUID()`: a version 4 UUID. */
export const uuid: IntrinsicFunction = {
  minimum: 0,
  maximum: 0,
  call: (_, scope) => scope.random.uuid(),
};
