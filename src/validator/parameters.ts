import { kinds, type Parameter } from '../asl';

const FINDING = kinds.objectWith('one of the diagnostics of validate()', {
  severity: kinds.oneOf('ERROR', 'WARNING'),
  code: kinds.name,
  message: kinds.text,
  pointer: kinds.text,
});

/** A finding, as a parameter. */
export const DIAGNOSTIC: Parameter = { name: 'the diagnostic', kind: FINDING, hint: 'validate(definition).diagnostics holds them.' };

/** What `validate` gave, as a parameter. */
export const VALIDATION: Parameter = {
  name: 'the result',
  kind: kinds.objectWith('what validate() gave', { diagnostics: kinds.list, result: kinds.oneOf('OK', 'FAIL') }),
  hint: 'pass validate(definition).',
};
