import type { JsonObject, JsonValue } from '../../src/asl';
import { createStackScope, resolve, type StackScopeOptions } from '../../src/template';

/** A template with these resources, and whatever sections go beside them. */
export function templateOf(resources: JsonObject, sections: JsonObject = {}): JsonObject {
  return { Resources: resources, ...sections };
}

/** Resolves one value in a template, and gives the codes of what was reported too. */
export function resolved(
  value: JsonValue,
  template: JsonObject,
  options: StackScopeOptions = {},
): { value: JsonValue | undefined; problems: string[] } {
  const problems: string[] = [];
  const result = resolve(value, createStackScope(template, options), {
    report: ({ code, pointer }) => problems.push(`${code} ${pointer}`),
  });
  return { value: result, problems };
}
