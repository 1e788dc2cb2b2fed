import { Token } from 'aws-cdk-lib';
import { kinds, type OptionKind, type OptionTable } from '../../asl';
import type { PlaceKey } from '../types/options';

const { anObject, callable, either, flag, name, text, wholeNumber } = kinds;

/** Options with what each takes: a forgotten one does not compile. */
export type Kinds<Key extends string> = OptionTable<Record<Key, unknown>>;

/** By what it can do: another copy of aws-cdk-lib has a class of its own. */
export const duration: OptionKind = {
  expected: 'a Duration of aws-cdk-lib',
  accepts: (value) => typeof (value as { toSeconds?: unknown } | null)?.toSeconds === 'function',
};
/** Whether it is a number that the service takes is judged where it is written down, in words of its own. */
export const aNumber: OptionKind = { expected: 'a number', accepts: (value) => typeof value === 'number' && !Number.isNaN(value) };
/** A text that is known, or that a function gives. */
export const written = either('a text or a function that gives one', text, callable);
/** The value of a parameter, which aws-cdk-lib fills in later. */
const late: OptionKind = {
  expected: 'a number of aws-cdk-lib',
  accepts: (value) => typeof value === 'number' && Token.isUnresolved(value),
};
/** A part of a hundred, or a function that gives one. */
export const percentage: OptionKind = either(
  'a number from 0 to 100, or a function that gives one',
  { expected: 'a number from 0 to 100', accepts: (value) => typeof value === 'number' && value >= 0 && value <= 100 },
  late,
  callable,
);
/** A whole number, or a function that gives one. */
export const countedFrom = (least: number): OptionKind =>
  either(`a whole number of ${least} or more, or a function that gives one`, wholeNumber(least), late, callable);
/** A whole number of 0 or more, or a function that gives one. */
export const counted = countedFrom(0);
/** A pause or limit that is known, or that a function gives. */
export const timed = either('a Duration of aws-cdk-lib, or a function that gives seconds', duration, callable);
/** Steps that stand inside another one. */
export const step = either('a step or a function that makes one', anObject, callable);
/** A construct of the CDK, whichever copy made it. */
export const construct = { ...anObject, expected: 'a construct' };
/** Whose permissions a task has. */
export const credentials = either('a role, or a function that gives an ARN', anObject, callable);
/** A type that a program names. */
export const typed = { ...anObject, expected: 'what typed() gives' };
/** Where a result goes. */
export const PLACE: Kinds<PlaceKey> = { into: name, replace: name, discard: flag };
/** What a step runs over. */
export const ITEMS: Kinds<'items' | 'itemSelector' | 'maxConcurrency'> = {
  items: callable,
  itemSelector: callable,
  maxConcurrency: counted,
};
