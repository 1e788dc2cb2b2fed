/** An object seen by an expression: plain JSON, possibly holding functions while an expression runs. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** Everything an expression can compute. Undefined means "nothing". */
export type Value = undefined | null | string | number | boolean | readonly Value[] | ValueObject | FunctionValue;

/** A function as a value: a lambda, a built-in, a regular expression or the result of a partial application. */
export abstract class FunctionValue {
  // Without a private member an instance would be structurally an empty object, and narrowing would lie.
  private readonly brand = true;

  constructor(
    /** How many arguments a higher-order function hands over. */
    readonly arity: number,
  ) {}

  protected isBranded(): boolean {
    return this.brand;
  }
}

/**
 * The intermediate result of a query. One item stands for itself and none for nothing, unless `keepSingleton` is set.
 * Sequences never leave an evaluation: `plain.ts` turns them into ordinary arrays.
 */
export class Sequence extends Array<Value> {
  keepSingleton = false;
  /** True for the wrapper around an input document that is itself an array. */
  outerWrapper = false;

  static of1(value: Value): Sequence {
    const sequence = new Sequence();
    sequence.push(value);
    return sequence;
  }

  // Array methods of a subclass would otherwise build sequences where the language wants ordinary arrays.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** What a step with `@`, `#` or `%` binds beside the item itself, which is under `@`. */
export type Tuple = Map<string, Value>;

/** A stream of bindings, produced by paths that use `@`, `#` or `%`. */
export class TupleStream extends Sequence {
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

/** A name that `Object.prototype` has too, so that reading it plainly could find something that is no data. */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype;
}

/** An object's own value; what its prototype has does not exist. */
export function ownValue(object: ValueObject, key: string): Value {
  const value = object[key];
  if (value === undefined) return undefined;
  return isInheritedName(key) && !Object.prototype.hasOwnProperty.call(object, key) ? undefined : value;
}

/** Sets a key of an object under construction; `__proto__` is only a key. */
export function setValue(target: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
