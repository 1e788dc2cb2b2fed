import { MAXIMUM_PATH_VALUES, MAXIMUM_PATH_VISITS, MAXIMUM_SCAN_DEPTH } from './path-limits';

/**
 * Why an evaluation ends without a value. `missing`: a path leads nowhere, which a wildcard over an array and a comparison
 * take for "nothing here". `invalid`: a step does not fit what it meets, which ends the whole reading. `unsure`: Jayway's answer hangs on
 * the Java values it reads, and nobody has seen AWS's: over lists a place is missing where over Jackson's nodes it is null. That ends
 * the reading too: nothing is found. `limit`: it takes too much.
 */
export class PathFailure {
  constructor(
    readonly kind: 'missing' | 'invalid' | 'unsure' | 'limit',
    readonly message: string,
  ) {}
}

/** What is thrown where nobody asks for words: shared, since a reading may miss thousands of members. */
export const MISSING = new PathFailure('missing', '');
export const INVALID = new PathFailure('invalid', '');
/** A filter compares a number with a text that is not a number, where Java throws. */
export const NOT_A_NUMBER = new PathFailure('invalid', 'a filter compares a number with a text that is not a number.');
export const UNSURE = new PathFailure('unsure', 'it is not known what AWS answers here.');

export const TOO_MANY_VISITS = new PathFailure('limit', `it visits more than ${inThousands(MAXIMUM_PATH_VISITS)} places of the document.`);
export const TOO_DEEP = new PathFailure(
  'limit',
  `it scans a document that is nested more than ${inThousands(MAXIMUM_SCAN_DEPTH)} levels deep.`,
);
export const TOO_MANY_VALUES = new PathFailure('limit', `it finds more than ${inThousands(MAXIMUM_PATH_VALUES)} values.`);

/** A whole number with commas. `toLocaleString` would load the data of all locales, which takes longer than all else that an import of the interpreter does. */
function inThousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
