import type { JsonObject } from '../../src/asl';
import { call, chain, distributedMap } from './fixtures/asl';
import 'drystep/jest';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { handler, pass, type Ref, retry, steps, Workflow, workflow } from 'drystep';
import {
  alwaysCompensates,
  type ExplorationProperty,
  explore,
  neverFails,
  outputMatches,
  property,
  type StandardSchema,
  type TestMachine,
  terminates,
  testApp,
  testMachine,
} from 'drystep/testing';
import fc from 'fast-check';
import { chargeEndsFirst, machines } from './fixtures/explore-machines';
import { runTestFile } from './run-jest';

const orders = fc.record({ total: fc.nat() });
const SEED = 7;

/** The failure of an exploration, and the test that it prints. */
async function broken(machine: TestMachine, law: ExplorationProperty, inputs: fc.Arbitrary<unknown> = orders) {
  const message = await explore(machine, inputs, { properties: [law], seed: SEED }).then(
    () => 'nothing was found',
    (error: Error) => error.message,
  );
  return { message, test: /^test\([\s\S]*?^}\);$/m.exec(message)?.[0] ?? '' };
}

const parcel = { type: 'object', required: ['number'], properties: { number: { type: 'integer' } } };
const shipped = outputMatches(parcel);
const ENDLESS_ARN = 'arn:aws:states:us-east-1:111111111111:stateMachine:Endless';
const machineResource = (name: string, definition: JsonObject): JsonObject => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: name, Definition: definition },
});
const coupons = fc.record({ coupon: fc.record({ code: fc.string() }) }, { requiredKeys: [] });

describe('a law that a machine breaks', () => {
  const cases: readonly (readonly [
    title: string,
    machine: keyof typeof machines,
    law: ExplorationProperty,
    inputs: fc.Arbitrary<unknown>,
    said: string,
    expectation: string,
  ])[] = [
    [
      'neverFails',
      'careless',
      neverFails('States.Runtime'),
      coupons,
      'breaks "never fails with States.Runtime": it ended FAILED with States.Runtime: ',
      'expect(execution).not.toFailWith("States.Runtime");',
    ],
    [
      'neverFails without an error',
      'forgetful',
      neverFails(),
      orders,
      'Orders breaks "never fails": it ended FAILED with ',
      'expect(execution).toSucceed();',
    ],
    [
      'alwaysCompensates',
      'forgetful',
      alwaysCompensates('Charge', 'Refund'),
      orders,
      'breaks "always compensates "Charge" by "Refund"": "Charge" was done 1×, "Refund" was visited 0×, and the execution ended FAILED',
      'expect(execution).toHaveVisited("Refund");',
    ],
    [
      'terminates',
      'polling',
      terminates(500),
      orders,
      'breaks "terminates": its history has ',
      'expect(execution.history.length).toBeLessThan(500);',
    ],
    [
      'outputMatches',
      'sloppy',
      shipped,
      orders,
      'breaks "output matches its schema": in its output, the whole should be the property "number", but it is {"Error"',
      'expect(await outputMatches({"type":"object","required":["number"],"properties":{"number":{"type":"integer"}}}).broken(execution)).toBeUndefined();',
    ],
    [
      'property',
      'forgetful',
      property('ships or refunds', (execution) => execution.status === 'SUCCEEDED' || execution.state('Refund').length > 0),
      orders,
      'breaks "ships or refunds": it does not hold',
      'expect(await holds(execution)).toBe(true);',
    ],
  ];

  test('is told, and printed as a test that fails as it says', async () => {
    const found = [];
    for (const [title, machine, law, inputs, said, expectation] of cases) {
      const { message, test } = await broken(machines[machine](), law, inputs);
      expect(message).toContain(said);
      expect(test).toContain(expectation);
      found.push(`describe(${JSON.stringify(title)}, () => {\nconst machine = machines.${machine}();\n${test}\n});`);
    }

    const results = await runTestFile(
      [
        "import 'drystep/jest';",
        "import { outputMatches } from 'drystep/testing';",
        `import { machines } from ${JSON.stringify(join(__dirname, 'fixtures/explore-machines'))};`,
        ...found,
      ].join('\n'),
    );

    expect(results.map(({ title, status }) => [title, status])).toEqual(cases.map(([, , law]) => [law.name, 'failed']));
    expect(results.map(({ failureMessages: [message = ''] }) => message.split('\n')[0])).toEqual([
      expect.stringContaining('Expected the execution not to fail with "States.Runtime", but it did.'),
      expect.stringContaining('Expected the execution to succeed, but it failed with '),
      expect.stringContaining('Expected the execution to visit "Refund", but it did not visit "Refund".'),
      expect.stringContaining('expect(received).toBeLessThan(expected)'),
      expect.stringContaining('expect(received).toBeUndefined()'),
      expect.stringContaining('expect(received).toBe(expected)'),
    ]);
  }, 60_000);

  test('is kept by a machine where nothing of the kind can happen', async () => {
    const careful = testMachine({ StartAt: 'Done', States: { Done: { Type: 'Pass', Result: { number: 1 }, End: true } } });

    const properties = [neverFails(), terminates(), outputMatches(parcel), property('succeeds', ({ status }) => status === 'SUCCEEDED')];

    expect(await explore(careful, orders, { properties, seed: SEED })).toEqual({ runs: 100, seed: SEED });
  });
});

