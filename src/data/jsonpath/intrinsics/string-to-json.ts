import { hiddenJacksonProblem, inexactInteger, inexactIntegerProblem, type JsonValue, parseJson } from '../../../asl';
import { notJson } from '../messages';
import { asText } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** Rejects the run: the value would silently be another than on AWS, which has integers of any size. */
class InexactIntegerError extends Error {
  override readonly name = 'UsageError';
}

/** `States.StringToJson(text)`: the value that the text spells; null for a blank text. */
export const stringToJson: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([text]) => {
    const source = asText(text);
    if (source.trim() === '') return null;
    let value: JsonValue;
    try {
      value = parseJson(source);
    } catch {
      const problem = hiddenJacksonProblem(source);
      throw problem === undefined ? new InvalidArguments() : new InvalidArguments((name) => notJson(name, problem));
    }
    const inexact = inexactInteger(source);
    if (inexact !== undefined) throw new InexactIntegerError(inexactIntegerProblem('The text of States.StringToJson', inexact));
    return value;
  },
};
