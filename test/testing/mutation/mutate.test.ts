import 'drystep/jest';
import { type JsonObject, parseDefinition, type StateMachine } from '../../../src/asl';
import { mutate, type TestMachine, testApp, testMachine } from '../../../src/testing';
import { unusedMocks } from '../../../src/testing/mocks/unused-mocks';
import { mutantsOf } from '../../../src/testing/mutation/mutants-of';
import { OrdersStack } from '../fixtures/orders-stack';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:ship';

const ORDER = {
  StartAt: 'Large?',
  States: {
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Wait' }], Default: 'Ship' },
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Ship' },
    Ship: {
      Type: 'Task',
      Resource: FUNCTION,
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['NoCarrier'], Next: 'Give Up' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    'Give Up': { Type: 'Fail', Error: 'Rejected' },
  },
};

function machineOf(definition: JsonObject): StateMachine {
  return (parseDefinition(definition) as { machine: StateMachine }).machine;
}

async function statesOf(machine: TestMachine, total: number): Promise<string[]> {
  return (await machine.execute({ total })).visits.map((visit) => visit.state);
}

describe('mutate', () => {
  test('gives a definition for each defect', () => {
    expect(mutantsOf(machineOf(ORDER)).map((mutant) => mutant.text)).toEqual([
      '"Large?": Choices/0 negated',
      '"Large?": Choices/0 NumericGreaterThan → NumericGreaterThanEquals',
      '"Large?": Choices/0/NumericGreaterThan 100 → 101',
      '"Large?": Choices/0/Next "Wait" → "Done"',
      '"Large?": Default "Ship" → "Give Up"',
      '"Wait": Next "Ship" → "Give Up"',
      '"Wait": Seconds 60 → 120',
      '"Ship": Catch/0 (NoCarrier) dropped',
      '"Ship": Retry/0 (Busy) dropped',
      '"Ship": Retry/0/MaxAttempts 1 → 2',
      '"Ship": Retry/0/IntervalSeconds 1 → 2',
      '"Ship": Catch/0/ResultPath "$" → null',
      '"Ship": ResultPath "$" → null',
      '"Ship": Next "Done" → "Large?"',
      '"Ship": Catch/0/Next "Give Up" → "Wait"',
      '"Give Up": Error "Rejected" → "mutant"',
    ]);
  });

  test('leaves the retrier that the CDK adds alone, unless asked for it', async () => {
    const added = {
      ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'],
      IntervalSeconds: 2,
      MaxAttempts: 6,
      BackoffRate: 2,
    };
    const own = { ErrorEquals: ['Busy'], MaxAttempts: 1 };
    const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: FUNCTION, Retry: [added, own], End: true } } };
    const retriers = (addedRetriers?: boolean) =>
      mutantsOf(machineOf(definition), addedRetriers === undefined ? {} : { addedRetriers })
        .filter(({ pointer }) => pointer.includes('/Retry/'))
        .map(({ pointer, kind }) => `${pointer.split('/Retry/')[1]} ${kind}`);
    const ownOnly = ['1 retrier dropped', '1/MaxAttempts attempts changed', '1/IntervalSeconds interval changed'];

    expect(retriers()).toEqual(ownOnly);
    expect(retriers(false)).toEqual(ownOnly);
    expect(retriers(true)).toEqual(
      expect.arrayContaining([...ownOnly, '0 retrier dropped', '0/ErrorEquals/2 error dropped', '0/BackoffRate interval changed']),
    );
    const orders = testMachine(definition, 'Orders');
    const kindsOf = async (options?: { addedRetriers: boolean }) =>
      (await mutate(orders, async (mutant) => void (await mutant.with({ Ship: {} }).execute()), options)).kinds['retrier dropped'];
    expect(await kindsOf()).toEqual({ noticed: 0, total: 1 });
    expect(await kindsOf({ addedRetriers: true })).toEqual({ noticed: 0, total: 2 });
    await expect(mutate(orders, () => undefined, { addedRetrier: true } as never)).rejects.toThrow('did you mean "addedRetriers"');
  });

  test('moves comparisons and connectives inside of rules', () => {
    const rule: JsonObject = {
      And: [
        { Variable: '$.a', NumericLessThan: 1 },
        {
          Not: {
            Or: [
              { Variable: '$.b', StringEquals: 'x' },
              { Variable: '$.c', TimestampGreaterThanEqualsPath: '$.d' },
            ],
          },
        },
      ],
      Next: 'Done',
    };
    const machine = machineOf({
      StartAt: 'A',
      States: { A: { Type: 'Choice', Choices: [rule], Default: 'Done' }, Done: { Type: 'Succeed' } },
    });

    expect(
      mutantsOf(machine)
        .filter(({ kind }) => kind === 'comparison moved')
        .map((mutant) => mutant.text),
    ).toEqual([
      '"A": Choices/0 And → Or',
      '"A": Choices/0/And/0 NumericLessThan → NumericLessThanEquals',
      '"A": Choices/0/And/1/Not Or → And',
      '"A": Choices/0/And/1/Not/Or/1 TimestampGreaterThanEqualsPath → TimestampGreaterThanPath',
    ]);
  });

  test('moves the operators of a JSONata condition', () => {
    const Condition = '{% $states.input.total >= 100 and ($states.input.note != " > and ") %}';
    const machine = machineOf({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Choice', Choices: [{ Condition, Next: 'Done' }], Default: 'Done' }, Done: { Type: 'Succeed' } },
    });
    const moved = mutantsOf(machine).filter(({ kind }) => kind === 'comparison moved');

    expect(moved.map(({ text }) => text.split(' in ')[0])).toEqual([
      '"A": Choices/0 and → or',
      '"A": Choices/0 >= → >',
      '"A": Choices/0 != → =',
    ]);
    expect(JSON.stringify(moved[1]?.definition)).toContain('$states.input.total > 100 and ($states.input.note != ');
    expect(JSON.stringify(moved[2]?.definition)).toContain('total >= 100 and ($states.input.note = ');
  });

  test('gives mutants the constructs, the type and the quotas of the machine', async () => {
    const stack = new OrdersStack(testApp(), 'Shop');
    const report = await mutate(testMachine(stack), async (machine) => {
      machine.mock(stack.chargeFunction).returnsPayload({ receiptId: 'r-1' });
      machine.mock('*').returnsPayload({});
      expect((await machine.execute({ orderId: 'o-1', total: 1 })).status).toBe('SUCCEEDED');
    });

    expect(report.noticed.length + report.survived.length).toBeGreaterThan(3);
    await expect(mutate(testMachine(ORDER), undefined as never)).rejects.toThrow('mutate() expected a suite, received undefined.');
    await expect(mutate(testMachine(ORDER), null as never)).rejects.toThrow('mutate() expected a suite, received null.');
    await expect(mutate({} as never, () => undefined)).rejects.toThrow('mutate() expected a machine of testMachine()');
  });

  test('names what a weak suite does not notice', async () => {
    const report = await mutate(testMachine(ORDER), async (machine) => {
      machine.mock('Ship').returns({});
      expect(await statesOf(machine, 5)).toEqual(['Large?', 'Ship', 'Done']);
    });

    expect(report.noticed.map((mutant) => mutant.text)).toEqual([
      '"Large?": Choices/0 negated',
      '"Large?": Default "Ship" → "Give Up"',
      '"Ship": Next "Done" → "Large?"',
    ]);
    expect(String(report)).toMatch(/^18\.7 % of 16 mutants noticed\n {2}rule negated: 1 of 1\n[\s\S]* {2}transition retargeted: 2 of 5\n/);
    expect(String(report)).toContain('\n  not noticed: "Large?": Choices/0 NumericGreaterThan');
    expect(report.kinds).toMatchObject({ 'transition retargeted': { noticed: 2, total: 5 }, 'bound moved': { noticed: 0, total: 1 } });
  });

  test('gives 100 % to a suite that notices all of them', async () => {
    const report = await mutate(testMachine(ORDER), async (machine) => {
      machine.mock('Ship').returns({ shipped: true });
      expect((await machine.execute({ total: 5 })).output).toEqual({ shipped: true });
      expect(await statesOf(machine, 100)).toEqual(['Large?', 'Ship', 'Done']);
      expect(await statesOf(machine, 101)).toEqual(['Large?', 'Wait', 'Ship', 'Done']);
      const [, wait] = (await machine.execute({ total: 101 })).visits;
      expect((wait?.exitedAt as number) - (wait?.enteredAt as number)).toBe(60_000);
      machine.mock('Ship').fails('Busy');
      expect(await machine.execute({ total: 5 })).toMatchObject({ status: 'FAILED', error: 'Busy' });
      const [ship] = (await machine.execute({ total: 5 })).state('Ship');
      expect([ship?.attempts, ship?.tries[1]?.delay]).toEqual([2, 1000]);
      machine.mock('Ship').fails('NoCarrier');
      const rejected = await machine.execute({ total: 5 });
      expect(rejected).toMatchObject({ error: 'Rejected' });
      expect(rejected.state('Give Up')[0]?.input).toEqual({ Error: 'NoCarrier', Cause: null });
    });

    expect(String(report)).toMatch(/^100 % of 16 mutants noticed\n/);
    expect(report.survived).toEqual([]);
  });

  test('ends mutants that run in circles', async () => {
    const circle = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Succeed' } } };

    const report = await mutate(testMachine(circle), async (machine) => {
      expect((await machine.execute({})).status).toBe('SUCCEEDED');
    });

    expect(report.noticed.map((mutant) => mutant.text)).toEqual(['"B": Next "C" → "A"']);
  });

  test.each<[string, (machine: TestMachine) => Promise<void> | void, string]>([
    [
      'executes nothing',
      async () => undefined,
      'mutate(): the suite executes nothing of the machine that it is given. Hint: write mutate(machine, async (mutant) => {',
    ],
    [
      'executes another machine than the one it is given',
      async () => void (await testMachine(ORDER).execute({ total: 1 }, { mocks: { Ship: {} } })),
      'executes nothing of the machine that it is given',
    ],
    [
      'does not await an execution',
      (machine) => void machine.with({ Ship: {} }).execute({ total: 1 }),
      'mutate(): the suite ended before an execution that it began. Hint: await it',
    ],
  ])('fails when the suite %s', async (_title, suite, says) => {
    await expect(mutate(testMachine(ORDER), suite)).rejects.toThrow(says);
  });

  test('takes a suite that looks at the definition alone', async () => {
    const { score } = await mutate(testMachine(ORDER), (machine) => {
      if (JSON.stringify(machine.definition) !== JSON.stringify(ORDER)) throw new Error('it changed');
    });

    expect(score).toBe(100);
  });

  test('takes a suite that runs the machine in the place of one that another starts', async () => {
    const starts = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders', Input: { total: 1 } },
      End: true,
    };
    const parent = testMachine({ StartAt: 'Order', States: { Order: starts } });

    const { score } = await mutate(testMachine(ORDER), async (machine) => {
      const { status } = await parent.execute({}, { mocks: { Order: machine.with({ Ship: {} }) as never } });
      if (status !== 'SUCCEEDED') throw new Error(status);
    });

    expect(score).toBeGreaterThan(0);
  });

  test('does not fail the test of a strict machine for mocks that a mutant never asks', async () => {
    const report = await mutate(testMachine(ORDER, { strict: true }), async (machine) => {
      machine.mock('Ship').returns({});
      if ((await machine.execute({ total: 1 })).status !== 'SUCCEEDED') throw new Error('it failed');
    });

    expect(report.survived).not.toEqual([]);
    expect(() => unusedMocks.leaveTest()).not.toThrow();
  });

  test('fails when the suite fails on the machine as it is', async () => {
    const run = mutate(testMachine(ORDER), () => {
      throw new Error('no such luck');
    });

    await expect(run).rejects.toThrow('the suite fails on StateMachine as it is: no such luck. Hint: let the suite pass');
  });

  test('leaves the hint to the mistake of the suite, where that has one', async () => {
    const failed = await mutate(testMachine(ORDER), (machine) => {
      machine.mock('Shp').returns({});
    }).catch((error: Error) => error.message);

    expect(failed).toMatch(/^mutate\(\): the suite fails on StateMachine as it is: .*"Shp"/s);
    expect(String(failed).split('Hint: ')).toHaveLength(2);
  });
});
