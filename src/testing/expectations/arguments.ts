import { childPointer, kinds, type OptionKind, QUOTAS, receivedText, type StateType, valueMistake } from '../../asl';
import { requireStateOf } from '../machine-view/machine-facts';
import { fitsAny, isEmptyPattern, isRegExp } from '../regular-expression';
import { requireRealError } from '../require-real-error';
import { durationMilliseconds, type VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import { whateverPattern } from '../whatever-pattern';
import { isAsymmetric } from './asymmetric';
import { asParsed, asSeconds, type OtherReading } from './other-reading';
import { valueText } from './phrases';
import type { Subject } from './subject';

/** One argument of a matcher. */
export interface Argument {
  /** As a sentence names it: `the name of a state`. */
  readonly name: string;
  /** What a call looks like, for hints. */
  readonly example: string;
  readonly optional?: boolean;
  /** Stands for all arguments from here on, one at least. */
  readonly rest?: boolean;
  /** What else a value may have been meant to say. @default nothing */
  readonly otherwise?: (value: unknown) => OtherReading | undefined;
  /** Throws a usage error for a value that cannot be meant. */
  readonly check: (value: unknown, matcher: string, subject: Subject) => void;
}

/** Throws a usage error for a call with too few arguments, too many, or one that can never fit. */
export function checkArguments(matcher: string, takes: readonly Argument[], given: readonly unknown[], subject: Subject): void {
  const example = `write .${matcher}(${takes
    .filter(({ optional }) => optional !== true)
    .map((argument) => argument.example)
    .join(', ')}).`;
  const last = takes.at(-1);
  if (given.length > takes.length && last?.rest !== true) {
    const most = takes.length === 0 ? 'no arguments' : `at most ${takes.length} ${takes.length === 1 ? 'argument' : 'arguments'}`;
    throw new UsageError(`${matcher}() expected ${most}, received ${given.length}.`, example);
  }
  for (const [index, argument] of takes.entries()) {
    const values = argument.rest === true ? given.slice(index) : [given[index]];
    if (index >= given.length || (given[index] === undefined && argument.rest !== true)) {
      if (argument.optional === true) continue;
      const received = index >= given.length ? (argument.rest === true ? 'none' : 'nothing') : 'undefined';
      throw new UsageError(`${matcher}() expected ${argument.name}, received ${received}.`, example);
    }
    for (const value of values) argument.check(value, matcher, subject);
  }
}

/** The name of a state that the machine has, of certain kinds where only those can be meant. */
export function state(of?: { readonly kinds: readonly StateType[]; readonly why: string }): Argument {
  return {
    name: 'the name of a state',
    example: "'Ship'",
    check: (value, matcher, { machine, visits, counts }) => {
      if (typeof value !== 'string')
        throw new UsageError(
          `${matcher}() expected the name of a state, received ${receivedText(value)}.`,
          Array.isArray(value) ? "pass them one by one: ('First', 'Second')." : `write .${matcher}('Ship').`,
        );
      if (machine === undefined && counts !== undefined)
        requireStateOf(
          'The definition',
          counts.states.map(({ name }) => name),
          value,
        );
      machine?.requireState(value);
      // A plain result of the interpreter tells the kinds of the states that it visited.
      const kind = machine?.get(value)?.type ?? visits.find((visit) => visit.state === value)?.kind;
      if (of === undefined || kind === undefined || (of.kinds as readonly string[]).includes(kind)) return;
      throw new UsageError(
        `${matcher}() expected a state of type ${of.kinds.join(', ')}, received "${value}", a ${kind} state: ${of.why}.`,
        'name another state, or look at its visits: execution.state(name).',
      );
    },
  };
}

/** Names of states, one or more. */
export const states: Argument = {
  ...state(),
  name: 'the names of states',
  example: "'First', 'Second'",
  rest: true,
};

/** The name of an error: a text, a regular expression or an asymmetric matcher. */
export const errorName: Argument = {
  name: 'the name of an error',
  example: "'OrderRejected'",
  check: (value, matcher, { error }) => {
    // A Fail state may name an error as it likes: what came is not a misspelling.
    if (typeof value === 'string' && value !== error)
      requireRealError(`${matcher}() expected the name of an error,`, value, `name the error, or write .${matcher}(expect.any(String)).`);
    refuseAnyPattern(value, matcher, 'name');
    if (typeof value === 'string' || isRegExp(value) || isAsymmetric(value)) return;
    throw new UsageError(
      `${matcher}() expected the name of an error as text, regular expression or asymmetric matcher, received ${receivedText(value)}.`,
      errorNameHint(matcher, value),
    );
  },
};

function errorNameHint(matcher: string, value: unknown): string {
  if (value instanceof Error) return `a workflow fails with a name: write .${matcher}('${value.name}'), or what it is called there.`;
  if (typeof value === 'function' && value.name !== '') return `a workflow fails with a name: write .${matcher}('${value.name}').`;
  return matcher === 'toHaveCaught'
    ? "write .toHaveCaught('Ship', 'NoCarrier', { next: 'Refund' })."
    : `write .${matcher}('OrderRejected').`;
}

/** A cause: a text, a regular expression, an asymmetric matcher, or what its JSON says. */
export const cause: Argument = {
  name: 'a cause',
  example: "'nobody ships'",
  check: (value, matcher) => {
    refuseAnyPattern(value, matcher, 'cause');
    if (typeof value === 'string' || isRegExp(value)) return;
    if (typeof value === 'object' && value !== null) return checkData(value, matcher, 'a cause');
    throw new UsageError(
      `${matcher}() expected a cause as text, regular expression or what its JSON says, received ${receivedText(value)}.`,
      `write .${matcher}('OrderRejected', /nobody ships/).`,
    );
  },
};

function refuseAnyPattern(value: unknown, matcher: string, of: 'name' | 'cause'): void {
  const what = of === 'name' ? 'the name of an error' : 'a cause';
  if (isEmptyPattern(value))
    throw new UsageError(
      `${matcher}() expected a pattern for ${what}, received one of an empty text, which fits everything.`,
      'look at the text that it is made of; for any text write expect.any(String).',
    );
  if (!fitsAny(value, of)) return;
  throw new UsageError(
    `${matcher}() expected a pattern for ${what}, received ${valueText(value)}, which fits every ${of}.`,
    `name what is meant; for any ${of} write expect.any(String).`,
  );
}

/** Data as a workflow has it: JSON, in which asymmetric matchers may stand. */
export function data(name: string, example: string): Argument {
  return { name, example, otherwise: asParsed, check: (value, matcher) => checkData(value, matcher, name) };
}

/** Values of variables by their names, one at least. */
export const variables: Argument = {
  name: 'variables',
  example: '{ total: 40 }',
  check: (value, matcher, { machine }) => {
    requireKind(matcher, value, kinds.anObject, 'the variables', 'write { total: 40 }.');
    if (isAsymmetric(value))
      throw new UsageError(
        `${matcher}() expected variables by their names, received ${valueText(value)}.`,
        'write { total: expect.any(Number) }: other variables may be there.',
      );
    if (Object.keys(value as object).length === 0)
      throw new UsageError(`${matcher}() expected variables, received {}.`, 'name those that are meant: { total: 40 }.');
    checkData(value, matcher, 'variables');
    for (const name of Object.keys(value as object)) machine?.requireVariable(name);
  },
};

/** How often something came. */
export function count(noun: string, hint: string): Argument {
  return {
    name: `a whole number of ${noun}`,
    example: '2',
    check: (value, matcher) => {
      if (Number.isSafeInteger(value) && (value as number) >= 0) return;
      throw new UsageError(
        `${matcher}() expected a whole number of ${noun}, received ${receivedText(value)}.`,
        isDigits(value) ? `write ${value}, without quotes.` : hint,
      );
    },
  };
}

function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,9}$/.test(value);
}

