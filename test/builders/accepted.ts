import { type JsonValue, parseDefinition } from '../../src/asl';
import { validate } from '../../src/validator';
import { oneAjvFor } from './one-ajv';

oneAjvFor(require.resolve('asl-validator'));
// The package ships no types.
const aslValidator = require('asl-validator') as (definition: JsonValue) => { isValid: boolean; errorsText(): string };

/** Fails unless our parser, our validator and asl-validator accept the definition, or asl-validator says what it is known to say. */
export function expectAccepted(definition: JsonValue, unknownOutside = ''): void {
  const parsed = parseDefinition(definition);
  const verdict = validate(definition);
  // It writes into what it is given.
  const outside = aslValidator(JSON.parse(JSON.stringify(definition)));

  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(verdict.diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(outside.isValid ? '' : outside.errorsText()).toBe(unknownOutside);
}
