/** Tells a regular expression, of any realm, from other values. */
export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

/**
 * Tells a pattern that is made of an empty text, and so fits every text: `new RegExp('')`, `expect.stringContaining('')`, `expect.stringMatching('')`.
 * What it was made of was empty; whoever means any text writes `expect.any(String)`.
 */
export function isEmptyPattern(value: unknown): boolean {
  if (isRegExp(value)) return value.source === '(?:)';
  if (typeof value !== 'object' || value === null) return false;
  const { sample, asymmetricMatch } = value as { readonly sample?: unknown; readonly asymmetricMatch?: unknown };
  return typeof asymmetricMatch === 'function' && (sample === '' || (isRegExp(sample) && isEmptyPattern(sample)));
}

/** Names of errors that have nothing in common, and causes that have not. */
const NAMES = ['OrderRejected', 'States.Timeout', 'Lambda.Unknown', 'jumpyVixens', 'bQ', 'ZzZ'];
const CAUSES = ['nobody ships', '{"errorMessage":"late"}', '\u00c4', '42 %', '?'];

/** Tells a pattern that fits whatever a failure is called, or whatever its cause is: `/./`, `/\S+/`, `expect.stringMatching(/./)`. */
export function fitsAny(value: unknown, what: 'name' | 'cause'): boolean {
  if (isRegExp(value)) {
    // What it leaves out, nobody can list.
    return !/\(\?<?!/.test(value.source) && (what === 'name' ? NAMES : CAUSES).every((text) => fitsPattern(text, value));
  }
  if (typeof value !== 'object' || value === null) return false;
  const { sample, asymmetricMatch, inverse } = value as {
    readonly sample?: unknown;
    readonly asymmetricMatch?: unknown;
    readonly inverse?: unknown;
  };
  return typeof asymmetricMatch === 'function' && inverse !== true && isRegExp(sample) && fitsAny(sample, what);
}

/** Tells whether a text fits, from its beginning each time: the flags `g` and `y` of an expression make it remember where it stopped. */
export function fitsPattern(text: string, pattern: RegExp): boolean {
  const { source, flags } = pattern;
  return (/[gy]/.test(flags) ? new RegExp(source, flags.replaceAll(/[gy]/g, '')) : pattern).test(text);
}

/**
 * A function that has the regular expressions inside of a value begin anew: asymmetric matchers of jest and vitest keep theirs in `sample`, and one
 * with the flag `g` or `y` would fit every other time.
 */
export function rewinding(value: unknown): () => void {
  const stateful: RegExp[] = [];
  collectExpressions(value, stateful, new Set());
  return () => {
    for (const pattern of stateful) pattern.lastIndex = 0;
  };
}

function collectExpressions(value: unknown, found: RegExp[], seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isRegExp(value)) {
    if (value.global || value.sticky) found.push(value);
    return;
  }
  for (const inner of Object.values(value)) collectExpressions(inner, found, seen);
}
