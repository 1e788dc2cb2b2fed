import type { NativeFunction } from '../apply';
import { aggregateFunctions } from './aggregate';
import { arrayFunctions } from './array';
import { dateTimeFunctions } from './date-time';
import { encodingFunctions } from './encoding';
import { higherOrderFunctions } from './higher-order';
import { numericFunctions } from './numeric';
import { objectFunctions } from './object';
import { patternFunctions } from './pattern';
import { serviceFunctions } from './service';
import { stringFunctions } from './string';
import { truthFunctions } from './truth';

// No prototype, so that $toString and the like are unknown names.
const FUNCTIONS: Readonly<Record<string, NativeFunction | undefined>> = Object.assign(
  Object.create(null) as Record<string, NativeFunction>,
  aggregateFunctions,
  arrayFunctions,
  dateTimeFunctions,
  encodingFunctions,
  higherOrderFunctions,
  numericFunctions,
  objectFunctions,
  patternFunctions,
  stringFunctions,
  truthFunctions,
  // Last, since Step Functions has its own $random.
  serviceFunctions,
);

/** A built-in function by its name without `$`. `$eval` is not there, as on AWS. */
export function builtInFunction(name: string): NativeFunction | undefined {
  return FUNCTIONS[name];
}

/** How many arguments a call of a function has, by its name without `$`; undefined for a name that is not there. */
export function builtInArguments(name: string): { readonly least: number; readonly most: number } | undefined {
  const found = FUNCTIONS[name];
  if (found?.signature === undefined) return undefined;
  const { least, isOpen } = found.signature;
  return { least, most: isOpen ? Infinity : found.arity };
}

/** The names of all functions, without `$`. */
export function builtInFunctionNames(): string[] {
  return Object.keys(FUNCTIONS);
}
