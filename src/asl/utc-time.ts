/** A text that says its own zone: `Z`, an offset behind a time, or the names that HTTP dates use. */
const ZONED = /(?:Z|GMT|UTC|[T\s]\S*[+-]\d{2}:?\d{2})\s*$/i;

/** A date alone, which the language itself reads as UTC. */
const DATE_ALONE = /^\d{4}(-\d\d(-\d\d)?)?$/;

/**
 * Milliseconds since the epoch of a date as text; NaN when the text is not a date. A text without a zone is UTC, as everything in Step Functions is: `Date.parse` would
 * read it in the zone of the machine, so that a test depends on where it runs.
 */
export function utcTime(text: string): number {
  return Date.parse(ZONED.test(text) || DATE_ALONE.test(text) ? text : `${text}Z`);
}
