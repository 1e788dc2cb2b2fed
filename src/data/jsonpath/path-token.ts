import type { FilterNode } from './filter-node';

/** A function's argument: a JSON text, or a path read from the document's root. */
export type FunctionArgument = { readonly kind: 'json'; readonly text: string } | { readonly kind: 'path'; readonly path: PathSyntax };

/** One step of a path, as written. */
export type PathToken =
  | {
      readonly kind: 'property';
      readonly names: readonly string[];
      readonly quote: string;
      /** The only name with its backslashes as written, where it has any. AWS looks a member up by this, Jayway 2.9 by the unescaped name. */
      readonly written?: string;
    }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly filter: FilterNode }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly FunctionArgument[] };

/** A parsed path: `$` or `@`, and the steps from there. */
export interface PathSyntax {
  readonly root: '$' | '@';
  readonly tokens: readonly PathToken[];
}

/** True when the step leads to at most one place. The properties of `['a','b']` are merged into one object when the step is the last. */
export function isTokenDefinite(token: PathToken, isLeaf: boolean): boolean {
  switch (token.kind) {
    case 'property':
      return token.names.length === 1 || isLeaf;
    case 'index':
      return token.indexes.length === 1;
    case 'function':
      return true;
    default:
      return false;
  }
}

/** True when the whole path leads to at most one place, so that it gives a value rather than an array of them. */
export function isPathDefinite(tokens: readonly PathToken[]): boolean {
  return tokens.every((token, at) => isTokenDefinite(token, at === tokens.length - 1));
}

/** The step as Jayway prints it in its messages. */
export function printToken(token: PathToken): string {
  switch (token.kind) {
    case 'property':
      return `[${token.names.map((name) => token.quote + name + token.quote).join(',')}]`;
    case 'wildcard':
      return '[*]';
    case 'index':
      return `[${token.indexes.join(',')}]`;
    case 'slice':
      return `[${token.from ?? ''}:${token.to ?? ''}]`;
    case 'scan':
      return '..';
    case 'filter':
      return '[?]';
    case 'function':
      return `.${token.name}${token.args.length > 0 ? '(...)' : '()'}`;
  }
}
