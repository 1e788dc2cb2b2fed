import 'drystep/jest';
import type { JsonObject } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { stepTable, testMachine, visitsOf } from '../../src/testing';
import { call, callback, chain } from './fixtures/asl';

describe('visits', () => {
  test('tell input, output, time and attempts', async () => {
    const machine = testMachine(
      chain({ Ship: call('ship', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3 }], ResultPath: '$.parcel' }) }),
    );
    machine.mock('Ship').fails('Busy', 'come back').times(2).returns('p-1');

    const [ship] = (await machine.execute({ id: 1 })).state('Ship');

    expect(ship).toMatchObject({
      number: 1,
      state: 'Ship',
      kind: 'Task',
      status: 'SUCCEEDED',
      input: { id: 1 },
      output: { id: 1, parcel: 'p-1' },
      attempts: 3,
      retries: 2,
      failures: [
        { error: 'Busy', cause: 'come back', at: Date.UTC(2024, 0, 1) },
        { error: 'Busy', cause: 'come back', at: Date.UTC(2024, 0, 1, 0, 0, 2) },
      ],
      exitedAt: Date.UTC(2024, 0, 1, 0, 0, 8),
    });
    expect(ship?.caught).toBeUndefined();
  });

  const runtime = { error: 'States.Runtime', cause: expect.stringContaining("while executing the state 'Ship'") };
  test.each<[string, object, object[]]>([
    ['ResultSelector', call('ship', { ResultSelector: { 'id.$': '$.nope' } }), [runtime]],
    ['OutputPath', call('ship', { OutputPath: '$.nope' }), [runtime]],
    [
      'ResultSelector, after a retry',
      call('ship', { ResultSelector: { 'id.$': '$.nope' }, Retry: [{ ErrorEquals: ['Busy'] }] }),
      [{ error: 'Busy' }, runtime],
    ],
    [
      'Output',
      { ...call('ship'), QueryLanguage: 'JSONata', Parameters: undefined, Output: '{% "a" - 1 %}' },
      [{ error: 'States.QueryEvaluationError' }],
    ],
    [
      'ResultSelector of a Parallel state',
      { Type: 'Parallel', Branches: [chain({ Left: { Type: 'Pass' } })], ResultSelector: { 'id.$': '$.nope' } },
      [runtime],
    ],
  ])('tell the error when %s fails behind the work of a state', async (_, state, failures) => {
    const machine = testMachine(JSON.parse(JSON.stringify(chain({ Ship: state as JsonObject, Done: { Type: 'Pass' } }))));
    if ((state as { Type?: string }).Type === 'Task') {
      const answers = failures.length > 1 ? machine.mock('Ship').fails('Busy').times(1) : machine.mock('Ship');
      answers.returns({ parcel: 'p-1' });
    }

    const execution = await machine.execute({});
    const [ship] = execution.state('Ship');

    expect(ship).toMatchObject({ status: 'FAILED', failures });
    expect(ship?.failures).toHaveLength(failures.length);
    expect(stepTable(execution)).not.toContain('aborted');
  });

  test('tell the item and the branch they are in', async () => {
    const inner = chain({
      Both: {
        Type: 'Parallel',
        Branches: [chain({ Left: { Type: 'Pass' } }), chain({ Right: { Type: 'Pass' }, After: { Type: 'Pass' } })],
      },
    });
    const machine = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: inner } }));

    const { visits } = await machine.execute(['a', 'b']);

    const places = visits.map(({ state, branch }) => [branch?.visit.branch?.index, branch?.visit.state, branch?.index, state]);
    expect(places).toEqual(
      expect.arrayContaining([
        [undefined, undefined, undefined, 'Each'],
        [undefined, 'Each', 0, 'Both'],
        [undefined, 'Each', 1, 'Both'],
        [0, 'Both', 0, 'Left'],
        [0, 'Both', 1, 'Right'],
        [0, 'Both', 1, 'After'],
        [1, 'Both', 0, 'Left'],
        [1, 'Both', 1, 'Right'],
        [1, 'Both', 1, 'After'],
      ]),
    );
    expect(visits).toHaveLength(9);
    expect(visits.every((visit) => visit.status === 'SUCCEEDED')).toBe(true);
  });

  test('a failing branch fails and its siblings are aborted', async () => {
    const machine = testMachine(
      chain({
        Both: {
          Type: 'Parallel',
          Branches: [chain({ Fails: call('fails') }), chain({ Waits: { Type: 'Wait', Seconds: 60 }, Never: { Type: 'Pass' } })],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        },
        Done: { Type: 'Pass' },
      }),
    );
    machine.mock('Fails').returns(async () => {
      throw Object.assign(new Error('x'), { name: 'TaskError', error: 'Broken', cause: 'in two' });
    });

    const { visits } = await machine.execute();

    expect(visits.map(({ state, status }) => [state, status])).toEqual([
      ['Both', 'CAUGHT'],
      ['Fails', 'FAILED'],
      ['Waits', 'ABORTED'],
      ['Done', 'SUCCEEDED'],
    ]);
    expect(visits[0]?.caught).toMatchObject({ error: 'Broken', cause: 'in two', next: 'Done' });
  });

  test('a state of an iteration whose expressions fail has failed, and is not cut short', async () => {
    const machine = testMachine(
      chain({ Each: { Type: 'Map', ItemProcessor: chain({ Pick: { Type: 'Pass', Result: 1, ResultPath: '$.picked' } }) } }),
    );

    const execution = await machine.execute([1]);

    expect(execution).toFailWith('States.ReferencePathConflict');
    expect(execution.state('Pick')[0]?.status).toBe('FAILED');
    expect(String(execution)).toMatch(/\[0\] Pick .* ✗ States\.ReferencePathConflict/);
  });

  test('a state that loops is visited again', async () => {
    const machine = testMachine({
      StartAt: 'Poll',
      States: {
        Poll: call('poll', { ResultPath: '$.ready', Next: 'Ready?' }),
        'Ready?': { Type: 'Choice', Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: 'Done' }], Default: 'Poll' },
        Done: { Type: 'Succeed' },
      },
    });
    machine.mock('Poll').returns(false).times(2).returns(true);

    const execution = await machine.execute();

    expect(execution.state('Poll').map((visit) => visit.output)).toEqual([{ ready: false }, { ready: false }, { ready: true }]);
    expect(execution.state('Ready?').map((visit) => visit.next)).toEqual(['Poll', 'Poll', 'Done']);
    expect(execution.state('Done')[0]?.status).toBe('SUCCEEDED');
  });

  test('see into the child executions of a distributed Map', async () => {
    const inner = {
      ...chain({ Pick: call('pick'), Pack: { Type: 'Pass' } }),
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    };
    const machine = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: inner }, Done: { Type: 'Pass' } }));
    machine.mock('Pick').returns('a').returns('b');

    const execution = await machine.execute([1, 2]);

    expect(execution).toHaveVisitedExactly('Each', 'Pick', 'Pack', 'Pick', 'Pack', 'Done');
    expect(execution.state('Pack').map(({ branch, output }) => [branch?.visit.state, branch?.index, output])).toEqual([
      ['Each', 0, 'a'],
      ['Each', 1, 'b'],
    ]);
    expect(execution.visits.map((visit) => visit.number)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('a visit of a running execution waits', () => {
    const execution = testMachine(chain({ Ask: callback() })).start();

    expect(execution.visits).toMatchObject([{ state: 'Ask', status: 'WAITING', attempts: 1 }]);
  });

  test('a state that times out has failed with States.Timeout', async () => {
    const execution = await testMachine(chain({ Ask: callback({ TimeoutSeconds: 5 }) })).execute();

    expect(execution.visits).toMatchObject([{ state: 'Ask', status: 'FAILED', failures: [{ error: 'States.Timeout' }] }]);
  });
});

