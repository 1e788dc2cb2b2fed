import { inheritedMember, inheritedText } from './inherited-member';
import { nearestName } from './nearest-name';
import { shortened } from './shortened';

/** What an option takes: in words, and as a question. */
export interface OptionKind {
  /** `true or false`, `a whole number of 0 or more`: stands behind "expected". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** What stands inside a value that is accepted: a mistake in it, if there is one. */
  readonly inside?: (value: never, path: string) => OptionMistake | undefined;
  /** Words of which one was meant, for the nearest. */
  readonly words?: readonly string[];
}

/**
 * Every option of a type with what it takes: a forgotten one does not compile.
 *
 * @typeParam Options the type of the options
 */
export type OptionTable<Options> = Readonly<Record<keyof Required<Options>, OptionKind>>;

/** Options that cannot be meant. */
export interface OptionMistake {
  /** `expected …, received ….` */
  readonly message: string;
  readonly hint: string | undefined;
  /** Whether no option has the name: it may belong elsewhere. */
  readonly isUnknownName?: boolean;
}

/** The first mistake in options: no object, a name that no option has, or a value that the option does not take. Undefined when all is well. */
export function optionMistake(given: unknown, table: Readonly<Record<string, OptionKind>>, path = ''): OptionMistake | undefined {
  if (!isOptionsObject(given)) {
    const what = path === '' ? 'options' : `options for ${path}`;
    return {
      message: `expected ${what} as an object, received ${receivedText(given)}.`,
      hint: `choose from ${Object.keys(table).join(', ')}.`,
    };
  }
  const inherited = inheritedMember(given, (name) => isKind(table[name]));
  if (inherited !== undefined) return inheritedText(inherited, path);
  // Each execution comes by here: no list is made, and no name looked up twice. What all objects inherit accepts nothing.
  for (const name in given) {
    const kind = table[name] as Partial<OptionKind> | undefined;
    if (!isKind(kind)) return unknownOption(name, path, Object.keys(table));
    const value = given[name];
    // An option that is undefined is one that was left out.
    if (value === undefined) continue;
    const mistake = valueMistake(value, kind, path === '' ? name : `${path}.${name}`);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function isKind(found: Partial<OptionKind> | undefined): found is OptionKind {
  return found?.accepts !== undefined;
}

/** What is wrong with the value of one option. */
export function valueMistake(value: unknown, kind: OptionKind, path: string): OptionMistake | undefined {
  if (kind.accepts(value)) return kind.inside?.(value as never, path);
  const nearest = typeof value === 'string' && kind.words !== undefined ? nearestName(value, kind.words) : undefined;
  return {
    message: `expected ${kind.expected} for ${path}, received ${receivedText(value)}.`,
    hint: nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`,
  };
}

/** A value in a few words, as messages show what they received. */
export function receivedText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value, 80));
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (typeof value === 'bigint') return `the BigInt ${shortened(String(value), 40)}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise';
  const name = isOptionsObject(value) ? 'Object' : (value.constructor?.name ?? 'Object');
  if (name !== 'Object') return `an object of ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}' : `an object with ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''}`;
}

function unknownOption(name: string, path: string, names: readonly string[]): OptionMistake {
  const nearest = nearestName(name, names);
  return {
    message: `expected options among ${names.join(', ')}${path === '' ? '' : ` in ${path}`}, received ${JSON.stringify(name)}.`,
    hint: nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`,
    isUnknownName: true,
  };
}

/** Lists, promises, functions and what JavaScript brings as classes have names of their own, and none of them is an option. */
function isOptionsObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  // What is written in braces, unless it says to be something else: asking for its tag takes several times as long.
  if (Object.getPrototypeOf(value) === Object.prototype && !(Symbol.toStringTag in value)) return true;
  return Object.prototype.toString.call(value) === '[object Object]';
}
