import type { JsonObject, JsonValue } from '../../asl';
import type { ExpressionNode, RootName } from '../../expressions';

/** Where an expression is rendered: what it can read there, and how a message calls the place. */
export interface RenderPlace {
  /** Name of the step. */
  readonly step: string;
  /** Name of the option that holds the expression. */
  readonly field: string;
  /** What `result` stands for; without it the field cannot read the result. */
  readonly result?: ExpressionNode;
  /** JSONPath only: sources that `$` does not stand for in this field. */
  readonly hidden?: readonly RootName[];
  /** JSONata only: names of items that a variable of the workflow has, with the names they get instead. */
  readonly items?: ReadonlyMap<string, string>;
}

/** A query language: how trees become what a definition says. */
export interface Renderer {
  /** Its name in ASL. */
  readonly language: 'JSONata' | 'JSONPath';
  /** A template as a value of ASL; objects hold keys as ASL writes them. */
  template(node: ExpressionNode, place: RenderPlace): JsonValue;
  /** A condition as the fields of a choice rule. */
  condition(node: ExpressionNode, place: RenderPlace): JsonObject;
}
