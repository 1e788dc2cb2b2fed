declare const typedValue: unique symbol;

/**
 * A type handed over as a value.
 *
 * @typeParam Value the type
 */
export interface Typed<Value> {
  readonly [typedValue]?: Value;
}

/**
 * Names a type where no function can tell it, such as what comes back with a task token.
 *
 * @example invoke('Ask Manager', ask, { waitForTaskToken: true, result: typed<Approval>(), payload: ..., into: 'approval' })
 */
export function typed<Value>(): Typed<Value> {
  return Object.freeze({});
}
