import { defineKey, type JsonValue } from '../../src/asl';

const seeds: JsonValue[] = [
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Parameters: { 'Key.$': "States.Format('{}', $.a[0])" },
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['X'], ResultPath: '$.e', Next: 'B' }],
        Next: 'B',
      },
      B: { Type: 'Succeed' },
    },
  },
  {
    StartAt: 'C',
    States: {
      C: {
        Type: 'Choice',
        Choices: [
          {
            And: [{ Variable: '$.x', IsPresent: true }, { Not: { Variable: '$.x', StringMatches: 'a*' } }],
            Assign: { 'v.$': '$.x' },
            Next: 'W',
          },
        ],
        Default: 'W',
      },
      W: { Type: 'Wait', SecondsPath: '$v', Next: 'F' },
      F: { Type: 'Fail', ErrorPath: '$.e', Cause: 'c' },
    },
  },
  {
    QueryLanguage: 'JSONata',
    StartAt: 'M',
    TimeoutSeconds: 60,
    States: {
      M: {
        Type: 'Map',
        Items: '{% $states.input.items[a=1].($x := b; $x + 1) %}',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', MaxItems: 3 },
          Arguments: { Bucket: 'b' },
        },
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'P',
          States: {
            P: {
              Type: 'Parallel',
              Branches: [
                {
                  StartAt: 'I',
                  States: {
                    I: { Type: 'Pass', Output: { a: '{% $map($states.input, function($v) { $v.x }) %}' }, Assign: { n: 1 }, End: true },
                  },
                },
              ],
              End: true,
            },
          },
        },
        Label: 'l',
        Output: '{% $states.result %}',
        End: true,
      },
    },
  },
  {
    QueryLanguage: 'JSONata',
    StartAt: 'C',
    States: {
      C: {
        Type: 'Choice',
        Comment: 'drystep-ignore CHOICE_WITHOUT_DEFAULT: every order has a size',
        Choices: [
          { Condition: '{% $exists($states.input.a.b) and ($states.input.kind = "x" or $not($states.input.total > 3)) %}', Next: 'T' },
          { Condition: '{% $type($states.input.a) != "string" %}', Output: { a: '{% $states.input.a %}' }, Next: 'W' },
        ],
      },
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f', Payload: '{% $states.input.a %}' },
        Assign: { v1: '{% $states.result.Payload %}' },
        Output: { b: '{% $states.result.Payload %}', text: 'Hello {% $v1 %}' },
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Cause %}', Next: 'F' }],
        Next: 'W',
      },
      W: { Type: 'Wait', Seconds: 2, Next: 'C' },
      F: { Type: 'Fail', Cause: '{% $v1 & $v2 %}' },
    },
  },
];
const values: JsonValue[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e30,
  '',
  '$',
  '$.',
  '$[',
  '$$.Task.Token',
  '{%%}',
  '{% ( %}',
  '{% $ %}',
  '{% $never %}',
  '{% $states.input.b = 1',
  '{% $exists($states.input.a) and ($states.input.b != null %}',
  'Hello $.a, it is',
  'drystep-ignore UNKNOWN_FIELD: x; drystep-ignore Y',
  'States.Format(',
  'States.Array(States.UUID(), $x)',
  'A',
  'arn:aws:states:::a:b.sync',
  '__proto__',
  [],
  {},
  [[]],
  { __proto__: null, Type: 'Map' },
  { 'a.$': 1 },
  ['States.ALL', 'States.ALL'],
];
const keys = [
  'Type',
  'Next',
  'End',
  '__proto__',
  'constructor',
  'Choices',
  'Catch',
  'Retry',
  'ItemProcessor',
  'Iterator',
  'Branches',
  'States',
  'StartAt',
  'Assign',
  'Parameters',
  'Result',
  'x.$',
  'QueryLanguage',
  'ReaderConfig',
  'And',
  'Not',
  'toString',
];

/** Gives numbers between 0 and 1, the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Gives a copy changed at one random place: a value replaced or removed, a key added or renamed, a part of the whole put inside itself. */
export function mutate(definition: JsonValue, next: () => number): JsonValue {
  const copy = JSON.parse(JSON.stringify(definition)) as JsonValue;
  const holders: { [key: string]: JsonValue }[] = [];
  const collect = (value: JsonValue): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as { [key: string]: JsonValue });
    for (const key of Object.keys(value)) collect((value as { [key: string]: JsonValue })[key]!);
  };
  collect(copy);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const holder = pick(holders);
  const key = pick(Object.keys(holder).length > 0 ? Object.keys(holder) : Array.isArray(holder) ? ['0'] : keys);
  const kind = next();
  const added = Array.isArray(holder) ? String(Math.floor(next() * (holder.length + 1))) : pick(keys);
  if (kind < 0.4) defineKey(holder, key, pick(values));
  else if (kind < 0.55 && !Array.isArray(holder)) delete holder[key];
  else if (kind < 0.75) defineKey(holder, added, pick(values));
  else if (kind < 0.9) defineKey(holder, added, JSON.parse(JSON.stringify(pick(holders))) as JsonValue);
  else defineKey(holder, key, JSON.parse(JSON.stringify(copy)) as JsonValue);
  return copy;
}

/** A definition as object or text, valid or not, with what kind of machine it is given as. */
export interface FuzzInput {
  readonly given: string | JsonValue;
  readonly type: 'STANDARD' | 'EXPRESS';
}

/** Gives so many mutated definitions; mutations pile up to eight deep, and some are broken text. */
export function* fuzzInputs(runs: number, seed: number): Iterable<FuzzInput> {
  const next = random(seed);
  let definition: JsonValue = seeds[0]!;
  for (let run = 0; run < runs; run++) {
    definition = run % 8 === 0 ? seeds[Math.floor(next() * seeds.length)]! : mutate(definition, next);
    const text = run % 5 === 0 ? JSON.stringify(definition) : undefined;
    const given = text !== undefined && run % 10 === 0 ? text.slice(0, Math.floor(next() * text.length)) : (text ?? definition);
    yield { given, type: run % 3 === 0 ? 'EXPRESS' : 'STANDARD' };
  }
}
