import { childPointer, inexactText, isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
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
    const text = inexactText(declared as JsonObject, name) ?? scalarText(resolved);
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

/** A text with its placeholders filled in. */
export interface Substituted {
  readonly text: string;
  /** Names of placeholders without a value. They stay. */
  readonly missing: ReadonlySet<string>;
  /** The values name each other in a circle, or make a text that is larger than any definition. */
  readonly isEndless: boolean;
  /** There were values. */
  readonly isFilled: boolean;
}

/** Far more than the 1 MiB that a definition may have. */
const LARGEST = 32 * 1024 * 1024;

/**
 * The text with each `${name}` replaced as CloudFormation does: by the value as it stands, without escaping, whatever characters the name has, and
 * again in what the values bring, once for each value at most (`DefinitionProcessor` of its resource provider: `replaceEachRepeatedly`).
 */
export function substitute(source: string, values: ReadonlyMap<string, string>): Substituted {
  const names = [...values.keys()].map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const known = new RegExp(`\\$\\{(?:${names.join('|')})\\}`, 'g');
  const replacement = (placeholder: string): string => values.get(placeholder.slice(2, -1)) ?? placeholder;
  let text = source;
  let isEndless = false;
  for (let round = 0; names.length > 0 && !isEndless && text.search(known) >= 0; round += 1) {
    // Counted before anything is made: what is too large is not worth a text.
    let size = text.length;
    for (const [placeholder] of text.matchAll(known)) {
      size += replacement(placeholder).length;
      if (size > LARGEST) break;
    }
    isEndless = round > values.size || size > LARGEST;
    if (!isEndless) text = text.replace(known, replacement);
  }
  const missing = new Set<string>();
  for (const [, name] of text.matchAll(/\$\{([A-Za-z0-9_.:-]+)\}/g)) if (name !== undefined && !values.has(name)) missing.add(name);
  return { text, missing, isEndless, isFilled: names.length > 0 };
}

/** Reports values that name each other in a circle: CloudFormation stops at them. */
export function reportEndless({ isEndless }: Substituted, pointer: string, report: (problem: Problem) => void): void {
  if (!isEndless) return;
  report({
    code: 'TEMPLATE_SUBSTITUTION_INVALID',
    pointer: `${pointer}/DefinitionSubstitutions`,
    expected: 'values that come to an end: CloudFormation replaces the placeholders in a value too',
    hint: 'Look for a value that holds its own placeholder, or that of a value which leads back to it.',
  });
}

/**
 * Reports placeholders without a value. One that only comments hold does no harm: Step Functions takes it as it stands. Neither does one that is a
 * variable of a shell in a longer text, as in `echo ${HOME}`, which is said all the same: its name is in capitals, or the machine has no values at all.
 */
export function reportMissing(
  { missing, isFilled }: Substituted,
  definition: JsonValue | undefined,
  {
    pointer,
    properties,
    report,
  }: { readonly pointer: string; readonly properties: JsonObject; readonly report: (problem: Problem) => void },
): void {
  // `Fn::Sub` gives `${Name}` for `${!Name}`, which is there to be taken as it stands.
  const written = isFilled ? '' : (ownKey(properties, 'DefinitionString') ?? ownKey(properties, 'Definition') ?? '');
  const variable = isFilled ? /^[A-Z_][A-Z0-9_]*$/ : /^[A-Za-z_]\w*$/;
  for (const name of missing) {
    const texts = definition === undefined ? undefined : [...textsOutsideOfComments(definition, `\${${name}}`)];
    const isComment = texts?.length === 0;
    const isVariable =
      !isComment && ((texts?.every((text) => /\s/.test(text)) === true && variable.test(name)) || holdsText(written, `\${!${name}}`));
    report({
      code: 'TEMPLATE_SUBSTITUTION_MISSING',
      pointer: `${pointer}/DefinitionSubstitutions`,
      expected: `a value for the placeholder "\${${name}}" of the definition`,
      hint: isVariable
        ? `Add ${name} to DefinitionSubstitutions, unless the placeholder is meant for a shell or a query: Step Functions leaves it unchanged.`
        : `Add ${name} to DefinitionSubstitutions.`,
      ...(isComment || isVariable ? { code: 'TEMPLATE_UNRESOLVED' } : {}),
    });
  }
}

/** Whether a text, or a name, is somewhere in a value, however deep it is. */
function holdsText(value: JsonValue, wanted: string): boolean {
  const left: JsonValue[] = [value];
  for (let each = left.pop(); each !== undefined; each = left.pop()) {
    if (typeof each === 'string' && each.includes(wanted)) return true;
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, member] of Object.entries(each)) {
      if (key.includes(wanted)) return true;
      left.push(member);
    }
  }
  return false;
}

function* textsOutsideOfComments(value: JsonValue, placeholder: string): Generator<string> {
  if (typeof value === 'string' && value.includes(placeholder)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) {
    // A name is never prose.
    if (key.includes(placeholder)) yield placeholder;
    if (key !== 'Comment') yield* textsOutsideOfComments(field, placeholder);
  }
}