describe('terminates, of a loop without end', () => {
  const endless = chain({ Pause: { Type: 'Wait', Seconds: 1, Next: 'Again' }, Again: { Type: 'Pass', Next: 'Pause' } });
  const explored = (machine: TestMachine, law: ExplorationProperty) =>
    explore(machine, fc.constant([1]), { properties: [law], seed: SEED, runs: 2 });

  // An execution fails with event 25,000, so that no history has 30,000.
  test('is broken whatever the bound, and the printed test fails as well', async () => {
    const machine = testMachine(endless, 'Endless');

    await expect(explored(machine, terminates(30_000))).rejects.toThrow('Endless breaks "terminates": its history has 25000 events');
    await expect(explored(machine, terminates(30_000))).rejects.toThrow('expect(execution.history.length).toBeLessThan(25000);');
  });

  test('is broken by a child of a distributed Map, and by a machine that the execution starts', async () => {
    const tolerated = distributedMap(endless.States as Record<string, JsonObject>, { ToleratedFailurePercentage: 100 });
    const mapped = testMachine(chain({ Each: tolerated }), 'Mapped');
    const start = { Resource: 'arn:aws:states:::states:startExecution', Parameters: { StateMachineArn: ENDLESS_ARN } };
    const app = testApp({
      Resources: {
        Endless: machineResource('Endless', endless),
        Starting: machineResource('Starting', chain({ Start: { Type: 'Task', ...start } })),
      },
    });

    await expect(explored(mapped, terminates())).rejects.toThrow('a child execution of its distributed Map "Each" has 25000 events');
    await expect(explored(mapped, terminates())).rejects.toThrow('expect(await terminates().broken(execution)).toBeUndefined();');
    await expect(explored(app.machine('Starting'), terminates())).rejects.toThrow(
      'the execution of Endless that it started has 25000 events',
    );
  });
});

describe('a race', () => {
  test('shows, where branches that end in the usual order keep the law', async () => {
    const machine = machines.racing();
    const usual = await machine.execute({});
    expect(usual).toFailWith('Rejected');
    expect(usual.state('Charge').filter((visit) => visit.status === 'SUCCEEDED')).toEqual([]);

    const { message, test } = await broken(machine, alwaysCompensates('Charge', 'Refund'), fc.constant({}));

    expect(message).toContain('"Charge" was done 1×, "Refund" was visited 0×');
    // The smallest difference: the check fails a millisecond later than the charge takes.
    expect(test.split('\n')).toEqual([
      'test("always compensates \\"Charge\\" by \\"Refund\\"", async () => {',
      '  machine.mock("Check").fails("Unsound").after({ milliseconds: 4 });',
      '  const execution = await machine.execute({});',
      '  expect(execution).toHaveVisited("Refund");',
      '});',
    ]);
  });

  test('is found again by its seed', async () => {
    const [one, other] = [await broken(machines.racing(), chargeEndsFirst), await broken(machines.racing(), chargeEndsFirst)];

    expect(one.message).toContain('breaks "the charge ends before the check"');
    expect(one.message).toBe(other.message);
  });

  test('is looked for over waits in a branch as well', async () => {
    const machine = testMachine({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 90, End: true } } },
            {
              StartAt: 'Ask',
              States: { Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:ask', End: true } },
            },
          ],
          End: true,
        },
      },
    });
    machine.mock('Ask').returns(1);
    const askFirst = property('the answer comes before the pause is over', (execution) => {
      const [ask] = execution.state('Ask');
      return execution.status !== 'SUCCEEDED' || (ask?.duration ?? 0) <= 90_000;
    });

    expect((await broken(machine, askFirst)).test).toMatch(/machine\.mock\("Ask"\)\.returns\(1\)\.after\(\{ milliseconds: \d{6} \}\);/);
  });
});

