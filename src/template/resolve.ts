import { childPointer, defineKey, isJsonArray, isJsonObject, type JsonObject, type JsonValue, memberIn, type Problem } from '../asl';
import { broken, conditionFunctions, intrinsicFunctions, type TemplateFunction, unresolved, withDynamicReferences } from './functions';
import type { StackScope } from './stack-scope';

/** Far deeper than templates go, and well within the call stack. */
const DEEPEST = 500;

/** Levels under way, those of conditions and outputs that a value leads to included: a long chain of them is as deep as a deep value. */
let depth = 0;

/** More work than any template of CloudFormation's size asks for. A value that a function takes twice can double it with each level. */
const MOST_WORK = 1_000_000;
/** Characters and items that are gone through in the time of one place. */
const CHARACTERS_A_PLACE = 256;

/** Work done for the value under way. */
let work = 0;

const TOO_LARGE = {
  expected: `at most ${MOST_WORK} places, those that functions repeat counted each time`,
  hint: 'Make it smaller: AWS accepts no value of this size.',
};

/** The places that a value counts for, without what is inside of it. */
function placesOf(value: JsonValue | undefined): number {
  return 1 + (typeof value === 'string' || isJsonArray(value) ? Math.floor(value.length / CHARACTERS_A_PLACE) : 0);
}

/** Where the value stands, and who hears of what could not be resolved. */
export interface ResolveOptions {
  /** JSON pointer of the value in the template. @default "" */
  readonly pointer?: string;
  /** Called for everything a readable label had to stand in for. @default nobody */
  readonly report?: (problem: Problem) => void;
}

/**
 * A template's value with every intrinsic function replaced by what it gives; names of resources are stable fakes.
 * Undefined stands for `AWS::NoValue`; what cannot be resolved becomes a readable label and is reported, never thrown.
 */
export function resolve(
  value: JsonValue,
  scope: StackScope,
  { pointer = '', report = () => {} }: ResolveOptions = {},
): JsonValue | undefined {
  return resolveWith(intrinsicFunctions, value, scope, pointer, report);
}

/** The same for the inside of `Conditions`, where `Condition` is a function too. */
export function resolveCondition(
  value: JsonValue,
  scope: StackScope,
  { pointer = '', report = () => {} }: ResolveOptions = {},
): JsonValue | undefined {
  return resolveWith(conditionFunctions, value, scope, pointer, report);
}

function resolveWith(
  functions: ReadonlyMap<string, TemplateFunction>,
  value: JsonValue,
  scope: StackScope,
  pointer: string,
  report: (problem: Problem) => void,
): JsonValue | undefined {
  const walk = (inner: JsonValue, at: string): JsonValue | undefined => {
    if (depth >= DEEPEST)
      return unresolved(contextAt(at), 'too-deep', { expected: `at most ${DEEPEST} levels`, hint: 'Flatten the value.' });
    if (depth === 0) work = 0;
    if (work > MOST_WORK) return 'too-large';
    work += placesOf(inner);
    // Said once: what follows is as large.
    if (work > MOST_WORK) return unresolved(contextAt(at), 'too-large', TOO_LARGE);
    depth += 1;
    try {
      return descend(inner, at);
    } finally {
      depth -= 1;
    }
  };
  const descend = (inner: JsonValue, at: string): JsonValue | undefined => {
    if (isJsonArray(inner)) return list(inner, at);
    if (!isJsonObject(inner)) return inner;
    const keys = Object.keys(inner);
    const [key] = keys;
    if (keys.length !== 1 || key === undefined) return object(inner, at);
    const argument = memberIn(inner, key);
    const apply = functions.get(key);
    const argumentPointer = childPointer(at, key);
    if (apply !== undefined) {
      work += placesOf(isJsonArray(argument) ? argument[0] : argument);
      const given = apply(argument, contextAt(argumentPointer));
      work += placesOf(given);
      return given;
    }
    if (!key.startsWith('Fn::')) return object(inner, at);
    const hint = 'Put the value into the template.';
    return broken(contextAt(argumentPointer), key, { expected: 'a function of CloudFormation that Drystep knows', received: key, hint });
  };
  const list = (items: readonly JsonValue[], at: string): JsonValue[] =>
    items.map((item, index) => walk(item, childPointer(at, index))).filter((item) => item !== undefined);
  const object = (source: JsonObject, at: string): JsonObject => {
    const target: Record<string, JsonValue> = {};
    for (const [key, field] of Object.entries(source)) {
      const resolved = walk(field, childPointer(at, key));
      if (resolved !== undefined) defineKey(target, key, resolved);
    }
    return target;
  };
  const contextAt = (at: string) => ({
    scope,
    pointer: at,
    report,
    resolve: (inner: JsonValue, ...keys: readonly (string | number)[]) => walk(inner, keys.reduce<string>(childPointer, at)),
  });
  const result = walk(value, pointer);
  return result === undefined ? undefined : withDynamicReferences(result, (label) => void scope.inventions.add(label));
}
