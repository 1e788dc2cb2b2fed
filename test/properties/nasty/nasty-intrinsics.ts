import type { Chance } from './chance';
import { broken, nastyPath } from './nasty-paths';

const NAMES = [
  ...[
    'Array',
    'ArrayContains',
    'ArrayGetItem',
    'ArrayLength',
    'ArrayPartition',
    'ArrayRange',
    'ArrayUnique',
    'Base64Decode',
    'Base64Encode',
  ],
  ...[
    'Format',
    'Hash',
    'JsonMerge',
    'JsonToString',
    'MathAdd',
    'MathRandom',
    'StringSplit',
    'StringToJson',
    'UUID',
    'Nothing',
    'constructor',
  ],
];
const ARITY: Readonly<Record<string, number>> = {
  ...{
    ArrayContains: 2,
    ArrayGetItem: 2,
    ArrayLength: 1,
    ArrayPartition: 2,
    ArrayRange: 3,
    ArrayUnique: 1,
    Base64Decode: 1,
    Base64Encode: 1,
  },
  ...{ Format: 3, Hash: 2, JsonMerge: 3, JsonToString: 1, MathAdd: 2, MathRandom: 3, StringSplit: 2, StringToJson: 1, UUID: 0, Array: 3 },
};
const LITERALS = [
  ...[
    '0',
    '1',
    '-1',
    '1.5',
    '1e999',
    '-2147483649',
    '2147483647',
    '9007199254740993',
    '1000',
    '1e9',
    'true',
    'false',
    'null',
    "''",
    "'a'",
    "'{}'",
  ],
  ...["'{}{}'", "'\\{\\}'", "'{'", "'MD5'", "'SHA-1'", "','", "'[1,2'", '\'{"a":1}\'', "'\\\\'", "'é😀'", '""', "'", '(', ''],
];

/** A call of an intrinsic function: nested, with wrong arguments, huge, or malformed. */
export function nastyIntrinsic(chance: Chance): string {
  const kind = chance.below(60);
  if (kind < 56) return broken(chance, call(chance, chance.pick([1, 2, 3, 11])));
  return chance.pick(LONG)(chance.once(12) ? 10_000 : chance.pick([5, 50, 500]));
}

function call(chance: Chance, levels: number): string {
  const name = chance.pick(NAMES);
  const wanted = ARITY[name] ?? 1;
  const count = chance.once(5) ? chance.below(5) : wanted;
  // Straight down once in a while: ten levels are the most that AWS takes.
  const args = Array.from({ length: count }, (_, at) => argument(chance, levels > 4 && at > 0 ? 0 : levels - 1));
  return `States.${name}(${args.join(chance.pick([', ', ',', ' , ']))})`;
}

function argument(chance: Chance, levels: number): string {
  const kind = chance.below(10);
  if (kind < 4 && levels > 0) return call(chance, levels);
  if (kind < 7) return chance.pick(['$', '$.a', '$.list', '$.s', '$.list[*]', '$..*', '$v', '$$', '$$.Execution.Id', '$.b', '$.list[0]']);
  return kind === 7 ? nastyPath(chance) : chance.pick(LITERALS);
}

const LONG: ReadonlyArray<(times: number) => string> = [
  (times) => 'States.Array('.repeat(times),
  (times) => `${'States.Array('.repeat(times)}1${')'.repeat(times)}`,
  (times) => `States.Array(${'$, '.repeat(times)}$)`,
  (times) => `States.JsonToString(States.Array(${'$, '.repeat(times)}$))`,
  (times) => `States.Format('${'{}'.repeat(times + 1)}'${', $'.repeat(times + 1)})`,
  (times) => `States.Format('${'{}'.repeat(times)}')`,
  (times) => `States.Format('${'\\{'.repeat(times)}')`,
  (times) => `States.Format('${'a'.repeat(times)}{}', States.Array(${'$.s,'.repeat(times)}1))`,
  (times) => `States.Hash(States.Array(${'$, '.repeat(times)}$), 'MD5')`,
  (times) => `States.ArrayContains(States.Array(${'$, '.repeat(times)}$), $)`,
  (times) => `States.ArrayUnique(States.Array(${'$, '.repeat(times)}$))`,
  (times) => `States.StringToJson('${'['.repeat(times)}')`,
  (times) => `States.StringToJson('${'['.repeat(times)}${']'.repeat(times)}')`,
  (times) => `States.StringToJson('${'{"a":'.repeat(times)}1${'}'.repeat(times)}')`,
  (times) => `States.ArrayRange(0, ${times}, 1)`,
  (times) => `States.ArrayRange(0, ${'9'.repeat(Math.min(times, 300))}, 1)`,
  (times) => `States.StringSplit($.s, '${'a'.repeat(times)}b')`,
  (times) => `States.UUID(${' '.repeat(times)})`,
  (times) => `States.Array('${"\\'".repeat(times)}')`,
  (times) => `States.MathAdd(${'9'.repeat(times)}, 1)`,
];
