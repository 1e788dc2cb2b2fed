import { isJsonArray, type JsonValue } from '../asl';

/** One value or several: IAM and CloudFormation take both in many places. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}
