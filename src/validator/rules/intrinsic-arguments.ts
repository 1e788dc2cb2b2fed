import type { IntrinsicCall, IntrinsicFacts } from '../../data';
import type { Finding } from '../diagnostic';
import { jsonataFacts } from '../expressions/jsonata-facts';
import { intrinsicCall, looksLikePath, readIntrinsic } from '../expressions/read-expression';
import type { Rule } from '../rule';

const MOST_RANGE_ITEMS = 1_000;

/**
 * Reports intrinsic calls whose literal arguments cannot work: too few or too many, placeholders without values, wrong types, numbers out of range. Also
 * calls of JSONata's functions with too few or too many.
 */
export const intrinsicArguments: Rule = {
  name: 'INTRINSIC_ARGUMENTS',
  severity: 'ERROR',
  aws: false,
  *check({ sites }) {
    for (const site of sites()) {
      if (site.kind === 'jsonata') yield* miscounted(site.pointer, site.node.name, jsonataFacts(site));
      if (site.kind !== 'templateMember' && site.kind !== 'pathOrIntrinsic') continue;
      if (typeof site.value !== 'string' || looksLikePath(site.value)) continue;
      const read = readIntrinsic(site.value);
      if (!read.ok) continue;
      const odd = read.facts.calls.find(({ arityFits }) => !arityFits);
      const found = odd === undefined ? complaints(intrinsicCall(site.value)) : [wrongCount(odd)];
      if (odd === undefined) {
        yield* cutFractions(intrinsicCall(site.value), site.pointer, site.node.name);
        yield* deepMerges(intrinsicCall(site.value), site.pointer, site.node.name);
      }
      for (const complaint of found) yield { pointer: site.pointer, message: `State "${site.node.name}": ${complaint}` };
    }
  },
};

function* miscounted(pointer: string, state: string, read: ReturnType<typeof jsonataFacts>): Iterable<Finding> {
  for (const { name, given, least, most } of read.ok ? read.facts.miscounted : []) {
    const takes = most === least ? most : given < least ? `at least ${least}` : `at most ${most}`;
    yield {
      pointer,
      message: `State "${state}": ${wrongCount({ name: `$${name}`, arguments: given })}`,
      hint: `it takes ${takes}`,
    };
  }
}

function wrongCount({ name, arguments: given }: Pick<IntrinsicFacts['calls'][number], 'name' | 'arguments'>): string {
  return `${name} does not take ${given} ${given === 1 ? 'argument' : 'arguments'}`;
}

function* complaints(call: IntrinsicCall): Iterable<string> {
  for (const argument of call.args) if (argument.kind === 'call') yield* complaints(argument.call);
  const own = wrongKind(call) ?? CHECKS.get(call.name)?.(call);
  if (own !== undefined) yield own;
}

/** Arguments that the guide has rounded to the nearest integer, and that AWS cuts off (measured), by their places. */
const CUT_OFF: ReadonlyMap<string, readonly number[]> = new Map([
  ['States.ArrayGetItem', [1]],
  ['States.ArrayPartition', [1]],
  ['States.ArrayRange', [0, 1, 2]],
  ['States.MathRandom', [0, 1]],
]);

function* cutFractions(call: IntrinsicCall, pointer: string, state: string): Iterable<Finding> {
  for (const argument of call.args) if (argument.kind === 'call') yield* cutFractions(argument.call, pointer, state);
  for (const place of CUT_OFF.get(call.name) ?? []) {
    const argument = call.args[place];
    if (argument?.kind !== 'literal' || typeof argument.value !== 'number' || Number.isInteger(argument.value)) continue;
    const cut = Math.trunc(argument.value) + 0;
    yield {
      pointer,
      severity: 'WARNING',
      message: `State "${state}": AWS reads argument ${place + 1} of ${call.name}, ${argument.value}, as ${cut}: it cuts fractions off, although its guide says that it rounds`,
      hint: 'write an integer',
    };
  }
}

