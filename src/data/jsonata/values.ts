/** An object seen by an expression: plain JSON, possibly holding functions while an expression runs. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** Everything an expression can compute. Undefined means "nothing". */
export type Value = undefined | null | string | number | boolean | readonly Value[] | ValueObject | FunctionValue;

/** A function as a value: a lambda, a built-in, a regular expression or the result of a partial application. */
export abstract class FunctionValue {
  constructor(
    /** How many arguments a higher-order function hands over. */
    readonly arity: number,
  ) {}

  /** True for a regular expression. */
  get isRegex(): boolean {
    return false;
  }
}

/**
 * The intermediate result of a query: an array with a mark. One item stands for itself and none for nothing, unless
 * `keepSingleton` is set. Sequences never leave an evaluation: `plain.ts` makes ordinary arrays of them.
 */
export interface Sequence extends Array<Value> {
  // A mark rather than a subclass of Array, whose instances take several times as long to make.
  readonly sequence: true;
  keepSingleton?: boolean;
  /** True for the wrapper around an input document that is itself an array. */
  outerWrapper?: boolean;
}

export function newSequence(): Sequence {
  const sequence: Value[] & { sequence?: true } = [];
  sequence.sequence = true;
  return sequence as Sequence;
}

/** A sequence of one item. */
export function sequenceOf(value: Value): Sequence {
  const sequence = newSequence();
  sequence.push(value);
  return sequence;
}

export function isSequence(value: Value): value is Sequence {
  return Array.isArray(value) && (value as Partial<Sequence>).sequence === true;
}

/** What a step with `@`, `#` or `%` binds beside the item itself, which is under `@`. */
export type Tuple = Map<string, Value>;

/** A stream of bindings, produced by paths that use `@`, `#` or `%`. */
export class TupleStream extends Array<Value> {
  tuples: Tuple[] = [];
}

/** An array written as `[…]` in the first or last step of a path: it is not flattened into its surroundings. */
export class ConstructedArray extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** `Array.isArray` that keeps the element type. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells an object from an array, null or a function. */
export function isObject(value: Value): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FunctionValue);
}

export function isFunction(value: Value): value is FunctionValue {
  return value instanceof FunctionValue;
}

/** A name that `Object.prototype` has too, so that reading it plainly could find something that is not data. */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype;
}

/** An object's own value; what its prototype has does not exist. */
export function ownValue(object: ValueObject, key: string): Value {
  const value = object[key];
  if (value === undefined) return undefined;
  return isInheritedName(key) && !Object.hasOwn(object, key) ? undefined : value;
}

/** Sets a key of an object under construction; `__proto__` is only a key. */
export function setValue(target: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
