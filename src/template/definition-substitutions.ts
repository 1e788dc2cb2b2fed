import { childPointer, isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
import { textOf } from './functions';
import { resolve } from './resolve';
import type { StackScope } from './stack-scope';

/** `DefinitionSubstitutions` resolved to the text that takes each placeholder's place. */
export function readSubstitutions(
  properties: JsonObject,
  scope: StackScope,
  pointer: string,
  report: (problem: Problem) => void,
): ReadonlyMap<string, string> {
  const declared = ownKey(properties, 'DefinitionSubstitutions');
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(isJsonObject(declared) ? declared : {})) {
    const at = childPointer(`${pointer}/DefinitionSubstitutions`, name);
    const resolved = resolve(value, scope, { pointer: at, report });
    const text = textOf(resolved);
    if (text !== undefined) values.set(name, text);
    else if (resolved !== undefined) {
      report({
        code: 'TEMPLATE_SUBSTITUTION_INVALID',
        pointer: at,
        expected: 'a text, a number or a boolean',
        received: resolved,
        hint: 'CloudFormation puts the value into the text of the definition as it stands; write a list as JSON text.',
      });
    }
  }
  return values;
}

/**
 * The text with each `${name}` replaced, as CloudFormation does: by the value as it stands, without escaping.
 * A placeholder without a value stays, and is reported.
 */
export function substitute(text: string, values: ReadonlyMap<string, string>, pointer: string, report: (problem: Problem) => void): string {
  const missing = new Set<string>();
  const result = text.replace(/\$\{([A-Za-z0-9_.:-]+)\}/g, (placeholder, name: string) => {
    const value = values.get(name);
    if (value === undefined) missing.add(name);
    return value ?? placeholder;
  });
  for (const name of missing) {
    report({
      code: 'TEMPLATE_SUBSTITUTION_MISSING',
      pointer: `${pointer}/DefinitionSubstitutions`,
      expected: `a value for the placeholder "\${${name}}" of the definition`,
      hint: `Add ${name} to DefinitionSubstitutions.`,
    });
  }
  return result;
}

/** The same in every text of a definition given as an object. */
export function substituteIn(
  value: JsonValue,
  values: ReadonlyMap<string, string>,
  pointer: string,
  report: (problem: Problem) => void,
): JsonValue {
  if (values.size === 0) return value;
  // JSON text is where CloudFormation substitutes too; a value with quotes would break it, so they are escaped here.
  const escaped = new Map([...values].map(([name, text]) => [name, JSON.stringify(text).slice(1, -1)]));
  return JSON.parse(substitute(JSON.stringify(value), escaped, pointer, report)) as JsonValue;
}
