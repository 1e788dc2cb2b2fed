import type { IntrinsicCall, IntrinsicFacts } from '../../data';
import { readFrom } from '../data-flow/impossible-reads';
import { type Shape, select, UNKNOWN } from '../data-flow/shape';
import { nameOfKind } from '../data-flow/wrong-types';
import type { Finding } from '../diagnostic';
import { inexactConstants } from '../expressions/inexact-constants';
import { failingCall, type IntrinsicKind, kindOfCall } from '../expressions/intrinsic-results';
import { jsonataFacts } from '../expressions/jsonata-facts';
import { intrinsicCall, looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
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
  *check({ sites, flows }) {
    for (const site of sites()) {
      if (site.kind === 'jsonata' || (typeof site.value === 'string' && !looksLikePath(site.value))) yield* inexactConstants(site);
      if (site.kind === 'jsonata') yield* miscounted(site.pointer, site.node.name, jsonataFacts(site));
      if (site.kind !== 'templateMember' && site.kind !== 'pathOrIntrinsic') continue;
      if (typeof site.value !== 'string' || looksLikePath(site.value)) continue;
      const read = readIntrinsic(site.value);
      if (!read.ok) continue;
      const odd = read.facts.calls.find(({ arityFits }) => !arityFits);
      const said = (complaint: string): Finding => ({ pointer: site.pointer, message: `State "${site.node.name}": ${complaint}` });
      const flow = flows().get(site.node);
      if (odd === undefined) yield* argumentsOf(site.value, said, flow && readFrom(site, flow));
      else yield said(wrongCount(odd));
    }
  },
};

/** What is wrong with the arguments of a call and of those in it. AWS takes what it tells only when it evaluates the call: a WARNING. */
function* argumentsOf(text: string, said: (complaint: string) => Finding, data: Shape | undefined): Iterable<Finding> {
  const call = intrinsicCall(text);
  yield* cutFractions(call, said);
  const merges = [...deepMerges(call, said)];
  yield* merges;
  const found = [...complaints(call)];
  for (const complaint of found) yield said(complaint);
  if (found.length > 0 || merges.length > 0) return;
  const braces = [...openBraces(call, said)];
  yield* braces;
  if (braces.length > 0) return;
  const wrong = wrongResult(call) ?? (data && wrongData(call, data));
  const failing = wrong === undefined ? failingCall(call, text) : undefined;
  if (wrong !== undefined) yield { ...said(wrong), severity: 'WARNING' };
  else if (failing !== undefined)
    yield {
      ...said(`${failing.written} fails whenever it is evaluated: ${failing.reason}`),
      severity: 'WARNING',
      hint: failing.hint,
    };
}

/** Measured on AWS: `Invalid template in States.Format: matching '}' not found for '{'.` */
function* openBraces(call: IntrinsicCall, said: (complaint: string) => Finding): Iterable<Finding> {
  for (const argument of call.args) if (argument.kind === 'call') yield* openBraces(argument.call, said);
  const [template] = call.args;
  if (call.name !== 'States.Format' || template?.kind !== 'literal' || !/[{}]/.test(String(template.value).replaceAll('{}', ''))) return;
  yield {
    ...said('States.Format fails whenever it is evaluated: a brace of its template is neither a part of "{}" nor escaped'),
    severity: 'WARNING',
    hint: String.raw`in JSON, write "\\{" and "\\}" for braces of the text, or make JSON of an object with States.JsonToString`,
  };
}

/** An argument that is what another function gives, where that is never of the kind that belongs there. */
function wrongResult(call: IntrinsicCall): string | undefined {
  const kinds = KINDS.get(call.name);
  for (const [place, argument] of call.args.entries()) {
    if (argument.kind !== 'call') continue;
    const given = kindOfCall(argument.call.name);
    const expected = kinds?.[place];
    if (expected !== undefined && given !== undefined && given !== expected)
      return `argument ${place + 1} of ${call.name} must be ${EXPECTED[expected]}, but ${argument.call.name} gives ${EXPECTED[given]}`;
    const inner = wrongResult(argument.call);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** An argument that reads what states before this one give, where that is never of the kind that belongs there. */
function wrongData(call: IntrinsicCall, data: Shape): string | undefined {
  for (const [place, argument] of call.args.entries()) {
    const inner = argument.kind === 'call' ? wrongData(argument.call, data) : undefined;
    if (inner !== undefined) return inner;
    const expected = KINDS.get(call.name)?.[place];
    const read = argument.kind === 'path' && expected !== undefined ? readPath(argument.path.text) : undefined;
    if (!read?.ok || read.facts.root !== 'input' || expected === undefined) continue;
    const shape = read.facts.definite ? select(data, read.facts.segments ?? [], 'JSONPath') : LIST;
    if (shape === undefined || shape.kind === 'unknown' || shape.kind === 'absent' || mayBe(shape, expected)) continue;
    return `argument ${place + 1} of ${call.name} must be ${EXPECTED[expected]}, but ${argument.kind === 'path' ? argument.path.text : ''} is ${nameOfKind(shape)}`;
  }
  return undefined;
}

const LIST: Shape = { kind: 'array', items: UNKNOWN };

function mayBe(shape: Shape, kind: IntrinsicKind): boolean {
  if (shape.kind !== 'scalar') return shape.kind === kind;
  return kind !== 'array' && kind !== 'object' && (shape.type === undefined || shape.type === kind);
}

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

function* cutFractions(call: IntrinsicCall, said: (complaint: string) => Finding): Iterable<Finding> {
  for (const argument of call.args) if (argument.kind === 'call') yield* cutFractions(argument.call, said);
  for (const place of CUT_OFF.get(call.name) ?? []) {
    const argument = call.args[place];
    if (argument?.kind !== 'literal' || typeof argument.value !== 'number' || Number.isInteger(argument.value)) continue;
    const cut = Math.trunc(argument.value) + 0;
    yield {
      ...said(
        `AWS reads argument ${place + 1} of ${call.name}, ${argument.value}, as ${cut}: it cuts fractions off, although its guide says that it rounds`,
      ),
      severity: 'WARNING',
      hint: 'write an integer',
    };
  }
}

/** The guide has only shallow merges: AWS takes the definition, and fails the state. */
function* deepMerges(call: IntrinsicCall, said: (complaint: string) => Finding): Iterable<Finding> {
  for (const argument of call.args) if (argument.kind === 'call') yield* deepMerges(argument.call, said);
  const deep = call.name === 'States.JsonMerge' ? call.args[2] : undefined;
  if (deep?.kind !== 'literal' || deep.value !== true) return;
  yield {
    ...said('States.JsonMerge does not merge deeply: with true, it fails when it runs'),
    severity: 'WARNING',
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
const EXPECTED: Readonly<Record<IntrinsicKind, string>> = {
  array: 'an array',
  object: 'an object',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** The kinds of the arguments, by their places, of functions that refuse others. */
const KINDS: ReadonlyMap<string, readonly IntrinsicKind[]> = new Map([
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
