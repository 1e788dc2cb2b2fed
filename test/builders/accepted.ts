import aslValidator from 'asl-validator';
import { type JsonValue, parseDefinition } from '../../src/asl';
import { validate } from '../../src/validator';

/** Fails unless our parser, our validator and asl-validator accept the definition. */
export function expectAccepted(definition: JsonValue): void {
  const parsed = parseDefinition(definition);
  const verdict = validate(definition);
  const outside = aslValidator(definition as Parameters<typeof aslValidator>[0]);

  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(verdict.diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(outside.isValid ? '' : outside.errorsText()).toBe('');
}