/** The guide has only shallow merges: AWS takes the definition, and fails the state. */
function* deepMerges(call: IntrinsicCall, pointer: string, state: string): Iterable<Finding> {
  for (const argument of call.args) if (argument.kind === 'call') yield* deepMerges(argument.call, pointer, state);
  const deep = call.name === 'States.JsonMerge' ? call.args[2] : undefined;
  if (deep?.kind !== 'literal' || deep.value !== true) return;
  yield {
    pointer,
    severity: 'WARNING',
    message: `State "${state}": States.JsonMerge does not merge deeply: with true, it fails when it runs`,
    hint: 'write false, which merges the fields of both objects',
  };
}

const CHECKS = new Map<string, (call: IntrinsicCall) => string | undefined>([
  ['States.Format', formatPlaceholders],
  ['States.ArrayPartition', (call) => wants(call, 1, 'a positive integer', (value) => typeof value === 'number' && Math.trunc(value) > 0)],
  [
    'States.ArrayGetItem',
    (call) => wants(call, 1, 'an index of 0 or more', (value) => typeof value === 'number' && Math.trunc(value) >= 0),
  ],
  [
    'States.ArrayRange',
    (call) => wants(call, 2, 'a step other than 0', (value) => typeof value === 'number' && Math.trunc(value) !== 0) ?? rangeLength(call),
  ],
  [
    'States.Hash',
    (call) =>
      wants(call, 1, 'MD5, SHA-1, SHA-256, SHA-384 or SHA-512', (value) =>
        ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].includes(String(value)),
      ),
  ],
  ['States.JsonMerge', (call) => wants(call, 2, 'true or false', (value) => typeof value === 'boolean')],
]);

/** No literal is an array or an object: a path in quotes, for instance, is a text. */
const EXPECTED = { array: 'an array', object: 'an object', string: 'a text', number: 'a number' } as const;

/** The kinds of the arguments, by their places, of functions that refuse others. */
const KINDS: ReadonlyMap<string, readonly (keyof typeof EXPECTED)[]> = new Map([
  ['States.ArrayContains', ['array']],
  ['States.ArrayGetItem', ['array', 'number']],
  ['States.ArrayLength', ['array']],
  ['States.ArrayPartition', ['array', 'number']],
  ['States.ArrayRange', ['number', 'number', 'number']],
  ['States.ArrayUnique', ['array']],
  ['States.Base64Decode', ['string']],
  ['States.Base64Encode', ['string']],
  ['States.JsonMerge', ['object', 'object']],
  ['States.MathAdd', ['number', 'number']],
  ['States.MathRandom', ['number', 'number']],
  ['States.StringSplit', ['string', 'string']],
  ['States.StringToJson', ['string']],
]);

function wrongKind(call: IntrinsicCall): string | undefined {
  for (const [place, kind] of (KINDS.get(call.name) ?? []).entries()) {
    const wrong = wants(call, place, EXPECTED[kind], (value) => value !== null && typeof value === kind);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wants(call: IntrinsicCall, index: number, expected: string, fits: (value: unknown) => boolean): string | undefined {
  const argument = call.args[index];
  if (argument?.kind !== 'literal' || fits(argument.value)) return undefined;
  return `argument ${index + 1} of ${call.name} must be ${expected}, but is ${JSON.stringify(argument.value)}`;
}

/** More items than the service makes. */
function rangeLength(call: IntrinsicCall): string | undefined {
  const [first, last, step] = call.args.map((argument) => (argument.kind === 'literal' ? Math.trunc(Number(argument.value)) : Number.NaN));
  const items = Math.floor((last! - first!) / step!) + 1;
  return items > MOST_RANGE_ITEMS ? `States.ArrayRange makes at most ${MOST_RANGE_ITEMS} items, but here it makes ${items}` : undefined;
}

function formatPlaceholders(call: IntrinsicCall): string | undefined {
  const template = call.args[0];
  if (template?.kind !== 'literal' || typeof template.value !== 'string') return undefined;
  const placeholders = template.value.split('{}').length - 1;
  const values = call.args.length - 1;
  return placeholders === values
    ? undefined
    : `States.Format has ${placeholders} "{}" but ${values} ${values === 1 ? 'value' : 'values'} to fill in`;
}
