import 'drystep/jest';
import { type TaskCall, TaskError } from 'drystep/interpreter';
import { estimate, testMachine } from 'drystep/testing';
import type { Hits } from '../../src/testing/coverage/hits-of';
import { countRecorded } from './coverage/covered';

type Kind = 'INLINE' | 'STANDARD' | 'EXPRESS';

/** Three Maps inside of each other: what each is, how many items it has, and whether a Parallel stands between it and what it holds. */
interface Shape {
  readonly kinds: readonly [Kind, Kind, Kind];
  readonly sizes: readonly [number, number, number];
  readonly parallels: readonly [boolean, boolean, boolean];
}

const [I, S, E] = ['INLINE', 'STANDARD', 'EXPRESS'] as const;
const SHAPES: readonly Shape[] = [
  { kinds: [S, S, S], sizes: [10, 10, 20], parallels: [false, false, false] },
  { kinds: [S, S, E], sizes: [4, 50, 10], parallels: [true, false, true] },
  { kinds: [S, E, I], sizes: [40, 5, 10], parallels: [false, true, false] },
  { kinds: [I, S, E], sizes: [5, 20, 20], parallels: [false, false, true] },
  { kinds: [I, I, S], sizes: [2, 10, 100], parallels: [true, true, true] },
  { kinds: [E, I, I], sizes: [50, 1, 40], parallels: [false, false, false] },
];

/** Fails for good in one of 250; that a distributed Map around it tolerates, and nothing else does. */
const LOST = 7;

const leaf = {
  Sort: {
    Type: 'Choice',
    Choices: [
      { Variable: '$', NumericLessThan: 0, Next: 'Never' },
      {
        And: [
          { Variable: '$', NumericGreaterThanEquals: 250 },
          { Variable: '$', NumericLessThan: 1750 },
        ],
        Next: 'Skip',
      },
    ],
    Default: 'Charge',
  },
  Charge: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge',
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
    Catch: [
      { ErrorEquals: ['NoCarrier'], Next: 'Bad' },
      { ErrorEquals: ['Busy'], Next: 'Late' },
    ],
    Next: 'Done',
  },
  Bad: { Type: 'Pass', Next: 'Done' },
  Late: { Type: 'Wait', Seconds: 5, Next: 'Bad' },
  Never: { Type: 'Pass', End: true },
  Skip: { Type: 'Pass', End: true },
  Done: { Type: 'Succeed' },
};

function machineOf({ kinds, parallels }: Shape): object {
  const group = [3, 2, 1].reduce<object>(
    (inner, level) => {
      const within = parallels[level - 1]
        ? {
            StartAt: `Both ${level}`,
            States: {
              [`Both ${level}`]: {
                Type: 'Parallel',
                Branches: [inner, { StartAt: `Beside ${level}`, States: { [`Beside ${level}`]: { Type: 'Pass', End: true } } }],
                End: true,
              },
            },
          }
        : inner;
      const kind = kinds[level - 1];
      const config = kind === 'INLINE' ? { Mode: 'INLINE' } : { Mode: 'DISTRIBUTED', ExecutionType: kind };
      const tolerates = kind !== 'INLINE' && level === 3 ? { ToleratedFailurePercentage: 100 } : {};
      return {
        StartAt: `Each ${level}`,
        States: { [`Each ${level}`]: { Type: 'Map', ItemProcessor: { ProcessorConfig: config, ...within }, ...tolerates, End: true } },
      };
    },
    { StartAt: 'Sort', States: leaf },
  );
  return group;
}

function charge({ input, attempt }: Pick<TaskCall, 'input' | 'attempt'>, losing: boolean): string {
  const number = input as number;
  if (number % 50 === 0 && attempt === 0) throw new TaskError('Busy');
  if (number % 100 === 1) throw new TaskError('NoCarrier');
  if (number % 100 === 3) throw new TaskError('Busy');
  if (losing && number % 250 === LOST) throw new TaskError('Lost');
  return 'paid';
}

