import type { JsonObject } from '../../asl';
import { BuilderError } from '../../expressions';
import { validate } from '../../validator';
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
  const definition = { StartAt: 'Probe', States: { Probe: { Type: 'Pass', ...probes[language](text), End: true } } };
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
    message: `Its "${place.field}" holds raw(${JSON.stringify(text)}), which is no ${language}: ${message.replace(/\.$/, '')}.`,
    hint: wrong.hint ?? 'correct the text; raw() stands in the language of the workflow as it is.',
  });
}