test('a history without its execution is read as well', async () => {
  const { history } = await execute(chain({ A: { Type: 'Pass' } }));

  expect(visitsOf(history)).toMatchObject([{ state: 'A', kind: 'Pass', status: 'SUCCEEDED' }]);
});

// The events of what is cut short point at the branch that failed (measured on AWS by floci-io/floci), and most name no state.
test('what a failure beside it cut short is aborted, and what failed is not', async () => {
  const long = { Type: 'Wait', Seconds: 20 };
  const each = { Type: 'Map', Items: [1, 2], ItemProcessor: chain({ 'Long Item': long }) };
  const branches = [
    chain({ Pause: { Type: 'Wait', Seconds: 1 }, Boom: { Type: 'Fail', Error: 'E' } }),
    chain({ Long: long }),
    chain({ Each: each }),
  ];
  const machine = testMachine({ QueryLanguage: 'JSONata', ...(chain({ Both: { Type: 'Parallel', Branches: branches } }) as object) });

  const execution = await machine.execute({});

  expect(visitsOf(execution.history).map(({ state, status }) => `${state} ${status}`)).toEqual([
    'Both FAILED',
    'Pause SUCCEEDED',
    'Long ABORTED',
    'Each ABORTED',
    'Long Item ABORTED',
    'Long Item ABORTED',
    'Boom FAILED',
  ]);
});
