import { asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';
import { seededInteger } from './seeded-integer';

/** `States.MathRandom(from, to, seed?)`: an integer from `from` up to but without `to`, fractions cut off; a seed decides it. */
export const mathRandom: IntrinsicFunction = {
  minimum: 2,
  maximum: 3,
  call: (args, scope) => {
    const [from, to] = args.slice(0, 2).map(asInteger);
    if (from! >= to!) throw new InvalidArguments();
    if (args.length === 3) return from! + seededInteger(asInteger(args[2]!), to! - from!);
    return from! + Math.floor(scope.random.next() * (to! - from!));
  },
};
