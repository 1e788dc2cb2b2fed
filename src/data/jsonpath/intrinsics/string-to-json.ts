import type { JsonValue } from '../../../asl';
import { asText } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** `States.StringToJson(text)`: the value that the text spells; null for a blank text. */
export const stringToJson: IntrinsicFunction = {
  minimum: 1,
  maximum: 1,
  call: ([text]) => {
    const source = asText(text);
    if (source.trim() === '') return null;
    try {
      return JSON.parse(source) as JsonValue;
    } catch {
      throw new InvalidArguments();
    }
  },
};
