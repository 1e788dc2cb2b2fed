import type { JsonPrimitive } from '../asl';
import type { Operator } from './operator';

/** Where the data of a reference comes from. */
export type RootName = 'input' | 'result' | 'rawResult' | 'errorOutput' | 'context' | 'taskToken' | 'variables' | 'item' | 'index';

/** One call of one callback: references made for it are good only in what it returns. */
export interface ReferenceScope {
  /** Name of the step that owns the callback. */
  readonly step: string;
}

/** An expression as a tree; a query language is a renderer of it. */
export type ExpressionNode =
  | { readonly kind: 'root'; readonly root: RootName; readonly scope: ReferenceScope }
  | { readonly kind: 'field'; readonly of: ExpressionNode; readonly name: string }
  | { readonly kind: 'index'; readonly of: ExpressionNode; readonly index: number }
  | { readonly kind: 'literal'; readonly value: JsonPrimitive }
  | { readonly kind: 'object'; readonly fields: readonly ObjectField[] }
  | { readonly kind: 'array'; readonly items: readonly ExpressionNode[] }
  | { readonly kind: 'call'; readonly operator: Operator; readonly operands: readonly ExpressionNode[]; readonly unsaid?: Unsaid }
  | { readonly kind: 'raw'; readonly text: string }
  /** Text of an author with values in its places, one fewer than the pieces of text. */
  | { readonly kind: 'composed'; readonly texts: readonly string[]; readonly values: readonly ExpressionNode[] }
  /** What a function of an array expression is called with. */
  | { readonly kind: 'bound'; readonly name: string }
  | { readonly kind: 'lambda'; readonly parameter: string; readonly item: ExpressionNode; readonly body: ExpressionNode };

/** How a language that cannot say an expression of a pattern speaks of it: by the option its author wrote. */
export interface Unsaid {
  readonly step: string;
  readonly field: string;
  readonly what: string;
  readonly hint: string;
}

/** A field of an object under construction. */
export interface ObjectField {
  readonly key: string;
  readonly value: ExpressionNode;
  /** Left out when the value is absent. */
  readonly optional: boolean;
}

const internalScope: ReferenceScope = { step: '' };

/** A source of data, for trees that the builders make themselves. */
export function internalRoot(root: RootName): ExpressionNode {
  return { kind: 'root', root, scope: internalScope };
}
