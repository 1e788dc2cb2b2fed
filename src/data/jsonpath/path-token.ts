import type { FilterNode } from './filter-node';

/** One step of a path. */
export type PathToken =
  | { readonly kind: 'property'; readonly names: readonly string[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  /** `[(@.length-1)]`: `offset` is -1, counted from the length of the array. */
  | { readonly kind: 'fromEnd'; readonly offset: number }
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly filter: FilterNode }
  /** A `$` in the middle of a path: it stays where it is. */
  | { readonly kind: 'root' };

/** A parsed path: `$` or `@`, and the steps from there. */
export interface PathSyntax {
  readonly root: '$' | '@';
  readonly tokens: readonly PathToken[];
}

/** True when the step leads to at most one place. The properties of `['a','b']` are merged into one object. */
export function isTokenDefinite(token: PathToken): boolean {
  switch (token.kind) {
    case 'property':
    case 'fromEnd':
    case 'root':
      return true;
    case 'index':
      return token.indexes.length === 1;
    default:
      return false;
  }
}

/** True when the whole path leads to at most one place, so that it gives a value rather than an array of them. */
export function isPathDefinite(tokens: readonly PathToken[]): boolean {
  return tokens.every(isTokenDefinite);
}

/** The step as Jayway prints it in its messages. */
export function printToken(token: PathToken): string {
  switch (token.kind) {
    case 'property':
      return `[${token.names.map((name) => `'${name}'`).join(', ')}]`;
    case 'wildcard':
      return '[*]';
    case 'index':
      return `[${token.indexes.join(',')}]`;
    case 'slice':
      return `[${token.from ?? ''}:${token.to ?? ''}]`;
    case 'fromEnd':
      return `[@.size()${token.offset}]`;
    case 'scan':
      return '..';
    case 'filter':
      return '[?]';
    case 'root':
      return '$';
  }
}

/** The steps from `at` on, as Jayway prints them. */
export function printTokens(tokens: readonly PathToken[], at = 0): string {
  return tokens.slice(at).map(printToken).join('');
}
