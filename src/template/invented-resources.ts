import { defineKey, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../asl';
import { slug } from './construct-name';
import type { StackEnvironment } from './stack-environment';

/** Deeper than any definition. */
const DEEPEST = 500;

/**
 * The definition with an ARN in the place of each task's `Resource` that `resourceFor` gives one for; the same object when there is none. What a task
 * calls has to be an ARN, while a name that stands for it does in all other places.
 */
export function withResources(definition: JsonObject, resourceFor: (resource: string) => string | undefined): JsonObject {
  let isChanged = false;
  const walk = (value: JsonValue, depth: number): JsonValue => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
    if (isJsonArray(value)) return value.map((item) => walk(item, depth + 1));
    const target: Record<string, JsonValue> = {};
    for (const [key, field] of Object.entries(value)) {
      const isResource = key === 'Resource' && typeof field === 'string' && value.Type === 'Task';
      const arn = isResource ? resourceFor(field) : undefined;
      isChanged ||= arn !== undefined;
      defineKey(target, key, arn ?? walk(field, depth + 1));
    }
    return target;
  };
  const walked = walk(definition, 0);
  return isChanged && isJsonObject(walked) ? walked : definition;
}

/** The ARN of a function by an invented name, with the qualifier behind it, if there is one: `live` of `${ShipArn}:live`. */
export function inventedFunction(name: string, { partition, region, account }: StackEnvironment, qualifier?: string): string {
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${slug(name)}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
