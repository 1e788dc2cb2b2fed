/** A field's value without fields of its own: `s` string, `t` timestamp, `i` integer, `n` number, `b` boolean, `x` blob, `a` anything. With `,min,max` behind it the length or the value is bounded. */
export type SimpleShape = string;

/** A letter of {@link SimpleShape} and the values it may have. */
export type EnumShape = readonly [letter: string, ...values: string[]];

/** Number of a shape in `shapes`, or a simple one. */
export type ShapeReference = number | SimpleShape | EnumShape;

/** Members of a structure; a `*` before a name: required. */
export type StructureShape = Readonly<Record<string, ShapeReference>>;

/** Items of a list or values of a map, and how many there may be. */
export type CollectionShape = readonly [kind: 'list' | 'map', item: ShapeReference, min?: number | null, max?: number | null];

/** What the public model of a service says, in short: made by scripts/service-models.py. */
export interface ServiceModel {
  /** By name as the model spells it (`PutItem`): names of the parameters, joined by commas, required ones with a `*` before them; and the shape of the answer, if it has one. */
  readonly operations: Readonly<Record<string, readonly [parameters: string, answer?: ShapeReference]>>;
  readonly shapes: readonly (StructureShape | CollectionShape)[];
}

/** Tells a list or map from a structure. */
export function isCollectionShape(shape: StructureShape | CollectionShape): shape is CollectionShape {
  return Array.isArray(shape);
}
