import type { JsonValue } from '../../../asl';
import { asText } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.StringSplit(text, delimiters)`: the pieces between any of the delimiter's characters, without empty ones. */
export const stringSplit: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([text, delimiters]) => {
    const stops = asText(delimiters);
    if (stops.length === 1)
      return asText(text)
        .split(stops)
        .filter((piece) => piece !== '');
    const ends = new Set(stops);
    const pieces: string[] = [];
    let piece = '';
    for (const character of asText(text)) {
      if (!ends.has(character)) {
        piece += character;
        continue;
      }
      if (piece !== '') pieces.push(piece);
      piece = '';
    }
    if (piece !== '') pieces.push(piece);
    return pieces;
  },
};
