/** The validator, a file of 160 KB in the published package: most test files never ask for it. */
type Validator = typeof import('../validator');

let loaded: Validator | undefined;

/** The room of the validator, loaded when it is first asked for. */
export function validator(): Validator {
  loaded ??= require('../validator') as Validator;
  return loaded;
}