describe('alwaysCompensates', () => {
  const stack = new Stack(testApp(), 'Trips');
  const of = (name: string) => handler<{ trip: string }, string>(LambdaFunction.fromFunctionName(stack, name, name));
  const once = { payload: ({ input }: { input: { trip: Ref<string> } }) => ({ trip: input.trip }), retry: retry.never() } as const;
  const trip = steps<{ trip: string }>();
  const bookTrip = trip.saga('Book Trip', (s) =>
    s
      .step(trip.invoke('Book Hotel', of('book-hotel'), { ...once, discard: true }), {
        compensate: (undo) => undo.next(trip.invoke('Cancel Hotel', of('cancel-hotel'), { ...once, discard: true })).next(pass('Note')),
      })
      .step(trip.invoke('Book Flight', of('book-flight'), { ...once, discard: true })),
  );
  new Workflow(stack, 'Trip', { definition: workflow<{ trip: string }>().next(bookTrip) });
  const trips = fc.record({ trip: fc.string() });

  test('takes several pairs', async () => {
    expect((await broken(machines.forgetful(), alwaysCompensates({ Ship: 'Refund', Charge: 'Refund' }))).message).toContain(
      '"Charge" was done 1×, "Refund" was visited 0×',
    );
  });

  test('takes a saga of the builders, which compensates whatever fails', async () => {
    const machine = testMachine(stack);
    machine.mock('*').returnsPayload('done');

    expect(await explore(machine, trips, { properties: [alwaysCompensates(bookTrip)], seed: SEED })).toEqual({ runs: 100, seed: SEED });
  });

  test('finds the same saga broken when its catcher is lost', async () => {
    const { definition } = testMachine(stack);
    const lost = testMachine(
      JSON.parse(JSON.stringify(definition, (key, value: unknown) => (key === 'Catch' ? undefined : value))) as object,
    );
    lost.mock('*').returnsPayload('done');

    expect((await broken(lost, alwaysCompensates(bookTrip), trips)).message).toContain(
      'breaks "always compensates "Book Trip"": "Book Hotel" was done 1×, "Cancel Hotel Guard" was visited 0×',
    );
  });

  test('fails when it is told of nothing that is undone', () => {
    expect(() => alwaysCompensates('Charge', undefined as never)).toThrow("write alwaysCompensates('Charge', 'Refund')");
    expect(() => alwaysCompensates(trip.pass('Book'))).toThrow('received the step "Book", which is not a saga');
    expect(() => alwaysCompensates({})).toThrow('expected a state and the state that undoes it, received object');
  });
});

describe('outputMatches', () => {
  const done = testMachine({ StartAt: 'Done', States: { Done: { Type: 'Pass', Result: { total: -1 }, End: true } } });
  const execution = done.execute({});

  test('takes the schema of another library', async () => {
    const positive: StandardSchema = {
      '~standard': {
        vendor: 'test',
        validate: () => ({
          issues: [
            { message: 'too small', path: ['total'] },
            { message: 'odd', path: [{ key: 'a' }, 0] },
          ],
        }),
      },
    };

    expect(await outputMatches(positive).broken(await execution)).toBe('in its output, /total: too small; /a/0: odd');
  });

  test('takes a function that gives false, or throws', async () => {
    expect(await outputMatches((output: { total: number }) => output.total > 0).broken(await execution)).toContain('does not fit');
    expect(await outputMatches(async (output: { total: number }) => output.total < 0).broken(await execution)).toBeUndefined();
    expect(
      await outputMatches(() => {
        throw new Error('total must be positive\nmore');
      }).broken(await execution),
    ).toBe('in its output, total must be positive');
  });

  test('fails when it is given no schema', () => {
    expect(() => neverFails('States.ALL')).toThrow(
      'received "States.ALL", which only matches errors: nothing fails with it. Hint: write neverFails()',
    );
    expect(() => outputMatches('order' as never)).toThrow('outputMatches() expected a schema, received string. Hint: pass a JSON Schema');
    expect(() => outputMatches({})).toThrow(
      'outputMatches() expected a schema that says something, received {}: every output fits it. Hint: ',
    );
  });

  test('says nothing of executions that fail', async () => {
    const fails = testMachine({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } });

    expect(await outputMatches({ type: 'number' }).broken(await fails.execute({}))).toBeUndefined();
  });
});

describe('neverFails', () => {
  test('fails for an error that the definition spells otherwise, and takes one that only a handler throws', async () => {
    const Catch = [{ ErrorEquals: ['OrderRejected'], Next: 'Stop' }];
    const orders = testMachine(chain({ Check: call('check', { Catch }), Stop: { Type: 'Succeed' } }), 'Orders');
    orders.mock('Check').returns({});
    await expect(explore(orders, fc.constant({}), { properties: [neverFails('OrderRejcted')] })).rejects.toThrow(
      'did you mean "OrderRejected"?',
    );
    await expect(explore(orders, fc.constant({}), { runs: 3, properties: [neverFails('OutOfStock')] })).resolves.toMatchObject({ runs: 3 });
  });
});
