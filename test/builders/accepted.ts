import { type JsonValue, parseDefinition } from '../../src/asl';
import { validate } from '../../src/validator';

// The package ships no types.
const aslValidator = require('asl-validator') as (definition: JsonValue) => { isValid: boolean; errorsText(): string };

/** Fails unless our parser, our validator and asl-validator accept the definition. */
export function expectAccepted(definition: JsonValue): void {
  const parsed = parseDefinition(definition);
  const verdict = validate(definition);
  const text = JSON.stringify(definition);
  // It writes into what it is given.
  const complaint = complaints.get(text) ?? outsideComplaint(JSON.parse(text));
  complaints.set(text, complaint);

  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(verdict.diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(complaint).toBe('');
}

// asl-validator compiles its schemas at every call, so each definition goes through it once.
const complaints = new Map<string, string>();

function outsideComplaint(definition: JsonValue): string {
  const verdict = aslValidator(definition);
  return verdict.isValid ? '' : verdict.errorsText();
}
