import type { JavaRegex } from './java-regex';
import type { PathSyntax } from './path-token';

/** The operators between two values of a filter, in the order in which they are looked for. */
export const FILTER_OPERATORS = ['==', '>=', '<=', '!=', '<', '>', '=~'] as const;

export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** An operand of a filter. Every literal is a text: `10`, `true` and `null` too, with or without quotes. */
export type FilterOperand =
  | { readonly kind: 'path'; readonly path: PathSyntax }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly regex: JavaRegex };

/** One condition of a filter. */
export type FilterCriterion =
  /** `[?]`: a condition that only a Java program could give. It fails whatever it is asked. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'exists'; readonly path: PathSyntax; readonly shouldExist: boolean }
  | { readonly kind: 'compare'; readonly operator: FilterOperator; readonly left: FilterOperand; readonly right: FilterOperand };

/** The condition of `[?(…)]`: alternatives (`||`), each of them conditions that must all hold (`&&`). Parentheses do not group. */
export interface FilterNode {
  readonly alternatives: readonly (readonly FilterCriterion[])[];
}
