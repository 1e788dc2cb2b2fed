import { type OptionKind, receivedText, valueMistake } from './option-table';
import { UsageError } from './usage-error';

/** One parameter of a public function. */
export interface Parameter {
  /** As a sentence names it: `the history`. */
  readonly name: string;
  readonly kind: OptionKind;
  /** What to write instead. */
  readonly hint?: string;
  readonly optional?: boolean;
}

/** A parameter that may be left out. */
export function optionally(parameter: Parameter): Parameter {
  return { ...parameter, optional: true };
}

/**
 * Throws a UsageError for a call with too many arguments, or with one of another kind. JavaScript drops the first kind in silence, and the second ends in a
 * TypeError that names nothing of the caller's.
 *
 * @param call what was called: `visitsOf()`
 * @param given the function's `arguments`
 */
export function requireArguments(call: string, given: ArrayLike<unknown>, ...parameters: readonly Parameter[]): void {
  refuseSurplus(call, parameters.length, given);
  for (const [index, { name, kind, hint, optional }] of parameters.entries()) {
    const value = given[index];
    if (value === undefined && optional === true) continue;
    const mistake = valueMistake(value, kind, name);
    if (mistake === undefined) continue;
    const advice = mistake.hint ?? hint;
    throw new UsageError(`${call}: ${mistake.message}${advice === undefined ? '' : ` Hint: ${advice}`}`);
  }
}

/** Throws a UsageError for a call with more arguments than the function takes. */
export function refuseSurplus(call: string, most: number, given: ArrayLike<unknown>, hint?: string): void {
  const mistake = surplusMistake(call, most, given);
  if (mistake !== undefined)
    throw new UsageError(`${mistake} Hint: ${hint ?? `leave out ${receivedText(given[most])}, which changes nothing.`}`);
}

/** What is wrong with a call that has more arguments than the function takes; undefined for any other. */
export function surplusMistake(call: string, most: number, given: ArrayLike<unknown>): string | undefined {
  if (given.length <= most || (most === 1 && isCallback(given))) return undefined;
  const takes = most === 0 ? 'no arguments' : `at most ${most} ${most === 1 ? 'argument' : 'arguments'}`;
  return `${call}: expected ${takes}, received ${given.length}.`;
}

/** What `map`, `filter` and `forEach` of an array hand to a function of one parameter: the item, its index and the array. */
function isCallback(given: ArrayLike<unknown>): boolean {
  const [item, index, list] = Array.from(given);
  return given.length === 3 && Array.isArray(list) && typeof index === 'number' && list[index] === item;
}

/** How many arguments a method takes; with what to write instead of more, or with what it lets pass all the same. */
export type MostArguments =
  | number
  | { readonly most: number; readonly hint?: string; readonly lets?: (given: readonly unknown[]) => boolean };

/** Names of the members that are functions. */
type MethodOf<Owner> = {
  [Name in keyof Owner]-?: IsFunction<NonNullable<Owner[Name]>> extends true ? Name : never;
}[keyof Owner];

/** A member that can be nothing at all is not a function. */
type IsFunction<Member> = [Member] extends [never] ? false : Member extends (...given: never[]) => unknown ? true : false;

/**
 * Every method of an object with the arguments that it takes: a forgotten one does not compile. `toString` is for the language to call.
 *
 * @typeParam Owner the object's type
 */
export type MethodTable<Owner> = Readonly<Record<Exclude<MethodOf<Owner>, symbol | 'toString'>, MostArguments>>;

/** Makes the methods of an object refuse arguments that they do not take, and gives the object. */
export function exactMethods<Owner extends object>(owner: Owner, label: string, table: MethodTable<Owner>): Owner {
  for (const [name, takes] of Object.entries(table) as [string, MostArguments][]) {
    const described = Object.getOwnPropertyDescriptor(owner, name);
    const method: unknown = described?.value;
    if (described === undefined || typeof method !== 'function') continue;
    const { most, hint, lets } = typeof takes === 'number' ? { most: takes, hint: undefined, lets: undefined } : takes;
    // Without a rest parameter, which would be a list for every call.
    const exact = function (this: unknown): unknown {
      if (arguments.length > most && lets?.(Array.from(arguments)) !== true) refuseSurplus(`${label}${name}()`, most, arguments, hint);
      // A plain call is several times quicker than one that hands a list on, and `pump` is called in every turn of a loop.
      return arguments.length === 0 ? method.call(this) : Reflect.apply(method, this, arguments);
    };
    Object.defineProperty(owner, name, { ...described, value: exact });
  }
  return owner;
}
