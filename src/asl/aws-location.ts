import { isJsonArray, isJsonObject, type JsonValue, ownKey } from './json';
import { pointerTokens } from './pointer';

/** A JSON pointer in AWS's notation: `/` for the whole, names as they are, array items in brackets. */
export function awsLocation(pointer: string, root: JsonValue): string {
  if (pointer === '') return '/';
  let text = '';
  let value: JsonValue | undefined = root;
  for (const token of pointerTokens(pointer)) {
    if (isJsonArray(value)) {
      text += `[${token}]`;
      value = value[Number(token)];
    } else {
      text += `/${token}`;
      value = isJsonObject(value) ? ownKey(value, token) : undefined;
    }
  }
  return text;
}
