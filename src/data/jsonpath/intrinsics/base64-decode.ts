import type { JsonValue } from '../../../asl';
import { asTextUpTo } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.Base64Decode(text)`: up to 10,000 characters; what is not Base64 in it is skipped, as AWS does. */
export const base64Decode: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([text], scope) => Buffer.from(asTextUpTo(10000, text, scope), 'base64').toString('utf8'),
};
