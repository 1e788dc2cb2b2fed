import { isJsonArray, type JsonObject, ownKey } from '../asl';

/** True for a template with the transform that some functions need. */
export function hasLanguageExtensions(template: JsonObject): boolean {
  const transform = ownKey(template, 'Transform');
  return (isJsonArray(transform) ? transform : [transform]).includes('AWS::LanguageExtensions');
}

/** What to add to a template that uses them without it. */
export const EXTENSIONS_HINT = 'Add "Transform": "AWS::LanguageExtensions" to the template.';
