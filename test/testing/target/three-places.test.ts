import 'drystep/jest';
import { parked, type TaskCall, TaskError } from '../../../src/interpreter';
import { type AwsOptions, type TestMachine, type TestTarget, testMachine } from '../../../src/testing';
import { call, callback, chain, invoke } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from './aws-stub';
import { answerTestState, DEPLOYED, deployLocally } from './local-aws';

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
afterEach(() => stub.reset());
afterAll(() => stub.close());

const RETRY = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 3 }];

/** A workflow in both languages, with every kind of state. */
const SHIPPING = chain({
  Prepare: { Type: 'Pass', Parameters: { 'items.$': '$.items', 'total.$': '$.total' }, Assign: { 'total.$': '$.total' } },
  'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Pause' },
  Ask: callback({ ResultPath: '$.approval', Next: 'Pause' }),
  Pause: { Type: 'Wait', Seconds: 1 },
  Pack: {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'sku.$': '$$.Map.Item.Value', 'place.$': '$$.Map.Item.Index', 'total.$': '$.total' },
    ItemProcessor: chain({
      'Pack One': invoke('pack', { Retry: RETRY }),
      'Note It': { Type: 'Pass', QueryLanguage: 'JSONata', Output: "{% {'packed': $states.input.sku, 'of': $total} %}" },
    }),
    ResultPath: '$.packed',
  },
  Tell: {
    Type: 'Parallel',
    Branches: [chain({ 'Tell Buyer': call('tell') }), chain({ 'Tell Seller': call('tell', { Retry: RETRY }) })],
    Catch: [{ ErrorEquals: ['NobodyThere'], ResultPath: '$.failure', Next: 'Write Letter' }],
    ResultPath: '$.told',
    Next: 'Done',
  },
  'Write Letter': {
    Type: 'Task',
    QueryLanguage: 'JSONata',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      FunctionName: 'letters',
      Payload: { why: '{% $states.input.failure.Error %}', run: '{% $states.context.Execution.Name %}' },
    },
    Output: '{% $merge([$states.input, {"letter": $states.result.Payload}]) %}',
    Next: 'Done',
  },
  Done: { Type: 'Choice', Choices: [{ Variable: '$.total', NumericLessThan: 0, Next: 'Reject' }], Default: 'End' },
  Reject: { Type: 'Fail', Error: 'Rejected', Cause: 'less than nothing' },
  End: { Type: 'Succeed', OutputPath: '$' },
});

/** What the services answer, deployed or mocked. */
function world(task: TaskCall): unknown {
  const { state, attempt } = task;
  const input = task.input as { Payload: { sku?: string; place?: number } };
  if (state === 'Ask') return { by: 'the boss' };
  if (state === 'Pack One') {
    if (input.Payload.sku === 'vase' && attempt < 2) throw new TaskError('Busy', 'try later');
    return { Payload: { sku: input.Payload.sku }, StatusCode: 200 };
  }
  if (state === 'Tell Seller' && (task.input as { total: number }).total > 400) throw new TaskError('NobodyThere', 'gone');
  if (state === 'Write Letter') return { Payload: { sent: input.Payload }, StatusCode: 200 };
  return `told by ${state}`;
}

const PLACES: readonly [string, TestTarget][] = [
  ['local', 'local'],
  ['teststate', 'teststate'],
  ['deployed', { deployed: DEPLOYED }],
];

/** The machine in a place, its services mocked where mocks can be honoured. */
function machineIn(target: TestTarget, definition = SHIPPING, aws: AwsOptions = {}): TestMachine {
  answerTestState(stub);
  deployLocally(stub, definition, { tasks: world as never });
  const machine = testMachine(definition, 'Shipping', { target, aws: { clientConfig: stub.clientConfig, ...aws } });
  if (machine.target !== 'deployed') machine.mock('*').returns(world as never);
  return machine;
}

