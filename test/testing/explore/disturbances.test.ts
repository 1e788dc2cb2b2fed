import 'drystep/jest';
import { explore, property, type TestExecution, type TestMachine, testMachine } from 'drystep/testing';
import fc from 'fast-check';
import { defaultSeed } from '../../../src/testing/explore/default-seed';
import { call, chain } from '../fixtures/asl';

/** A law that nothing breaks, and that looks at each execution. */
const looking = (look: (execution: TestExecution) => unknown) => [
  property('looks', (execution) => {
    look(execution);
    return true;
  }),
];

const charging = () => testMachine(chain({ Charge: call('charge') }), 'Charging');

describe('a failure', () => {
  test('lets the handler do its work first in about half of the cases', async () => {
    const machine = charging();
    let worked = 0;
    machine.mock('Charge').run(() => ++worked);
    const failed = { before: 0, after: 0 };

    await explore(machine, fc.constant({}), {
      runs: 400,
      seed: 1,
      beforeEach: () => {
        worked = 0;
      },
      properties: looking(({ status }) => {
        if (status !== 'SUCCEEDED') failed[worked === 0 ? 'before' : 'after']++;
      }),
    });

    const share = failed.after / (failed.before + failed.after);
    expect(failed.before + failed.after).toBeGreaterThan(50);
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });

  test('comes as often as the retrier of its error tries again, and once more', async () => {
    const machine = testMachine(chain({ Charge: call('charge', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 17 }] }) }));
    machine.mock('Charge').returns(1);
    const attempts = new Set<number>();

    await explore(machine, fc.constant({}), {
      runs: 200,
      seed: 1,
      properties: looking((execution) => {
        const [visit] = execution.state('Charge');
        if (visit?.status === 'SUCCEEDED') attempts.add(visit.attempts);
        else if (execution.error === 'Busy') attempts.add(-(visit?.attempts ?? 0));
      }),
    });

    expect([...attempts]).toEqual(expect.arrayContaining([1, 18, -18]));
  });

  test('begins within the turns, and lasts as long as it does', async () => {
    const machine = testMachine(
      chain({ First: call('first'), Second: call('second', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] }) }),
    );
    machine.mock('*').returns(1);
    const disturbed = new Set<string>();

    await explore(machine, fc.constant({}), {
      runs: 200,
      seed: 1,
      turns: 1,
      properties: looking((execution) => {
        for (const { state, status, duration } of execution.visits) if (status !== 'SUCCEEDED' || (duration ?? 0) > 0) disturbed.add(state);
      }),
    });

    expect([...disturbed]).toEqual(['First']);
  });
});

describe('a handler that takes time', () => {
  test('does its work at the start of it, and at the end', async () => {
    const machine = testMachine(
      chain({ Both: { Type: 'Parallel', Branches: [chain({ Write: call('write') }), chain({ Read: call('read') })] } }),
    );
    let written = false;
    machine.mock('Write').run(() => (written = true));
    machine.mock('Read').run(() => written);
    const read = new Set<unknown>();

    await explore(machine, fc.constant({}), {
      seed: 1,
      beforeEach: () => {
        written = false;
      },
      properties: looking(({ status, output }) => {
        if (status === 'SUCCEEDED') read.add((output as unknown[])[1]);
      }),
    });

    expect(read).toEqual(new Set([true, false]));
  });
});

