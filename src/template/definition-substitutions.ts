import { childPointer, isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
import { scalarText } from './functions';
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
    const text = scalarText(resolved);
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
 * A placeholder without a value stays, and its name is added to `missing`.
 */
export function substitute(text: string, values: ReadonlyMap<string, string>, missing: Set<string>): string {
  return text.replace(/\$\{([A-Za-z0-9_.:-]+)\}/g, (placeholder, name: string) => {
    const value = values.get(name);
    if (value === undefined) missing.add(name);
    return value ?? placeholder;
  });
}

/** Reports placeholders without a value. One that only comments hold does no harm: Step Functions takes it as it stands. */
export function reportMissing(
  missing: ReadonlySet<string>,
  definition: JsonValue | undefined,
  pointer: string,
  report: (problem: Problem) => void,
): void {
  for (const name of missing) {
    const isComment = definition !== undefined && !holdsOutsideOfComments(definition, `\${${name}}`);
    report({
      code: 'TEMPLATE_SUBSTITUTION_MISSING',
      pointer: `${pointer}/DefinitionSubstitutions`,
      expected: `a value for the placeholder "\${${name}}" of the definition`,
      hint: `Add ${name} to DefinitionSubstitutions.`,
      ...(isComment ? { code: 'TEMPLATE_UNRESOLVED' } : {}),
    });
  }
}

function holdsOutsideOfComments(value: JsonValue, placeholder: string): boolean {
  if (typeof value === 'string') return value.includes(placeholder);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, field]) => key.includes(placeholder) || (key !== 'Comment' && holdsOutsideOfComments(field, placeholder)),
  );
}

/** The same in every text of a definition given as an object. */
export function substituteIn(value: JsonValue, values: ReadonlyMap<string, string>, missing: Set<string>): JsonValue {
  const text = JSON.stringify(value);
  if (!text.includes('${')) return value;
  // JSON text is where CloudFormation substitutes too; a value with quotes would break it, so they are escaped here.
  const escaped = new Map([...values].map(([name, each]) => [name, JSON.stringify(each).slice(1, -1)]));
  return JSON.parse(substitute(text, escaped, missing)) as JsonValue;
}
