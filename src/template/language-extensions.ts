import type { JsonObject } from '../asl';
import { transformsOf } from './transforms';

/** True for a template with the transform that some functions need. */
export function hasLanguageExtensions(template: JsonObject): boolean {
  return transformsOf(template).includes('AWS::LanguageExtensions');
}

/** What to add to a template that uses them without it. */
export const EXTENSIONS_HINT = 'Add "Transform": "AWS::LanguageExtensions" to the template.';
