import 'drystep/jest';
import { delayed, type HistoryEvent, replay, submitted, type TaskCall, TaskError } from '../../../src/interpreter';
import { fetchHistory, record, recordFrom, testMachine } from '../../../src/testing';
import { call, callback, chain, invoke } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from '../target/aws-stub';
import { DEPLOYED, type Deployment, deployLocally } from '../target/local-aws';
import { compileErrors } from './compile-errors';
import { runTestText } from './run-test-text';

// A recorded test is run in a jest of its own, which takes seconds on a busy machine.
jest.setTimeout(60_000);

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

const ORDER = chain({
  Charge: invoke('charge', { ...RETRY, ResultPath: '$.charge', OutputPath: '$' }),
  Ask: callback({ ResultPath: '$.approval', TimeoutSeconds: 3600 }),
  'Pack All': { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Pack: call('pack', RETRY) }), ResultPath: '$.packed' },
});

/** What production answered. */
function production({ state, attempt, input }: TaskCall): unknown {
  if (state === 'Charge' && attempt < 2) throw new TaskError('Busy', "it's busy");
  if (state === 'Ask') return submitted({ MessageId: 'm-1' }, () => ({ by: 'the boss' }));
  if (state === 'Pack' && input === 'vase' && attempt === 0) throw new TaskError('Busy');
  return state === 'Charge' ? { Payload: { receipt: 'r-1' }, StatusCode: 200 } : `${String(input)} packed`;
}

async function produced(definition: object, input: unknown, answer: (task: TaskCall) => unknown = production) {
  const machine = testMachine(definition);
  machine.mock('*').returns(answer as never);
  return machine.execute(input);
}

