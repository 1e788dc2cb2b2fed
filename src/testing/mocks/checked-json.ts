import { childPointer, defineKey, type JsonValue, jsonHint, receivedText } from '../../asl';
import { isSpecialAnswer } from '../../interpreter';
import { insidesOf } from '../visits/insides';
import { packageValue } from './answer-value';

/** What keeps a value from being JSON: where, and what stands there in words. */
export interface NotJson {
  readonly pointer: string;
  readonly received: string;
  /** What to write instead, for the author of the answer. */
  readonly hint: (verb: 'answer' | 'write') => string;
}

/** A value as JSON, or the first place that is not JSON. */
export type CheckedJson = { readonly value: JsonValue } | { readonly notJson: NotJson };

/**
 * Returns a copy of a value as JSON, or says what in it JSON cannot hold: undefined, functions, symbols, BigInt, cycles, NaN and
 * objects of a class. A property of an object that is undefined is left out, as `JSON.stringify` does.
 */
export function checkedJson(value: unknown): CheckedJson {
  try {
    return { value: copy(value, '', []) };
  } catch (found) {
    if (found instanceof NotJsonFound) return { notJson: found.problem };
    throw found;
  }
}

class NotJsonFound extends Error {
  constructor(readonly problem: NotJson) {
    super(problem.received);
  }
}

function copy(value: unknown, pointer: string, parents: readonly unknown[]): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON has no negative zero.
      if (Number.isFinite(value)) return value + 0;
      return refuseValue(pointer, String(value), value);
    case 'undefined':
      return refuseValue(pointer, 'undefined', value);
    case 'function':
      return refuseValue(pointer, `the function ${value.name === '' ? '(anonymous)' : value.name}`, value);
    case 'bigint':
      return refuseValue(pointer, receivedText(value), value);
    case 'symbol':
      return refuseValue(pointer, String(value), value);
    default:
      return value === null ? null : copyObject(value as object, pointer, parents);
  }
}

function copyObject(value: object, pointer: string, parents: readonly unknown[]): JsonValue {
  if (parents.includes(value)) return refuseValue(pointer, 'an object that contains itself', value, 'break the cycle.');
  if (parents.length >= DEEPEST)
    return refuseValue(pointer.split('/').slice(0, 10).join('/'), `over ${DEEPEST} levels of nesting`, value, 'make it flatter.');
  if (insidesOf(value) !== undefined) return refuseValue(pointer, 'an execution', value, 'give what it ended with: execution.output.');
  if (isSpecialAnswer(value)) {
    const received = packageValue(value) ?? 'an answer';
    return refuseValue(pointer, received, value, `answer by a function: .returns(() => ${received}).`);
  }
  const inside = [...parents, value];
  if (Array.isArray(value)) return Array.from(value, (item, index) => copy(item, childPointer(pointer, String(index)), inside));
  if (value instanceof Promise || typeof (value as { then?: unknown }).then === 'function') {
    return refuseValue(pointer, 'a promise', value);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A prototype whose own prototype is null is some realm's Object.prototype: jest runs tests in a realm of their own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const own = packageValue(value);
    if (own !== undefined)
      return refuseValue(
        pointer,
        own,
        value,
        'hand it over as it is: machine.with({ Ship: answer.returns({ … }) }), or execute(input, { mocks }).',
      );
    return refuseValue(pointer, `an object of ${value.constructor?.name ?? 'a class'}`, value);
  }
  const result: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const item = memberOf(value, key, pointer);
    if (item !== undefined) defineKey(result, key, copy(item, childPointer(pointer, key), inside));
  }
  return result;
}

/** A getter is asked once, when the value is taken. */
function memberOf(value: object, key: string, pointer: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch (thrown) {
    return refuseValue(
      childPointer(pointer, key),
      `a getter that threw ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      value,
      'give plain data.',
    );
  }
}

/** As deep as the interpreter takes data from outside. */
const DEEPEST = 500;

function refuseValue(pointer: string, received: string, value: unknown, hint?: string): never {
  throw new NotJsonFound({ pointer, received, hint: (verb) => hint ?? jsonHint(value, verb) });
}
