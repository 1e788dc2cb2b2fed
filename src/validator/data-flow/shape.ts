import { isJsonArray, isJsonObject, type JsonValue } from '../../asl';

/**
 * What a piece of data can hold. `unknown`: anything. An open object may have more fields than those listed; a closed one may not,
 * though any listed field may be absent: shapes tell what cannot be there, never what must.
 */
export type Shape =
  | { readonly kind: 'unknown' }
  /** Nothing: a Choice has found that the field is not there. */
  | { readonly kind: 'absent' }
  | ScalarShape
  | { readonly kind: 'array'; readonly items: Shape }
  | ObjectShape;

/** An object of which some fields are known. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Shape>;
  readonly open: boolean;
}

/** Types of scalars that can be told apart. */
export type ScalarType = 'string' | 'number' | 'boolean' | 'null';

/** A value that is neither object nor array; its type where that is known. */
export interface ScalarShape {
  readonly kind: 'scalar';
  readonly type?: ScalarType;
  /** The only value it has, if it is there. Not of booleans: those of a Pass mostly stand in for work that is still to be written. */
  readonly value?: string | number;
}

export const UNKNOWN: Shape = { kind: 'unknown' };
export const ABSENT: Shape = { kind: 'absent' };
export const SCALAR: ScalarShape = { kind: 'scalar' };
export const EMPTY: Shape = { kind: 'object', fields: new Map(), open: false };
/** The Error Output a catcher gets. */
export const ERROR_OUTPUT: Shape = {
  kind: 'object',
  fields: new Map<string, Shape>([
    ['Error', SCALAR],
    ['Cause', SCALAR],
  ]),
  open: false,
};

// Bounds that keep the analysis linear: beyond them a shape says less, never something wrong.
const MOST_FIELDS = 100;
const DEEPEST = 8;
const LONGEST_PATH = 100;

/** The shape of a constant. */
export function shapeOfConstant(value: JsonValue, depth = 0): Shape {
  if (depth > DEEPEST) return UNKNOWN;
  if (isJsonArray(value))
    return {
      kind: 'array',
      items: value.length > MOST_FIELDS ? UNKNOWN : joinAll(value.map((item) => shapeOfConstant(item, depth + 1))),
    };
  if (value === null) return { kind: 'scalar', type: 'null' };
  if (typeof value === 'boolean') return { kind: 'scalar', type: 'boolean' };
  if (!isJsonObject(value)) return { kind: 'scalar', type: typeof value as ScalarType, value };
  const fields = Object.entries(value);
  if (fields.length > MOST_FIELDS) return UNKNOWN;
  return { kind: 'object', fields: new Map(fields.map(([key, field]) => [key, shapeOfConstant(field, depth + 1)])), open: false };
}

/** The shape of data that comes from one place or the other. Gives `left` itself when it covers `right`. */
export function joinShapes(left: Shape, right: Shape, depth = 0): Shape {
  // What may be absent on one way only may still be there: any field may be absent.
  if (left === right || left.kind === 'unknown' || right.kind === 'absent') return left;
  if (left.kind === 'absent') return right;
  if (depth > DEEPEST || left.kind !== right.kind) return UNKNOWN;
  if (left.kind === 'scalar' && right.kind === 'scalar') return joinScalars(left, right);
  if (left.kind === 'array' && right.kind === 'array') {
    const items = joinShapes(left.items, right.items, depth + 1);
    return items === left.items ? left : { kind: 'array', items };
  }
  if (left.kind !== 'object' || right.kind !== 'object') return left;
  let changed = right.open && !left.open;
  const fields = new Map(left.fields);
  for (const [name, shape] of right.fields) {
    const known = fields.get(name);
    // What an open object does not list may be anything.
    const joined = known === undefined ? (left.open ? undefined : shape) : joinShapes(known, shape, depth + 1);
    if (joined === known || joined === undefined) continue;
    fields.set(name, joined);
    changed = true;
  }
  if (right.open) for (const name of left.fields.keys()) if (!right.fields.has(name) && fields.delete(name)) changed = true;
  if (!changed) return left;
  return fields.size > MOST_FIELDS ? UNKNOWN : { kind: 'object', fields, open: left.open || right.open };
}

function joinScalars(left: ScalarShape, right: ScalarShape): ScalarShape {
  if (left.type === undefined || (left.type === right.type && (left.value === undefined || left.value === right.value))) return left;
  return left.type === right.type ? { kind: 'scalar', type: left.type } : SCALAR;
}

/**
 * What stands at the end of a path, or undefined when nothing can stand there.
 *
 * @param language in JSONata, a name of a list is that of its items; a path of JSONPath finds no name there
 */
export function select(
  shape: Shape,
  segments: readonly (string | number)[],
  language: 'JSONPath' | 'JSONata' = 'JSONata',
): Shape | undefined {
  let at: Shape = shape;
  for (const segment of segments) {
    if (at.kind === 'unknown') return UNKNOWN;
    if (at.kind === 'scalar' || at.kind === 'absent') return undefined;
    if (at.kind === 'array') {
      if (typeof segment !== 'number') return language === 'JSONata' ? UNKNOWN : undefined;
      at = at.items;
    } else {
      const next: Shape | undefined = typeof segment === 'string' ? at.fields.get(segment) : undefined;
      if (next === undefined) return at.open ? UNKNOWN : undefined;
      at = next;
    }
  }
  return at.kind === 'absent' ? undefined : at;
}

/** An input with a result written at a path, as `ResultPath` does. */
export function insert(input: Shape, segments: readonly (string | number)[], result: Shape): Shape {
  if (segments.length > LONGEST_PATH) return UNKNOWN;
  const [first, ...rest] = segments;
  if (first === undefined) return result;
  if (typeof first !== 'string' || (input.kind !== 'object' && input.kind !== 'unknown')) return UNKNOWN;
  const fields = new Map(input.kind === 'object' ? input.fields : []);
  const before = fields.get(first);
  const open = input.kind === 'unknown' || input.open;
  if (fields.size >= MOST_FIELDS) return UNKNOWN;
  fields.set(first, insert(before?.kind === 'absent' ? EMPTY : (before ?? (open ? UNKNOWN : EMPTY)), rest, result));
  return { kind: 'object', fields, open };
}

function joinAll(shapes: readonly Shape[]): Shape {
  const [first, ...rest] = shapes;
  return first === undefined ? UNKNOWN : rest.reduce((joined, shape) => joinShapes(joined, shape), first);
}
