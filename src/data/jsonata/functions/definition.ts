import { type Implementation, NativeFunction } from '../apply';
import { parseSignature } from '../signature';
import { isArray } from '../values';

/** What a group of functions offers, by name without `$`. */
export type FunctionGroup = Readonly<Record<string, NativeFunction>>;

/** Describes one function: its arity is what higher-order functions go by, its signature what calls are checked against. */
export function define(name: string, arity: number, signature: string, implementation: Implementation): NativeFunction {
  return new NativeFunction(name, arity, parseSignature(signature), implementation);
}

/** As `define`, for a function that gives nothing when its first argument is nothing, and goes through that one and all texts. */
export function defineStrict(name: string, arity: number, signature: string, implementation: Implementation): NativeFunction {
  return define(name, arity, signature, (args, run, input) => {
    const [first] = args;
    if (first === undefined) return undefined;
    for (let i = 0; i < args.length; i++) {
      const value = args[i];
      if (typeof value === 'string') run.readText(value);
    }
    if (isArray(first)) run.readList(first.length);
    return implementation(args, run, input);
  });
}

/** Functions by their names. */
export function groupOf(...functions: readonly NativeFunction[]): FunctionGroup {
  return Object.fromEntries(functions.map((definition) => [definition.name, definition]));
}