describe('recordFrom', () => {
  test('gives mocks that bring the same execution', async () => {
    const { history, output } = await produced(ORDER, { items: ['cup', 'vase', 'jug'] });

    const { mocks, input, differs } = await recordFrom({ history, definition: ORDER });
    const again = await testMachine(ORDER).execute(input, { mocks });

    expect(differs).toBeUndefined();
    expect(again).toSucceedWith(output);
    expect(again.history.map(({ type }) => type)).toEqual(history.map(({ type }) => type));
  });

  test('gives a test file that reads like one written by hand, and passes', async () => {
    const { history } = await produced(ORDER, { items: ['cup', 'vase', 'jug'] });

    const { testFile } = await recordFrom({ history, definition: ORDER, name: 'o-1', stateMachineName: 'Orders' });

    expect(testFile.slice(testFile.indexOf('test('))).toMatchSnapshot();
    expect(await runTestText(testFile)).toEqual([{ title: 'does what o-1 did', skipped: false, failure: undefined }]);
  });

  test('gives a test file that compiles', async () => {
    const { history } = await produced(ORDER, { items: ['cup', 'vase', 'jug'] });
    const { testFile } = await recordFrom({ history, definition: ORDER, name: 'o-1' });
    const ask = chain({ Ask: callback() });
    const refused = await produced(ask, {}, () =>
      submitted({}, () => {
        throw new TaskError();
      }),
    );
    const other = await recordFrom({ history: refused.history, definition: ask });

    const errors = await compileErrors([testFile, other.testFile, testFile.replace('answer.returns', 'answer.gives')]);

    expect(errors).toEqual([expect.stringContaining("Property 'gives' does not exist")]);
  }, 120_000);

  test('says by one option how strict the test is', async () => {
    const { history } = await produced(ORDER, { items: ['cup'] });
    const expectations = async (strictness?: 'end' | 'way' | 'data') => {
      const { testFile } = await recordFrom({ history, definition: ORDER, ...(strictness === undefined ? {} : { strictness }) });
      return [...testFile.matchAll(/expect\((\w+).*?\)\.(\w+)/g)].map(([, what, matcher]) => `${what} ${matcher}`);
    };

    expect(await expectations('end')).toEqual(['execution toSucceedWith']);
    expect(await expectations('way')).toEqual(['execution toSucceedWith', 'execution toHaveVisitedExactly']);
    expect((await expectations('data')).slice(0, 3)).toEqual([
      'execution toSucceedWith',
      'execution toHaveVisitedExactly',
      'stateData toEqual',
    ]);
    expect(await expectations()).toEqual(await expectations('data'));
  });

  test.each([
    ['what a task was sent', '$.items[0]', '$.items'],
    ['when a retry comes', '"MaxAttempts":5', '"MaxAttempts":5,"IntervalSeconds":7'],
    ['a timeout', '"TimeoutSeconds":3600', '"TimeoutSeconds":7200'],
  ])('gives a test that notices %s', async (_what, was, is) => {
    const definition = chain({
      ...(ORDER.States as object),
      Charge: invoke('charge', {
        ...RETRY,
        Parameters: { FunctionName: 'charge', Payload: { 'first.$': '$.items[0]' } },
        ResultPath: '$.charge',
        OutputPath: '$',
      }),
    });
    const { history } = await produced(definition, { items: ['cup'] });
    const changed = JSON.stringify(definition).replace(was, is);
    const { testFile } = await recordFrom({
      history,
      definition,
      machine: `testMachine(${changed})`,
      imports: ["import { testMachine } from 'drystep/testing';"],
    });

    const [ran] = await runTestText(testFile);

    expect(changed).not.toBe(JSON.stringify(definition));
    expect(ran?.failure?.message).toContain('toEqual');
  });

  test('expects no data where child executions were too many to keep their histories', async () => {
    const Distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ In: { Type: 'Pass' } }) };
    const definition = chain({ All: { Type: 'Map', ItemProcessor: Distributed } });
    const { history } = await testMachine(definition).execute(Array(1001).fill(0));

    const { testFile } = await recordFrom({ history, definition });

    expect(testFile).not.toContain('stateData');
    expect((await runTestText(testFile)).map(({ failure }) => failure)).toEqual([undefined]);
  });

  test('gives a test that fails when the definition changes', async () => {
    const { history } = await produced(ORDER, { items: ['cup'] });
    const { testFile } = await recordFrom({ history, definition: ORDER });

    const [ran] = await runTestText(testFile.replace('MaxAttempts: 5', 'MaxAttempts: 1'));

    expect(ran?.failure?.message).toContain('Expected the execution to succeed');
  });

  test.each<[string, object, unknown, (task: TaskCall) => unknown, string]>([
    [
      'a failure',
      chain({ Ship: call('ship') }),
      {},
      () => {
        throw new TaskError('NoCarrier', 'nobody "ships" there');
      },
      "expect(execution).toFailWith('NoCarrier', 'nobody \"ships\" there');",
    ],
    [
      'a failure without a name',
      chain({ Ship: call('ship') }),
      {},
      () => {
        throw new TaskError();
      },
      "expect(execution.status).toBe('FAILED');",
    ],
    [
      'a timeout',
      chain({ Ship: call('ship', { TimeoutSeconds: 5 }) }),
      {},
      () => delayed(Number.POSITIVE_INFINITY, () => null),
      'mocks = {\n    Ship: answer.timesOut(),\n  };',
    ],
    [
      'an answer in a branch that took as many milliseconds as would be a timeout in seconds',
      chain({
        Both: {
          Type: 'Parallel',
          Branches: [chain({ Ship: call('ship', { TimeoutSeconds: 5 }) }), chain({ Pack: call('pack'), Wrap: call('wrap') })],
        },
      }),
      {},
      ({ state }) =>
        delayed(state === 'Ship' ? 0.25 : 0.05, () => {
          if (state === 'Ship') throw new TaskError('Broken');
          return {};
        }),
      "answer.fails('Broken').after({ milliseconds: 250 })",
    ],
    [
      'an execution that ran out of time',
      { ...chain({ Ship: call('ship') }), TimeoutSeconds: 50 },
      {},
      () => delayed(Number.POSITIVE_INFINITY, () => null),
      '.returns(() => delayed(Number.POSITIVE_INFINITY, () => null))',
    ],
    [
      'a callback that failed',
      chain({ Ask: callback() }),
      {},
      () =>
        submitted({ MessageId: 'm' }, () => {
          throw new TaskError('Refused');
        }),
      "submitted({ MessageId: 'm' }, () => { throw new TaskError('Refused'); })",
    ],
    [
      'keys of all kinds',
      chain({ Ship: call('ship') }),
      { "it's": 1, 'a-b': [], ok: {} },
      () => JSON.parse('{"__proto__": {"a": 1}}'),
      'JSON.parse(',
    ],
    [
      'the same answer for most items',
      chain({ All: { Type: 'Map', ItemProcessor: chain({ Ship: call('ship') }) } }),
      [1, 2, 3, 4],
      ({ input }) => (input === 2 ? 'other' : 'same'),
      "answer.onItem(1).returns('other').otherwise().returns('same')",
    ],
    [
      'items of items',
      chain({ Outer: { Type: 'Map', ItemProcessor: chain({ Inner: { Type: 'Map', ItemProcessor: chain({ Ship: call('ship') }) } }) } }),
      [[1, 2], [3]],
      ({ input }) => `got ${String(input)}`,
      ".onItem(0, 'Outer').onItem(1, 'Inner').returns('got 2')",
    ],
    [
      'branches that race each other',
      chain({
        Race: {
          Type: 'Parallel',
          Branches: [chain({ Slow: call('slow'), Never: call('never') }), chain({ Bad: call('bad') })],
          Catch: [{ ErrorEquals: ['Broken'], Next: 'Lost', ResultPath: null }],
          End: true,
        },
        Lost: { Type: 'Pass' },
      }),
      {},
      ({ state }) =>
        delayed(state === 'Bad' ? 5 : 100, () => {
          if (state === 'Bad') throw new TaskError('Broken');
          return state;
        }),
      ".toHaveVisitedExactly('Race', 'Slow', 'Bad', 'Lost')",
    ],
  ])('writes down %s', async (_title, definition, input, answer, expected) => {
    const { history } = await produced(definition, input, answer);

    const { testFile, differs } = await recordFrom({ history, definition });

    expect(differs).toBeUndefined();
    expect(testFile).toContain(expected);
    expect(await runTestText(testFile)).toMatchObject([{ skipped: false, failure: undefined }]);
  });

  test('leaves open what each run makes up', async () => {
    const definition = chain({ Make: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'name.$': '$$.Execution.Name', fix: 1 } } });
    const { history } = await testMachine(definition).execute({}, { seed: 99, name: 'first' });

    const { testFile } = await recordFrom({ history, definition, name: 'first' });

    expect(testFile).toContain("toSucceedWith({ fix: 1, name: 'first', id: expect.anything() })");
    expect(testFile).toContain("{ name: 'first', startTime: '2024-01-01T00:00:00.000Z', mocks }");
    expect(await runTestText(testFile)).toMatchObject([{ failure: undefined }]);
  });

  test('stops what was stopped', async () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 100 } }));
    const execution = machine.start();
    await execution.advance({ seconds: 40 });
    execution.stop('Enough', 'by hand');

    const { testFile } = await recordFrom({ history: execution.history, definition: machine.definition });

    expect(testFile).toContain("  await execution.advance(40000);\n  execution.stop('Enough', 'by hand');");
    expect(await runTestText(testFile)).toMatchObject([{ failure: undefined }]);
  });

  test('skips the test, with the reason, where the engine here comes to another end', async () => {
    const definition = chain({ Ship: call('ship') });
    const { history } = await produced(definition, {}, () => 'shipped');

    const { testFile, differs } = await recordFrom({
      history,
      definition: chain({ Ship: call('ship'), Fail: { Type: 'Fail', Error: 'Late' } }),
    });

    expect(differs).toBe('The recorded execution ended SUCCEEDED; here it ends FAILED with Late: ');
    expect(testFile).toContain(`// ${differs}`.trimEnd());
    expect(await runTestText(testFile)).toMatchObject([{ skipped: true }]);
  });

  test('takes the machine of the project in place of the definition', async () => {
    const { history } = await produced(ORDER, { items: [] });

    const { testFile } = await recordFrom({
      history,
      definition: ORDER,
      machine: "testMachine(new OrdersStack(testApp(), 'Orders'))",
      imports: ["import { testApp, testMachine } from 'drystep/testing';", "import { OrdersStack } from '../lib/orders-stack';"],
      title: 'order o-1',
    });

    expect(testFile).toContain("import { answer, stateData } from 'drystep/testing';");
    expect(testFile).toContain("const machine = testMachine(new OrdersStack(testApp(), 'Orders'));\n\ntest('order o-1'");
    expect(testFile).not.toContain('const definition');
  });

  test('fails for a history that is cut, and for one without an end', async () => {
    const { history } = await produced(ORDER, { items: [] });

    await expect(recordFrom({ history: history.slice(2), definition: ORDER })).rejects.toThrow('The history is cut');
    await expect(recordFrom({ history: history.slice(0, 5), definition: ORDER })).rejects.toThrow(
      'The history holds no end: the execution still ran. Hint: record it again when it has ended.',
    );
  });
});

