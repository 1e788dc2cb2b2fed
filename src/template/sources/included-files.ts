import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';

/** Deeper than templates go. */
const DEEPEST = 500;

/**
 * Puts what `AWS::Include` names into its place, beside what stands there already, as CloudFormation does. `read` gives a file's content, or undefined for
 * what is not here: that stays as it is. A template that includes nothing is given back itself.
 */
export function withIncludes(template: JsonObject, read: (location: string) => JsonValue | undefined): JsonObject {
  const contents = (transform: JsonValue | undefined): JsonValue | undefined => {
    const location = includedLocation(transform);
    return location === undefined ? undefined : read(location);
  };
  const walk = (value: JsonValue, depth: number): JsonValue => {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return value;
    if (isJsonArray(value)) {
      const items = value.map((item) => walk(item, depth + 1));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const found = contents(ownKey(value, 'Fn::Transform'));
    const entries = Object.entries(value).filter(([key]) => found === undefined || key !== 'Fn::Transform');
    const walked = entries.map(([key, each]) => [key, walk(each, depth + 1)] as const);
    if (found === undefined) return walked.some(([key, each]) => each !== value[key]) ? Object.fromEntries(walked) : value;
    return isJsonObject(found) ? Object.fromEntries([...walked, ...Object.entries(found)]) : found;
  };
  const whole = walk(template, 0) as JsonObject;
  const { Transform: transforms } = whole;
  const ofTemplate = (isJsonArray(transforms) ? transforms : [transforms ?? null]).map(contents);
  return ofTemplate.filter((each) => each !== undefined && isJsonObject(each)).reduce<JsonObject>((all, each) => merged(all, each), whole);
}

/** The `Location` of an `AWS::Include`; undefined for every other macro, and for one that only a deployment knows. */
export function includedLocation(transform: JsonValue | undefined): string | undefined {
  if (!isJsonObject(transform) || transform.Name !== 'AWS::Include') return undefined;
  const { Parameters: parameters } = transform;
  const location = isJsonObject(parameters) ? ownKey(parameters, 'Location') : undefined;
  return typeof location === 'string' ? location : undefined;
}

/** Sections of both, with the resources of both in them. */
function merged(template: JsonObject, included: JsonObject): JsonObject {
  const sections = Object.entries(included).map(([name, section]): [string, JsonValue] => {
    const own = ownKey(template, name);
    return [
      name,
      isJsonObject(own) && isJsonObject(section) ? Object.fromEntries([...Object.entries(own), ...Object.entries(section)]) : section,
    ];
  });
  return Object.fromEntries([...Object.entries(template), ...sections]);
}
