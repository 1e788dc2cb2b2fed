import type { JsonValue } from '../../../src/asl';
import type { Chance } from './chance';

const SCALARS: readonly JsonValue[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    2,
    3,
    2.5,
    -0.5,
    1e308,
    -1e-300,
    2 ** 53 - 1,
    '',
    'a',
    'abc',
    '1',
    'true',
    '\\',
    "'",
    '"',
    '{}',
    '\u0000',
  ],
  ...[
    '😀',
    '\ud83d',
    '[[[',
    '{"a":1}',
    '[1,2',
    '$.a',
    '{% 1 %}',
    'Zm9v',
    '!!!',
    '2024-01-01T00:00:00Z',
    'a,b,,c',
    '(a+)+b',
    'States.UUID()',
  ],
];
/** Keys that expressions ask for, and those that every object inherits. */
export const KEYS = ['a', 'b', 'list', 's', 'x y', '__proto__', 'constructor', 'length', 'toString', ''];

/** A document of any shape: small, wide, deep, with long texts, up to the size that the service takes. */
export function nastyDocument(chance: Chance): JsonValue {
  const kind = chance.below(40);
  if (kind < 32) return small(chance, 3);
  if (kind < 35) return { a: deep(chance, chance.pick([40, 100, 400])), list: small(chance, 2), s: 'x' };
  if (kind < 36) return { list: wide(chance, chance.pick([100, 2_000, 10_000])), a: small(chance, 1), s: 'abc' };
  if (kind < 38)
    return { s: chance.pick(['a', 'ab', 'é', '{}', "'", '\\', '[']).repeat(chance.pick([100, 10_000, 40_000])), a: 1, list: [1, 2] };
  return {
    list: Array.from({ length: chance.below(60) }, () => small(chance, 2)),
    a: { b: small(chance, 2) },
    b: small(chance, 2),
    s: 'x,y',
  };
}

function small(chance: Chance, levels: number): JsonValue {
  const kind = levels === 0 ? 0 : chance.below(3);
  if (kind === 0) return chance.pick(SCALARS);
  if (kind === 1) return Array.from({ length: chance.below(4) }, () => small(chance, levels - 1));
  return Object.fromEntries(chance.some(4, () => [chance.pick(KEYS), small(chance, levels - 1)]));
}

function deep(chance: Chance, levels: number): JsonValue {
  let value: JsonValue = chance.pick(SCALARS);
  const kind = chance.below(4);
  for (let level = 0; level < levels; level++) {
    if (kind === 0) value = { a: value };
    else if (kind === 1) value = [value];
    else if (kind === 2) value = [0, value, { b: 1 }];
    else value = { a: value, b: 1 };
  }
  return value;
}

function wide(chance: Chance, width: number): JsonValue {
  const kind = chance.below(5);
  return Array.from({ length: width }, (_, at): JsonValue => {
    if (kind === 0) return at;
    if (kind === 1) return { a: at % 7, s: `s${at}` };
    if (kind === 2) return [at];
    return kind === 3 ? `text ${at % 100}` : null;
  });
}
