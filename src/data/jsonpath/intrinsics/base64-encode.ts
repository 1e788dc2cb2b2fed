import type { JsonValue } from '../../../asl';
import { asTextUpTo } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.Base64Encode(text)`: the text's UTF-8 bytes, up to 10,000 characters of it. */
export const base64Encode: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([text], scope) => Buffer.from(asTextUpTo(10000, text, scope), 'utf8').toString('base64'),
};