describe('inputs', () => {
  /** Inputs that a machine was sent. */
  async function sent(machine: TestMachine, inputs: fc.Arbitrary<unknown>): Promise<unknown[]> {
    const all: unknown[] = [];
    machine.mock('Note').returns((given: { input: unknown }) => {
      all.push(given.input);
      return 1;
    });
    await explore(machine, inputs as never, { runs: 300, seed: 1, properties: looking(() => undefined) });
    return all;
  }
  const deciding = (rule: object, language = {}) =>
    testMachine({
      ...language,
      StartAt: 'Note',
      States: {
        Note: call(
          'note',
          'QueryLanguage' in language
            ? { Arguments: '{% $states.input %}', Output: '{% $states.input %}', Next: 'Large?' }
            : { ResultPath: null, Next: 'Large?' },
        ),
        'Large?': { Type: 'Choice', Choices: [{ ...rule, Next: 'Done' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
  const orders = fc.record(
    { order: fc.record({ total: fc.nat() }), code: fc.string(), note: fc.option(fc.string()) },
    { requiredKeys: ['order', 'code'] },
  );

  test.each([
    [
      'JSONPath',
      {},
      {
        Or: [
          { Variable: '$.order.total', NumericGreaterThan: 4711 },
          { Variable: '$.code', StringEquals: 'VIP' },
        ],
      },
    ],
    [
      'JSONata',
      { QueryLanguage: 'JSONata' },
      { Condition: "{% $states.input.order.total > 4711 or $states.input.code in ['VIP', 'STAFF'] %}" },
    ],
  ])('are those at which the rules of %s decide, and those beside', async (_language, language, rule) => {
    const inputs = (await sent(deciding(rule, language), orders)) as { order: { total: number }; code: string; note?: string | null }[];

    expect(inputs.map(({ order }) => order.total)).toEqual(expect.arrayContaining([4710, 4711, 4712]));
    expect(inputs.map(({ code }) => code)).toEqual(expect.arrayContaining(['VIP', '']));
    expect(inputs.map(({ note }) => note)).toEqual(expect.arrayContaining([null, undefined, '']));
  });

  test.each([
    ['a variable', { QueryLanguage: 'JSONata' }, { Condition: '{% $code = "VIP" or $limit > 4711 %}' }],
    [
      'what somebody calls otherwise',
      {},
      {
        Or: [
          { Variable: '$.made.limit', NumericGreaterThan: 4711 },
          { Variable: '$.made.kind', StringEquals: 'VIP' },
        ],
      },
    ],
  ])('are those at which rules decide about %s', async (_what, language, rule) => {
    const inputs = (await sent(deciding(rule, language), orders)) as { order: { total: number }; code: string }[];

    expect(inputs.map(({ order }) => order.total)).toContain(4711);
    expect(inputs.map(({ code }) => code)).toContain('VIP');
  });

  test('are such as the arbitrary gives', async () => {
    const few = fc.record({ total: fc.integer({ min: 10, max: 20 }), code: fc.constantFrom('a', 'b') });
    const rule = {
      Or: [
        { Variable: '$.total', NumericGreaterThan: 20 },
        { Variable: '$.code', StringEquals: 'c' },
      ],
    };

    const inputs = (await sent(deciding(rule), few)) as { total: number; code: string }[];

    for (const { total, code } of inputs) expect([total >= 10 && total <= 20, ['a', 'b'].includes(code)]).toEqual([true, true]);
    expect(inputs.map(({ total }) => total)).toContain(20);
  });

  test('behind a map of the arbitrary are left as they are', async () => {
    const even = fc.nat().map((half) => ({ total: 2 * half }));

    const inputs = (await sent(deciding({ Variable: '$.total', NumericGreaterThan: 100 }), even)) as { total: number }[];

    for (const { total } of inputs) expect(total % 2).toBe(0);
  });
});

describe('a loop', () => {
  const polling = (status: string, rule: object) =>
    testMachine({
      StartAt: 'Look',
      States: {
        Look: call('look', { ResultPath: '$.job', Next: 'Done?' }),
        'Done?': { Type: 'Choice', Choices: [{ Variable: '$.job.status', ...rule, Next: 'Done' }], Default: 'Pause' },
        Pause: { Type: 'Wait', Seconds: 60, Next: 'Look' },
        Done: { Type: 'Succeed' },
      },
    }).with({ Look: { status } });

  test('goes round, where the mock ends it at once', async () => {
    const rounds = new Set<number>();

    await explore(polling('DONE', { StringEquals: 'DONE' }), fc.constant({}), {
      seed: 1,
      properties: looking((execution) => {
        if (execution.status === 'SUCCEEDED') rounds.add(execution.state('Look').length);
      }),
    });

    expect([...rounds]).toEqual(expect.arrayContaining([1, 2, 3, 11]));
  });

  test('is left alone where a handler answers: what it keeps would no longer be true', async () => {
    const machine = polling('DONE', { StringEquals: 'DONE' });
    machine.mock('Look').run(() => ({ status: 'DONE' }));
    const rounds = new Set<number>();

    await explore(machine, fc.constant({}), { seed: 1, properties: looking((execution) => rounds.add(execution.state('Look').length)) });

    expect([...rounds]).toEqual([1]);
  });
});

describe('an Express machine', () => {
  test('is delivered twice in some runs, and the printed test does so, too', async () => {
    const machine = testMachine(chain({ Charge: call('charge') }), 'Express').with({});
    let charges = 0;
    const express = testMachine({
      Resources: {
        Express: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            StateMachineType: 'EXPRESS',
            DefinitionString: JSON.stringify(machine.definition),
            RoleArn: 'arn:aws:iam::111111111111:role/r',
          },
        },
      },
    });
    express.mock('Charge').run(() => ++charges);

    const message = await explore(express, fc.constant({}), {
      seed: 1,
      beforeEach: () => {
        charges = 0;
      },
      properties: [property('charges once', () => charges <= 1)],
    }).then(String, (error: Error) => error.message);

    expect(message).toContain('breaks "charges once"');
    expect(message).toContain('await machine.execute({}, { deliverTwice: true });');
  });
});

describe('the seed', () => {
  test('is always the same where CI is set, and a new one elsewhere', () => {
    expect(defaultSeed({ CI: 'true' })).toBe(1);
    expect(defaultSeed({ CI: 'false' })).toBeUndefined();
    expect(defaultSeed({})).toBeUndefined();
  });

  test('is what DRYSTEP_EXPLORE_SEED says', () => {
    expect(defaultSeed({ CI: 'true', DRYSTEP_EXPLORE_SEED: 'random' })).toBeUndefined();
    expect(defaultSeed({ DRYSTEP_EXPLORE_SEED: '42' })).toBe(42);
    expect(() => defaultSeed({ DRYSTEP_EXPLORE_SEED: 'often' })).toThrow(
      'DRYSTEP_EXPLORE_SEED expected a whole number or "random", received "often"',
    );
  });

  test('of an exploration that is told none is that one', async () => {
    const machine = charging();
    machine.mock('Charge').returns(1);
    const before = process.env.DRYSTEP_EXPLORE_SEED;
    process.env.DRYSTEP_EXPLORE_SEED = '42';
    try {
      expect(await explore(machine, fc.constant({}), { properties: looking(() => undefined) })).toEqual({ runs: 100, seed: 42 });
    } finally {
      if (before === undefined) delete process.env.DRYSTEP_EXPLORE_SEED;
      else process.env.DRYSTEP_EXPLORE_SEED = before;
    }
  });
});
