import { isJsonObject, type JsonValue, ownKey, receivedText } from '../asl';
import { resolve } from './resolve';
import type { StackScope } from './stack-scope';

/** Nested stacks whose template was not read, each with what names it: `"Child" (TemplateURL "child.yaml")`. */
export function unreadTemplates(scopes: readonly StackScope[]): readonly string[] {
  return scopes.flatMap((scope) => {
    const resources = ownKey(scope.template, 'Resources');
    if (!isJsonObject(resources)) return [];
    return Object.entries(resources).flatMap(([logicalId, resource]) => {
      const property = isJsonObject(resource) ? NESTING[String(resource.Type)] : undefined;
      if (property === undefined || scope.nested.has(logicalId)) return [];
      const { Properties: properties } = resource as { readonly Properties?: JsonValue };
      const named = isJsonObject(properties) ? ownKey(properties, property) : undefined;
      const value = named === undefined ? undefined : resolve(named, scope);
      return [`${JSON.stringify(logicalId)} (${property}${value === undefined ? '' : ` ${receivedText(value)}`})`];
    });
  });
}

/** Types of resources that bring a template, and the property that names it. */
const NESTING: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
});

/** What to add to a sentence about machines that were not found; empty when every template was read. */
export function unreadText(unread: readonly string[]): string {
  return unread.length === 0 ? '' : `. ${unreadSentence(unread)}`;
}

/** The sentence that names them, without its full stop. */
export function unreadSentence(unread: readonly string[]): string {
  const shown = unread.slice(0, 5).join(', ');
  return unread.length === 1
    ? `The template of the nested stack ${shown} was not read`
    : `The templates of the nested stacks ${shown}${unread.length > 5 ? ` and ${unread.length - 5} more` : ''} were not read`;
}

/** What to do about templates that were not read. */
export const UNREAD_HINT = 'correct the path, build the nested template first, or name its file instead of this one.';