describe('record', () => {
  let stub: AwsStub;
  beforeAll(async () => {
    stub = await startAwsStub();
  });
  afterEach(() => stub.reset());
  afterAll(() => stub.close());

  /** Runs an execution on the stub and gives its ARN. */
  async function onAws(definition: object, input: unknown, deployment: Deployment = {}): Promise<string> {
    deployLocally(stub, definition, deployment);
    const machine = testMachine(definition, 'Deployed', { target: { deployed: DEPLOYED }, aws: { clientConfig: stub.clientConfig } });
    return (await machine.execute(input, { name: 'o-1' })).executionArn as string;
  }

  test('fetches history and definition, and gives a test that passes', async () => {
    const arn = await onAws(ORDER, { items: ['cup', 'vase'] }, { tasks: production as never });

    const { testFile, differs } = await record(arn, { clientConfig: stub.clientConfig });

    expect(differs).toBeUndefined();
    expect(testFile).toContain("testMachine(definition, 'Deployed')");
    expect(await runTestText(testFile)).toEqual([{ title: 'does what o-1 did', skipped: false, failure: undefined }]);
  });

  test('mocks the tasks of child executions by their items', async () => {
    const definition = chain({
      All: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ One: call('one') }) },
      },
    });
    const arn = await onAws(definition, ['a', 'b'], { tasks: ({ input }) => `got ${String(input)}` });

    const { testFile } = await record(arn, { clientConfig: stub.clientConfig });

    expect(testFile).toContain("answer.onItem(0).returns('got a').onItem(1).returns('got b')");
    expect(await runTestText(testFile)).toMatchObject([{ failure: undefined }]);
  });

  test('child executions of child executions are fetched, replayed and recorded', async () => {
    const around = { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } };
    const inner = { ...around, ItemProcessor: { ...around.ItemProcessor, ...chain({ One: call('one') }) } };
    const definition = chain({ Outer: { ...around, ItemProcessor: { ...around.ItemProcessor, ...chain({ Inner: inner }) } } });
    const arn = await onAws(definition, [['a', 'b'], ['c']], { tasks: ({ input }) => `got ${String(input)}` });

    const history = await fetchHistory(arn, { clientConfig: stub.clientConfig });
    const { testFile, differs } = await record(arn, { clientConfig: stub.clientConfig });
    const same = await replay(definition, history, { children: history.children });
    const changed = JSON.parse(JSON.stringify(definition).replace('function:one', 'function:other')) as object;
    const { divergence } = await replay(changed, history, { children: history.children });

    expect(history.children).toHaveLength(5);
    expect(same.divergence).toBeUndefined();
    expect(divergence).toMatchObject({
      state: 'One',
      branch: [
        { state: 'Outer', index: 0 },
        { state: 'Inner', index: 0 },
      ],
      place: 'resource',
    });
    expect(differs).toBeUndefined();
    expect(await runTestText(testFile)).toMatchObject([{ failure: undefined }]);
  });

  test('fetchHistory gives what replay takes, children included', async () => {
    const definition = chain({
      All: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ One: call('one') }) },
      },
    });
    const arn = await onAws(definition, ['a', 'b'], { tasks: ({ input }) => `got ${String(input)}` });

    const history = await fetchHistory(arn, { clientConfig: stub.clientConfig });
    const { divergence, unchecked } = await replay(definition, history, { children: history.children });

    expect(history.executionArn).toBe(arn);
    expect(history.children).toHaveLength(2);
    expect(divergence).toBeUndefined();
    expect(unchecked).toEqual([{ what: 'concurrency', state: 'All' }]);
    const changed = JSON.parse(
      JSON.stringify(definition).replace('"function:one"', '"function:two"').replace('function:one', 'function:two'),
    ) as object;
    expect((await replay(changed, history, { children: history.children })).divergence).toMatchObject({ state: 'One', place: 'resource' });
  });

  test.each([
    ['arn:aws:states:us-east-1:111111111111:express:Orders:o-1:x', 'is an Express one: AWS keeps no history of it.'],
    [DEPLOYED, 'Expected the ARN of an execution, received "arn:aws:states:us-east-1:111111111111:stateMachine:Deployed".'],
    ['o-1', 'Expected the ARN of an execution, received "o-1".'],
  ])('fails for %s', async (arn, message) => {
    await expect(record(arn, { clientConfig: stub.clientConfig })).rejects.toThrow(message);
    await expect(fetchHistory(arn, { clientConfig: stub.clientConfig })).rejects.toThrow(message);
  });

  test('fails with what AWS says, and when a page comes twice', async () => {
    const arn = 'arn:aws:states:us-east-1:111111111111:execution:Orders:unknown';
    deployLocally(stub, ORDER);
    await expect(fetchHistory(arn, { clientConfig: stub.clientConfig })).rejects.toThrow('Execution Does Not Exist');

    const events: readonly HistoryEvent[] = [];
    stub.operations = { GetExecutionHistory: () => ({ events, nextToken: 'again' }) };
    await expect(fetchHistory(arn, { clientConfig: stub.clientConfig })).rejects.toThrow('the same page came twice');
  });
});
