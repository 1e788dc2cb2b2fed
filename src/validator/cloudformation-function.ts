import { firstIn, isJsonObject, type JsonValue } from '../asl';

/** Tells `{"Ref": "X"}` and `{"Fn::GetAtt": […]}`: CloudFormation fills it in, so nothing can be said of it yet. */
export function isCloudFormation(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || firstIn(keys).startsWith('Fn::'));
}
