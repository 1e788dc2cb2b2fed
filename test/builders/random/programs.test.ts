import type { Stack } from 'aws-cdk-lib';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Workflow, workflow } from 'drystep';
import fc from 'fast-check';
import type { JsonValue } from '../../../src/asl';
import { execute, TaskError } from '../../../src/interpreter';
import { definitionsIn } from '../../integ/every-stack';
import { emptyStack } from '../synthesized';
import { Decoder } from './decoder';
import type { Data } from './expressions';
import { meaningOf, Programs } from './program';
import { Failure, type StepTwin, work } from './world';

const runs = Number(process.env.RANDOM_PROGRAMS ?? (process.env.DRYSTEP_FUZZ_RUNS === undefined ? 30 : 300));
const seed = Number(process.env.RANDOM_SEED ?? 7);

const flat = { inner: { n: 1 }, grid: [[7, 8]], word: 'z', when: '2026-01-31T00:00:00.001Z', 'a b': 3 };
const inputs: readonly Data[] = [
  {
    n: 2,
    m: 1,
    flag: true,
    kind: 'a',
    scratch: [],
    text: 'it\'s "x" {}',
    list: [3, -1, 4],
    rows: [
      { id: 'a', qty: 2, tags: [1, 2] },
      { id: 'b', qty: 3, tags: [] },
    ],
    deep: { inner: { n: 4, b: 'ä' }, grid: [[1, 2], [3]], word: 'x y', when: '2026-01-31T00:00:00Z', 'a b': 0 },
  },
  { n: 3, m: 0, kind: 'b', scratch: null, flag: false, text: '', list: [], rows: [], maybe: null, deep: { ...flat, word: '' } },
  {
    n: -1,
    m: 5,
    kind: 'c',
    scratch: { a: 1 },
    flag: true,
    text: 'a\\b',
    list: [7],
    rows: [{ id: 'c', qty: 1, tags: [9] }],
    maybe: 4,
    deep: flat,
  },
  {
    n: 2_147_483,
    m: -7,
    kind: 'a',
    scratch: '',
    flag: false,
    text: '$.n 💥 {% 1 %}',
    list: [5, 5],
    rows: [{ id: '', qty: 0, tags: [] }],
    deep: { ...flat, when: '2026-01-30T22:00:00-02:30' },
  },
];

/** What the function, the service or the worker is asked. */
function eventOf(input: JsonValue): { mode: string; x: number } {
  const { Payload, Key } = input as Record<string, JsonValue>;
  return (Payload ?? Key ?? input) as { mode: string; x: number };
}

interface Made {
  readonly program: StepTwin;
  readonly plain: boolean;
}

const samples = fc.sample(fc.array(fc.nat({ max: 5039 }), { minLength: 12, maxLength: 150, size: 'max' }), { numRuns: runs, seed });
// A stack holds 500 resources.
const perStack = 400;
const stacks = Array.from({ length: Math.ceil(runs / perStack) }, emptyStack);
const roles = stacks.map((stack) => Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/Flows', { mutable: false }));
const made = samples.map((numbers, index): Made => {
  const place = Math.floor(index / perStack);
  const stack = stacks[place] as Stack;
  // Every third program is one that JSONPath can say.
  const plain = index % 3 === 2;
  const program = new Programs(new Decoder(numbers), stack).sequence({ vars: [], items: [], plain }, 3);
  new Workflow(stack, `Program${index}`, {
    definition: program.add(workflow<Data>()),
    queryLanguage: plain ? 'JSONPath' : 'JSONata',
    role: roles[place] as IRole,
  });
  return { program, plain };
});
const definitions = new Map(stacks.flatMap((stack) => [...definitionsIn(stack)]));

test('Most executions have one meaning, and they end in both ways', () => {
  const outcomes = made.flatMap(({ program }) => inputs.map((data) => meaningOf(program, data)?.outcome));
  const share = (key: string) =>
    outcomes.filter((outcome) => outcome !== undefined && Object.hasOwn(outcome as object, key)).length / outcomes.length;

  expect(share('output')).toBeGreaterThan(0.4);
  expect(share('error')).toBeGreaterThan(0.05);
});

test.each(made.map((one, index) => ({ ...one, index })))(
  'Program $index does what JavaScript says it means',
  async ({ program, index }) => {
    const definition = definitions.get(`Test/Program${index}`) as JsonValue;
    for (const data of inputs) {
      const expected = meaningOf(program, data);
      if (expected === undefined) continue;
      const calls: string[] = [];
      const result = await execute(definition as never, {
        input: data as unknown as JsonValue,
        startTime: '2026-01-30T23:59:00Z',
        tasks: (call) => {
          const event = eventOf(call.input);
          const wrapped = call.resource.endsWith('lambda:invoke');
          calls.push(`${call.state} ${event.x}`);
          try {
            return wrapped ? { StatusCode: 200, Payload: work(event) } : work(event);
          } catch (error) {
            if (error instanceof Failure) throw new TaskError(error.error, error.cause);
            throw error;
          }
        },
      });
      // Steps inside of steps may take more events than an execution has.
      if (result.cause?.includes('maximum number of history events') === true) continue;
      const outcome = result.status === 'SUCCEEDED' ? { output: result.output } : { error: { Error: result.error, Cause: result.cause } };

      // JSON has no negative zero.
      expect(JSON.parse(JSON.stringify(outcome))).toEqual(JSON.parse(JSON.stringify(expected.outcome)));
      expect(calls.sort()).toEqual([...expected.calls].sort());
    }
  },
);
