import { isDelayed, isExternal, isParked, isSubmitted, isWorked } from '../../interpreter';
import { insidesOf } from '../visits/insides';

/** Where a chain of answers is told from data: the same symbol in every copy of the package. */
export const ANSWER_CHAIN: unique symbol = Symbol.for('drystep.answerChain');

const KINDS: readonly (readonly [name: string, is: (value: unknown) => boolean])[] = [
  ['a chain of answers', (value) => typeof value === 'object' && value !== null && ANSWER_CHAIN in value],
  ['delayed(…)', isDelayed],
  ['parked(…)', isParked],
  ['submitted(…)', isSubmitted],
  ['worked(…)', isWorked],
  ['external(…)', isExternal],
  ['an execution', (value) => insidesOf(value) !== undefined],
];

/** What of this package a value is, in words; undefined for data. A Lambda handler cannot send such a thing, though `JSON.stringify` makes a text of it. */
export function packageValue(value: unknown): string | undefined {
  return KINDS.find(([, is]) => is(value))?.[0];
}