describe.each(PLACES)('one test, run %s', (_title, target) => {
  test('a small order goes straight through', async () => {
    const machine = machineIn(target);

    const execution = await machine.execute({ items: ['cup', 'vase'], total: 40 });

    expect(execution).toSucceedWith({
      items: ['cup', 'vase'],
      total: 40,
      packed: [
        { packed: 'cup', of: 40 },
        { packed: 'vase', of: 40 },
      ],
      told: ['told by Tell Buyer', 'told by Tell Seller'],
    });
    expect(execution).toHaveVisited('Prepare', 'Large?', 'Pause', 'Pack', 'Pack One', 'Note It', 'Tell', 'Done', 'End');
    expect(execution).not.toHaveVisited('Ask');
    expect(execution).toHaveRetried('Pack One', 2, { delays: [{ seconds: 2 }, { seconds: 4 }] });
    expect(execution).toHaveTransitioned('Prepare', 'Large?', 'Pause', 'Pack', 'Tell', 'Done', 'End');
    expect(execution).toHaveCalled('Pack One', 4);
    expect(execution).toHaveCalledWith('Pack One', { sku: 'vase', place: 1, total: 40 });
    expect(execution).toHaveStateOutput('Tell Buyer', 'told by Tell Buyer');
    expect(execution).toHaveVariables({ total: 40 });
    expect(machine.calls('Pack One').map(({ payload, attempt }) => [(payload as { sku: string }).sku, attempt])).toEqual(
      expect.arrayContaining([
        ['cup', 0],
        ['vase', 0],
        ['vase', 1],
        ['vase', 2],
      ]),
    );
  });

  test('what goes wrong in a branch is caught around it', async () => {
    const machine = machineIn(target);

    const execution = await machine.execute({ items: [], total: 500 }, { name: 'by-letter' });

    expect(execution).toSucceedWith(expect.objectContaining({ packed: [], letter: { sent: { why: 'NobodyThere', run: 'by-letter' } } }));
    expect(execution).toHaveCaught('Tell', 'NobodyThere', { next: 'Write Letter' });
    expect(execution).toHaveVisited('Ask', 'Pause', 'Tell', 'Tell Seller', 'Write Letter', 'End');
    expect(execution).toHaveStateInput('Write Letter', expect.objectContaining({ failure: { Error: 'NobodyThere', Cause: 'gone' } }));
  });

  test('a failure has the same error and cause', async () => {
    const machine = machineIn(target);

    const execution = await machine.execute({ items: [], total: -1 });

    expect(execution).toFailWith('Rejected', 'less than nothing');
    expect(execution).toHaveVisited('Done', 'Reject');
  });

  test('items that are none fail the execution', async () => {
    const machine = machineIn(target);

    const execution = await machine.execute({ items: 'none', total: 1 });

    expect(execution).toFailWith('States.Runtime');
    expect(execution).not.toHaveVisited('Tell');
  });
});

describe.each(PLACES.filter(([title]) => title !== 'teststate'))('one test that answers a callback, run %s', (_title, target) => {
  const asking = chain({ Ask: callback({ ResultPath: '$.approval' }), Done: { Type: 'Pass' } });

  function started(input: object) {
    deployLocally(stub, asking, { tasks: () => parked({ MessageId: 'm' }) });
    return testMachine(asking, 'Asking', { target, aws: { clientConfig: stub.clientConfig } }).start(input);
  }

  test('goes on when it is answered', async () => {
    const execution = started({ id: 'o-1' });

    await execution.waitingFor('Ask');
    expect(execution.pending).toMatchObject([{ state: 'Ask', taskToken: expect.any(String), attempt: 0 }]);
    expect(execution.waiting).toMatchObject([{ state: 'Ask', reason: 'callback' }]);
    execution.pending[0]?.succeed({ by: 'the boss' });

    expect(await execution.result()).toSucceedWith({ id: 'o-1', approval: { by: 'the boss' } });
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('fails when it is refused, and is redriven', async () => {
    const execution = started({ id: 'o-1' });
    await execution.waitingFor('Ask');
    execution.pending[0]?.fail('Refused', 'too much');
    expect(await execution.result()).toFailWith('Refused', 'too much');

    execution.redrive();
    await execution.waitingFor('Ask');
    execution.pending[0]?.succeed({ by: 'the boss' });

    expect(await execution.result()).toSucceedWith({ id: 'o-1', approval: { by: 'the boss' } });
    expect(execution.state('Ask')).toMatchObject([{ attempts: 2, status: 'SUCCEEDED' }]);
  });

  test('ends when it is stopped', async () => {
    const execution = started({ id: 'o-1' });
    await execution.until(({ pending }) => pending.length === 1);
    execution.stop('Enough', 'by hand');

    expect(await execution.result()).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'by hand' });
  });
});
