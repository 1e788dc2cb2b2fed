import { createHash } from 'node:crypto';
import type { Implementation } from '../apply';
import type { Evaluation } from '../evaluation';
import { javaRandomDouble } from '../java-random';
import { JsonataError } from '../jsonata-error';
import { parseStrictJson } from '../strict-json';
import { isArray, newSequence, type Value } from '../values';
import { define, groupOf } from './definition';

// What these answer to missing, surplus and ill-typed arguments was measured on the service by others, with TestState.

/** What Step Functions adds to JSONata. */
export const serviceFunctions = groupOf(
  serviceFunction('partition', 2, ([array, size], run) => partition(array, size, run)),
  serviceFunction('range', 3, ([start, end, step], run) => range(start, end, step, run)),
  serviceFunction('hash', 2, ([text, algorithm], run) => hash(text, algorithm, run)),
  serviceFunction('random', 1, ([seed], run) =>
    seed === undefined ? run.scope.random.next() : javaRandomDouble(BigInt(integer(seed, 1))),
  ),
  serviceFunction('uuid', 0, (_args, run) => run.scope.random.uuid()),
  serviceFunction('parse', 1, ([text], run) => parse(text, run)),
);

/** A function that checks its own arguments, except that there are not too many of them. */
function serviceFunction(name: string, arity: number, implementation: Implementation): ReturnType<typeof define> {
  return define(name, arity, `<${'x?'.repeat(arity + 1)}:x>`, (args, run, input) => {
    if (args[arity] !== undefined) throw new JsonataError('T0410', { index: arity + 1, value: args[arity] });
    return implementation(args, run, input);
  });
}

/** A number without its fraction: -1.7 is -1. */
function integer(value: Value, index: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new JsonataError('T0410', { index, value });
  return Math.trunc(value);
}

function partition(array: Value, size: Value, run: Evaluation): Value {
  if (array === undefined) return undefined;
  if (!isArray(array)) throw new JsonataError('T0412', { index: 1, value: array });
  if (array.length === 0) return undefined;
  const length = size === undefined ? array.length : integer(size, 2);
  if (length < 0) throw new JsonataError('D3137', { text: 'Second argument must be zero or greater' });
  if (length === 0) return undefined;
  run.spend(array.length);
  run.makeFields(Math.ceil(array.length / length));
  // A plain array: a sequence or a constructed one would hand its mark on.
  const items = Array.from(array);
  const parts: Value[] = [];
  for (let i = 0; i < items.length; i += length) parts.push(items.slice(i, i + length));
  return parts;
}

/** More items than this are refused as too much memory. */
const LONGEST_RANGE = 360_145;

function range(start: Value, end: Value, step: Value, run: Evaluation): Value {
  const first = integer(start, 1);
  const last = integer(end, 2);
  if (step === undefined) return undefined;
  const increment = integer(step, 3);
  if (increment === 0 || (increment > 0 ? first > last : first < last)) return undefined;
  const count = Math.floor((last - first) / increment) + 1;
  run.holdItems(count > LONGEST_RANGE ? Number.POSITIVE_INFINITY : count);
  run.spend(count);
  const values = newSequence();
  for (let i = 0; i < count; i++) values.push(first + i * increment);
  return values;
}

const ALGORITHMS = ['SHA-1', 'SHA-384', 'SHA-256', 'SHA-512', 'MD5'];

function hash(text: Value, algorithm: Value, run: Evaluation): Value {
  if (typeof text !== 'string') throw new JsonataError('T0410', { index: 1, value: text });
  if (algorithm === undefined) return undefined;
  if (typeof algorithm !== 'string') throw new JsonataError('T0410', { index: 2, value: algorithm });
  if (!ALGORITHMS.includes(algorithm)) {
    throw new JsonataError('D3137', { text: `Hash algorithm '${algorithm}' must be one of ${ALGORITHMS.join(', ')}` });
  }
  run.readText(text);
  return createHash(algorithm.replace('-', '').toLowerCase()).update(text, 'utf8').digest('hex');
}

function parse(text: Value, run: Evaluation): Value {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new JsonataError('T0410', { index: 1, value: text });
  // Read twice, character by character, and each value of it is made.
  run.spend(text.length);
  const parsed = parseStrictJson(text);
  if (parsed === undefined) throw new JsonataError('D3137', { text: 'Invalid JSON' });
  return parsed;
}
