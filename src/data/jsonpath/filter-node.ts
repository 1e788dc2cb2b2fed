import type { JsonValue } from '../../asl';
import type { JavaRegex } from './java-regex';
import type { PathSyntax } from './path-token';

/** The operators between two values of a filter, in Jayway's spelling. */
export type FilterOperator =
  | '>='
  | '<='
  | '=='
  | '==='
  | '!='
  | '!=='
  | '<'
  | '>'
  | '=~'
  | 'NIN'
  | 'IN'
  | 'CONTAINS'
  | 'ALL'
  | 'SIZE'
  | 'EXISTS'
  | 'TYPE'
  | 'MATCHES'
  | 'EMPTY'
  | 'SUBSETOF'
  | 'ANYOF'
  | 'NONEOF';

/** An operand of a filter, as written. */
export type FilterOperand =
  | { readonly kind: 'path'; readonly path: PathSyntax; readonly shouldExist: boolean }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'regex'; readonly regex: JavaRegex };

/** The condition of `[?(…)]`. */
export type FilterNode =
  | { readonly kind: 'or' | 'and'; readonly operands: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly operand: FilterNode }
  | { readonly kind: 'exists'; readonly path: PathSyntax; readonly shouldExist: boolean }
  | { readonly kind: 'compare'; readonly operator: FilterOperator; readonly left: FilterOperand; readonly right: FilterOperand };