/** A span of virtual time. */
export const duration: Argument = {
  name: 'a duration',
  example: '{ minutes: 5 }',
  otherwise: asSeconds,
  check: (value, matcher) => void durationMilliseconds(value as VirtualDuration, `${matcher}()`),
};

/** An argument that another function looks at. */
export function argument(
  name: string,
  example: string,
  check: Argument['check'],
  otherwise: Argument['otherwise'] = () => undefined,
): Argument {
  return { name, example, check, otherwise };
}

/** An argument that may be left out. */
export function optional(given: Argument): Argument {
  return { ...given, optional: true };
}

function requireKind(matcher: string, value: unknown, kind: OptionKind, name: string, hint: string): void {
  const mistake = valueMistake(value, kind, name);
  if (mistake !== undefined) throw new UsageError(`${matcher}() ${mistake.message}`, hint);
}

/** What JSON cannot hold never equals the data of a workflow: behind .not it would pass for ever. A pattern that is made of nothing says nothing. */
function checkData(value: unknown, matcher: string, name: string): void {
  const whatever = whateverPattern(value);
  if (whatever !== undefined)
    throw new UsageError(
      `${matcher}() expected ${name}, received ${valueText(value)}, which every ${whatever.any} fits.`,
      `${whatever.instead}.`,
    );
  const found = notData(value, '', []);
  if (found === undefined) return;
  if (found.tooDeep) {
    throw new UsageError(
      `${matcher}() expected ${name} of up to ${QUOTAS.payloadDepth} levels, as deep as data of a workflow may nest, and received more.`,
      'look for a loop that wraps a value in itself.',
    );
  }
  const place = found.pointer === '' ? '' : ` at ${found.pointer}`;
  throw new UsageError(
    `${matcher}() expected ${name} as JSON has it, received ${receivedText(found.value)}${place}.`,
    notDataHint(found.value),
  );
}

interface NoData {
  readonly pointer: string;
  readonly value: unknown;
  readonly tooDeep?: boolean;
}

function notData(value: unknown, pointer: string, parents: readonly unknown[]): NoData | undefined {
  if (isAsymmetric(value) || value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { pointer, value };
  if (typeof value !== 'object' || parents.includes(value)) return { pointer, value };
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]' && !Array.isArray(value)) return { pointer, value };
  if (parents.length === QUOTAS.payloadDepth) return { pointer, value, tooDeep: true };
  const inside = [...parents, value];
  for (const [key, item] of Object.entries(value)) {
    const found = notData(item, childPointer(pointer, key), inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function notDataHint(value: unknown): string {
  if (isRegExp(value)) return `write expect.stringMatching(${String(value)}).`;
  if (value instanceof Date) return 'data of a workflow holds texts: write date.toISOString().';
  if (typeof value === 'function') return 'write an asymmetric matcher, such as expect.any(String), or call the function.';
  if (typeof (value as { then?: unknown } | undefined)?.then === 'function') return 'await the promise.';
  return 'write what the output holds as JSON.';
}
