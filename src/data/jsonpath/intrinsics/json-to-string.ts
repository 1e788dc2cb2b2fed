import type { JsonValue } from '../../../asl';
import { jacksonText } from '../jackson-text';
import { asPrintable } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.JsonToString(value)`: the value as JSON text without blanks. */
export const jsonToString: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([value]) => jacksonText(asPrintable(value)),
};
