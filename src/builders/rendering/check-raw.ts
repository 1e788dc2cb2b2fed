import type { JsonObject } from '../../asl';
import { BuilderError } from '../../expressions';
import { validate } from '../../validator';
import { withoutMarks } from './late-values';
import type { RenderPlace } from './renderer';

// What can only be told from the whole definition, which is validated when it is synthesized.
const ofDefinition = new Set(['STATES_FIELD', 'UNDEFINED_VARIABLE']);

// Warnings elsewhere, since AWS takes the definition. What we write ourselves has to work when it runs.
const failsWhenRun = new Set(['NEWER_JSONPATH', 'INVALID_FILTER']);

const probes: Record<'JSONata' | 'JSONPath', (text: string) => JsonObject> = {
  JSONata: (text) => ({ QueryLanguage: 'JSONata', Output: text }),
  JSONPath: (text) => ({ Parameters: { 'v.$': text } }),
};

const checked = new Set<string>();

/**
 * Refuses text of an author that the workflow's language cannot read; the validator's own parser decides.
 *
 * @throws BuilderError naming step, option and what is wrong
 */
export function checkRaw(language: 'JSONata' | 'JSONPath', text: string, place: RenderPlace): void {
  const known = `${language} ${text}`;
  if (checked.has(known)) return;
  const definition = { StartAt: 'Probe', States: { Probe: { Type: 'Pass', ...probes[language](withoutMarks(text)), End: true } } };
  const wrong = validate(definition).diagnostics.find(
    ({ severity, code, rule }) => (severity === 'ERROR' && !ofDefinition.has(code)) || failsWhenRun.has(rule),
  );
  if (wrong === undefined) {
    checked.add(known);
    return;
  }
  const message = wrong.message.replace(/^State "Probe": /, '');
  throw new BuilderError({
    code: 'RAW_INVALID',
    step: place.step,
    message: `Its "${place.field}" holds raw(${JSON.stringify(text)}), which is not ${language}: ${message.replace(/\.$/, '')}.`,
    hint: wrong.hint ?? 'correct the text; raw() goes into the workflow unchanged.',
  });
}

/** What stands between these marks is not an expression, so a value there would be its own name. */
const quotes: Record<'JSONata' | 'JSONPath', RegExp> = {
  JSONata: /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`|\/\*[\s\S]*?\*\//g,
  JSONPath: /'(?:[^'\\]|\\[\s\S])*'/g,
};

/**
 * Refuses values in places where the language reads text and no expression.
 *
 * @throws BuilderError naming the step and the text
 */
export function refuseQuotedPlaces(language: 'JSONata' | 'JSONPath', texts: readonly string[], place: RenderPlace): void {
  // No author writes this letter, and inside of quotes it stays where it is.
  const mark = '\u0000';
  const quoted = [...texts.join(mark).matchAll(quotes[language])].find(([text]) => text.includes(mark));
  if (quoted === undefined) return;
  throw new BuilderError({
    code: 'RAW_INVALID',
    step: place.step,
    message: `Its "${place.field}" holds raw with a value between the quotes of ${quoted[0].replaceAll(mark, '${...}')}, where ${language} reads text.`,
    hint: 'end the quotes before it and begin them again after it, or make the text with format(...).',
  });
}
