import { type Implementation, NativeFunction } from '../apply';
import type { Evaluation } from '../evaluation';
import { parseSignature } from '../signature';
import { isArray, type Value } from '../values';
import type { ArgumentsOf, StrictArgumentsOf } from './arguments-of';

/** What a group of functions offers, by name without `$`. */
export type FunctionGroup = Readonly<Record<string, NativeFunction>>;

/** What a function does with the arguments that its signature lets through. */
type Work<Arguments> = (args: Arguments, run: Evaluation, input: Value) => Value;

/** Describes one function: its arity is what higher-order functions go by, its signature what calls are checked against, and what types its arguments. */
export function define<const Signature extends string>(
  name: string,
  arity: number,
  signature: Signature,
  work: Work<ArgumentsOf<Signature>>,
): NativeFunction {
  return new NativeFunction(name, arity, parseSignature(signature), work as Implementation);
}

/**
 * As `define`, for a function that gives nothing when its first argument is nothing, and goes through that one and all texts. Another argument may still be nothing: the library computes on with JavaScript's
 * undefined then, and so does the `!` of such a function.
 */
export function defineStrict<const Signature extends string>(
  name: string,
  arity: number,
  signature: Signature,
  work: Work<StrictArgumentsOf<Signature>>,
): NativeFunction {
  const implementation = work as Implementation;
  const strict: Implementation = (args, run, input) => {
    const [first] = args;
    if (first === undefined) return undefined;
    for (let i = 0; i < args.length; i++) {
      const value = args[i];
      if (typeof value === 'string') run.readText(value);
    }
    if (isArray(first)) run.readList(first.length);
    return implementation(args, run, input);
  };
  return new NativeFunction(name, arity, parseSignature(signature), strict);
}

/** Functions by their names. */
export function groupOf(...functions: readonly NativeFunction[]): FunctionGroup {
  return Object.fromEntries(functions.map((definition) => [definition.name, definition]));
}
