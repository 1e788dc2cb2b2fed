import { equalJson } from '../filter-value';
import { asArray } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.ArrayContains(array, value)`: true when an element equals the value, at any depth. */
export const arrayContains: IntrinsicFunction = {
  minimum: 2,
  maximum: 2,
  call: ([items, value]) => asArray(items).some((item) => equalJson(item, value)),
};
