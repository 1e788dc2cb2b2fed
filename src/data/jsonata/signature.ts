import type { Evaluation } from './evaluation';
import { JsonataError } from './jsonata-error';
import { type LetterTaker, matchLetters } from './match-letters';
import { isArray, isFunction, type Value } from './values';

/** Checks and completes the arguments of a call, by a signature such as `<s-nn?:s>`. */
export interface Signature {
  /** The arguments to pass on: missing ones filled from the context, single values wrapped where an array is due. */
  validate(args: readonly Value[], context: Value, run: Evaluation): readonly Value[];
  /** Whether the arguments of a call, of which any may be missing, are what the function works on as they are. */
  fits(args: readonly Value[]): boolean;
  /** How many arguments no call does without. */
  readonly least: number;
  /** Takes any number of arguments beyond those. */
  readonly isOpen: boolean;
}

/** One parameter of a signature: `a<n>?` and the like. */
interface SignatureParameter extends LetterTaker {
  readonly isArray: boolean;
  readonly subtype: string | undefined;
  readonly fromContext: boolean;
}

const ANY = 'asnblfom';
const LETTERS: Readonly<Record<string, string>> = { s: 'sm', n: 'nm', b: 'bm', l: 'lm', o: 'om', a: ANY, f: 'f', j: 'asnblom', x: ANY };
const PLURALS: Readonly<Record<string, string>> = { a: 'arrays', b: 'booleans', f: 'functions', n: 'numbers', o: 'objects', s: 'strings' };

/** Reads a signature that the parser has already accepted. */
export function parseSignature(definition: string): Signature {
  const parameters = parseParameters(definition);
  const simple = parameters.every((parameter) => !parameter.repeated);

  return {
    validate(args, context, run) {
      if (simple && fitsPlainly(parameters, args)) return args;
      const letters = args.map(letterOf).join('');
      // As long as matching takes: a signature may name as many parameters as its text has room for.
      run.readCharacters(parameters.length * letters.length);
      const counts = matchLetters(parameters, letters, true);
      if (counts === undefined) throw mismatch(parameters, args, letters, run);
      return complete(parameters, counts, args, context, run);
    },
    least: parameters.filter(({ optional }) => !optional).length,
    isOpen: !simple,
    fits: (args) => !simple || args.every((value, index) => fitsParameter(parameters[index], value)),
  };
}

/** The frequent case: every argument is there and of its type, and nothing is to be wrapped. */
function fitsPlainly(parameters: readonly SignatureParameter[], args: readonly Value[]): boolean {
  if (args.length > parameters.length) return false;
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]!;
    if (i >= args.length) {
      if (!parameter.optional || parameter.fromContext) return false;
    } else if (parameter.isArray) {
      const value = args[i];
      if (value !== undefined && (!isArray(value) || !hasSubtype(value, parameter.subtype))) return false;
    } else if (!parameter.letters.includes(letterOf(args[i]))) return false;
  }
  return true;
}

function fitsParameter(parameter: SignatureParameter | undefined, value: Value): boolean {
  if (parameter === undefined || (value === undefined && parameter.optional)) return true;
  if (parameter.isArray) return value === undefined || (isArray(value) && hasSubtype(value, parameter.subtype));
  return parameter.letters.includes(letterOf(value));
}

function parseParameters(definition: string): SignatureParameter[] {
  const parameters: SignatureParameter[] = [];
  const amend = (change: Partial<SignatureParameter>): void => {
    const last = parameters.pop();
    if (last !== undefined) parameters.push({ ...last, ...change });
  };
  for (let i = 1; i < definition.length && definition[i] !== ':'; i++) {
    const symbol = definition[i]!;
    if (symbol === '-') amend({ fromContext: true, optional: true });
    else if (symbol === '?') amend({ optional: true });
    else if (symbol === '+') amend({ repeated: true });
    else if (symbol === '(' || symbol === '<') {
      const end = closingBracket(definition, i);
      const inner = definition.slice(i + 1, end);
      if (symbol === '<') amend({ subtype: inner });
      else parameters.push(parameterOf(`${inner}m`, false));
      i = end;
    } else if (LETTERS[symbol] !== undefined) parameters.push(parameterOf(LETTERS[symbol], symbol === 'a'));
  }
  return parameters;
}

function parameterOf(letters: string, array: boolean): SignatureParameter {
  return { letters, isArray: array, subtype: undefined, optional: false, repeated: false, fromContext: false };
}

function closingBracket(text: string, start: number): number {
  const open = text[start];
  const close = open === '(' ? ')' : '>';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === open) depth += 1;
    else if (text[i] === close && --depth === 0) return i;
  }
  return text.length;
}

function letterOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'object':
      if (value === null) return 'l';
      if (isFunction(value)) return 'f';
      return isArray(value) ? 'a' : 'o';
    default:
      return 'm';
  }
}

function complete(
  parameters: readonly SignatureParameter[],
  counts: readonly number[],
  args: readonly Value[],
  context: Value,
  run: Evaluation,
): Value[] {
  const completed: Value[] = [];
  let next = 0;
  parameters.forEach((parameter, index) => {
    const letters = args
      .slice(next, next + counts[index]!)
      .map(letterOf)
      .join('');
    if (letters === '' && parameter.fromContext) {
      if (!parameter.letters.includes(letterOf(context))) throw new JsonataError('T0411', { value: context, index: next + 1 });
      completed.push(context);
      return;
    }
    if (letters === '') completed.push(args[next++]);
    // A function among the values may end up in the result.
    if (parameter.isArray && letters.includes('f')) run.dirty = true;
    for (let i = 0; i < letters.length; i++)
      completed.push(parameter.isArray ? asArray(parameter, letters, args[next], next++) : args[next++]);
  });
  return completed;
}

function asArray(parameter: SignatureParameter, letters: string, value: Value, index: number): Value {
  if (value === undefined) return undefined;
  const fits = isArray(value) ? hasSubtype(value, parameter.subtype) : parameter.subtype === undefined || letters === parameter.subtype;
  if (!fits) throw new JsonataError('T0412', { value, index: index + 1, type: PLURALS[parameter.subtype ?? ''] });
  return isArray(value) ? value : [value];
}

function hasSubtype(items: readonly Value[], subtype: string | undefined): boolean {
  if (subtype === undefined) return true;
  for (let i = 0; i < items.length; i++) if (letterOf(items[i]) !== subtype[0]) return false;
  return true;
}

/** Finds the first argument that does not fit: the one after those that as many parameters as possible take. */
function mismatch(parameters: readonly SignatureParameter[], args: readonly Value[], letters: string, run: Evaluation): JsonataError {
  let good = 0;
  let matching = 0;
  // Where so many parameters match, fewer do as well.
  for (let failing = parameters.length + 1; failing - matching > 1; ) {
    const middle = (matching + failing) >> 1;
    run.readCharacters(middle * letters.length);
    const counts = matchLetters(parameters.slice(0, middle), letters, false);
    if (counts === undefined) failing = middle;
    else {
      matching = middle;
      good = counts.reduce((total, count) => total + count, 0);
    }
  }
  return new JsonataError('T0410', { value: args[good], index: good + 1 });
}