/** What the specification says of 2,000 items, counted without an interpreter. */
function expected({ kinds, sizes, parallels }: Shape) {
  const losing = kinds[2] !== 'INLINE';
  const items = Array.from({ length: 2000 }, (_, index) => index);
  const charged = items.filter((number) => number < 250 || number >= 1750);
  const late = charged.filter((number) => number % 100 === 3).length;
  const refused = charged.filter((number) => number % 100 === 1).length;
  const once = charged.filter((number) => number % 50 === 0).length;
  const lost = losing ? charged.filter((number) => number % 250 === LOST).length : 0;
  const [outer, middle] = [sizes[0], sizes[0] * sizes[1]];
  const around = [1, outer, middle];
  const within = [outer, middle, 2000];
  const visits: Record<string, number> = {
    Sort: 2000,
    Charge: charged.length,
    Bad: refused + late,
    Late: late,
    Never: 0,
    Skip: 2000 - charged.length,
    Done: charged.length - lost,
  };
  for (const [index, level] of [1, 2, 3].entries()) {
    visits[`Each ${level}`] = around[index] as number;
    if (!parallels[index]) continue;
    visits[`Both ${level}`] = within[index] as number;
    visits[`Beside ${level}`] = within[index] as number;
  }
  return { visits, late, refused, once, lost, calls: charged.length + once + 2 * late };
}

function inputOf([outer, middle, inner]: Shape['sizes']): number[][][] {
  return Array.from({ length: outer }, (_, first) =>
    Array.from({ length: middle }, (_1, second) => Array.from({ length: inner }, (_2, third) => (first * middle + second) * inner + third)),
  );
}

describe.each(SHAPES.map((shape) => [shape.kinds.join(' > '), shape] as const))('2,000 items at depth three, %s', (_title, shape) => {
  const definition = machineOf(shape);
  const losing = shape.kinds[2] !== 'INLINE';
  const input = inputOf(shape.sizes);
  const { visits, late, refused, once, lost, calls } = expected(shape);

  test('matchers, calls and the estimate say what was counted by hand', async () => {
    const orders = testMachine(definition, 'Orders');
    orders.mock('Charge').returns((call: TaskCall) => charge(call, losing));

    const execution = await orders.execute(input);

    expect(execution).toSucceed();
    for (const [state, number] of Object.entries(visits)) {
      if (number === 0) expect(execution).not.toHaveVisited(state);
      else expect(execution).toHaveVisited(state);
    }
    expect(execution).toHaveCalled('Charge', calls);
    expect(execution).not.toHaveCalled('Charge', calls - 1);
    expect(orders.calls('Charge')).toHaveLength(calls);
    for (const retries of [0, 1, 2]) expect(execution).toHaveRetried('Charge', retries);
    expect(execution).toHaveCaught('Charge', 'NoCarrier', { next: 'Bad' });
    expect(execution).toHaveCaught('Charge', 'Busy', { next: 'Late' });
    expect(execution).not.toHaveCaught('Charge', /Lost/);
    expect(execution).toHaveTransitioned('Late', 'Bad', 'Done');
    expect(execution).not.toHaveTransitioned('Sort', 'Never');
    // States entered, and retries.
    const transitions = Object.values(visits).reduce((sum, number) => sum + number, 0) + once + 2 * late;
    expect(estimate(execution).transitions).toBe(transitions);
    expect(execution).toStayWithin({ transitions });
    expect(execution).not.toStayWithin({ transitions: transitions - 1 });
  });

  test('coverage says what was counted by hand', async () => {
    const hits: Hits = {};

    await countRecorded(definition, { input, tasks: { Charge: (call: TaskCall) => charge(call, losing) } }, hits);

    const found = (kind: string, state: string, rest = '') =>
      Object.entries(hits)
        .filter(([id]) => id.startsWith(`${kind} `) && id.endsWith(`/${state}${rest}`))
        .reduce((sum, [, number]) => sum + number, 0);
    for (const [state, number] of Object.entries(visits)) expect([state, found('states', state)]).toEqual([state, number]);
    expect(found('retriers', 'Charge', '/Retry/0')).toBe(once + 2 * late);
    expect([found('catchers', 'Charge', '/Catch/0'), found('catchers', 'Charge', '/Catch/1')]).toEqual([refused, late]);
    expect([found('transitions', 'Charge', '/Next'), found('transitions', 'Sort', '/Default')]).toEqual([
      (visits.Charge as number) - refused - late - lost,
      visits.Charge,
    ]);
    expect([found('rules', 'Sort', '/Choices/0 true'), found('rules', 'Sort', '/Choices/0 false')]).toEqual([0, 2000]);
    expect([found('rules', 'Sort', '/Choices/1 true'), found('rules', 'Sort', '/Choices/1 false')]).toEqual([visits.Skip, visits.Charge]);
    for (const [index, level] of [1, 2, 3].entries()) {
      const [one, many] = shape.sizes[index] === 1 ? [visits[`Each ${level}`], 0] : [0, visits[`Each ${level}`]];
      expect([found('items', `Each ${level}`, ' one'), found('items', `Each ${level}`, ' many')]).toEqual([one, many]);
    }
  });
});
