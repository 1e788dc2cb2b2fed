import 'drystep/jest';
import { readFile } from 'node:fs/promises';
import { answer, testMachine } from 'drystep/testing';
import { call, chain, invoke } from './fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }] };
const CATCH = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done', ResultPath: '$.failure' }], Next: 'Done' };

function shipping(fields = {}) {
  return testMachine(chain({ Ship: invoke('ship', { ...RETRY, ...fields }) }), 'Shipping');
}

/** Picks each item of a list, then packs it in one of two branches. */
function picking() {
  return testMachine(
    chain({
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ResultPath: '$.picked',
        ItemProcessor: chain({
          Pick: call('pick', { Catch: [{ ErrorEquals: ['Gone'], Next: 'Skip' }], Next: 'Skip' }),
          Skip: { Type: 'Pass' },
        }),
      },
      Both: { Type: 'Parallel', Branches: [chain({ Left: call('pack') }), chain({ Right: call('pack') })] },
    }),
  );
}

describe('conditions', () => {
  test('onAttempt answers one attempt, the rest gets the other answers', async () => {
    const machine = shipping();
    machine.mock('Ship').returnsPayload('shipped').onAttempt(1).fails('Busy').onAttempt(0).fails('Broken');

    const execution = await machine.execute();

    expect(execution).toSucceedWith('shipped');
    expect(execution.state('Ship')[0]?.failures.map((failure) => failure.error)).toEqual(['Broken', 'Busy']);
  });

  test('onItem answers one item of a Map, onBranch one branch of a Parallel state', async () => {
    const machine = picking();
    machine.mock('Pick').returns('picked').onItem(1).fails('Gone', 'sold out');
    machine.mock('*t').returns('packed').onBranch('Right').returns('right').onBranch(0).returns('left');

    const execution = await machine.execute({ items: ['a', 'b'] });

    expect(execution).toSucceedWith(['left', 'right']);
    expect(execution.state('Skip').map((visit) => visit.input)).toEqual(['picked', { Error: 'Gone', Cause: 'sold out' }]);
  });

  test('onInput looks at what the function gets: fields, asymmetric matchers, or a predicate', async () => {
    const machine = shipping();
    machine
      .mock('Ship')
      .onInput({ order: { id: 'o-1' } })
      .returnsPayload('by field')
      .onInput({ order: { id: expect.stringMatching(/^x/) } })
      .returnsPayload('by matcher')
      .onInput((payload: { total: number }) => payload.total > 100)
      .returnsPayload('by predicate')
      .otherwise()
      .returnsPayload('other');
    const outputs = [];
    for (const input of [{ order: { id: 'o-1', more: 1 } }, { order: { id: 'x-1' } }, { total: 101 }, { total: 1 }])
      outputs.push((await machine.execute(input)).output);

    expect(outputs).toEqual(['by field', 'by matcher', 'by predicate', 'other']);
  });

  test('conditions without an answer between them must all fit', async () => {
    const machine = shipping();
    machine.mock('Ship').onAttempt(0).onInput({ bad: true }).fails('Busy').otherwise().returnsPayload('shipped');

    expect(await machine.execute({ bad: true })).toHaveRetried('Ship', 1);
    expect(await machine.execute({ bad: false })).toHaveRetried('Ship', 0);
  });

  test('answers behind a condition count the calls that fit it', async () => {
    const machine = shipping();
    const mocks = {
      Ship: answer.onInput({ bad: true }).fails('Busy').times(2).returnsPayload('late').otherwise().returnsPayload('shipped'),
    };
    const isolated = machine.with(mocks);

    expect(await isolated.execute({ bad: false })).toSucceedWith('shipped');
    expect(await isolated.execute({ bad: true })).toHaveRetried('Ship', 2);
  });

  test('fails when no condition fits and nothing stands for the rest', async () => {
    const machine = picking();
    machine.mock('Pick').onItem(7).returns('picked');

    await expect(machine.execute({ items: ['a'] })).rejects.toThrow(
      'State "Pick": mock("Pick").onItem(7).returns(…) has no answer for attempt 0 in Each[0]. Hint: add .otherwise().returns({ … }) for all other calls.',
    );
  });

  test('fails on an index that is none and a predicate that gives no boolean', async () => {
    const machine = shipping();

    expect(() => machine.mock('Ship').onItem(-1)).toThrow('.onItem() expected a whole number of 0 or more, received -1.');
    machine
      .mock('Ship')
      .onInput(((payload: object) => payload) as never)
      .returnsPayload(1);
    await expect(machine.execute()).rejects.toThrow('.onInput() expected its predicate to return true or false, received object.');
  });
});

describe('patterns', () => {
  test('a text with * and a regular expression stand for all states whose names fit; a name goes first', async () => {
    const machine = testMachine(chain({ 'Charge Card': call('a'), 'Charge Points': call('b'), 'Refund Card': call('c') }));
    machine.mock('Charge *').returns(1);
    machine.mock(/card$/i).returns(2);
    machine.mock('Refund Card').returns(3);

    const execution = await machine.execute();

    expect(execution).toSucceedWith(3);
    expect(execution.visits.map((visit) => visit.output)).toEqual([2, 1, 3]);
  });

  test('a regular expression that would run away ends', async () => {
    const machine = testMachine(chain({ [`${'a'.repeat(70)}!`]: call('b') }));

    expect(() => machine.mock(/^(a+)+$/)).toThrow('No task of StateMachine fits /^(a+)+$/.');
    expect(() => machine.mock(/(a)\1/)).toThrow('mock() cannot use the regular expression /(a)\\1/');
  });

  test('fails when no task fits', () => {
    expect(() => shipping().mock('Charge *')).toThrow(
      'No task of Shipping fits "Charge *". Hint: name a task, or what it calls: "Ship" (ship).',
    );
  });
});

describe('answers in time', () => {
  test('after lets an answer take virtual time', async () => {
    const machine = shipping();
    machine.mock('Ship').returnsPayload('shipped').after({ minutes: 5 });
    const execution = machine.start();

    await execution.advance({ minutes: 4 });
    expect(execution.status).toBe('RUNNING');
    await execution.advance({ minutes: 1 });
    expect(execution).toSucceedWith('shipped');
  });

  test('an answer later than the timeout is a timeout, and errors take their time as well', async () => {
    const machine = shipping({
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ['States.Timeout', 'Busy'], IntervalSeconds: 1, BackoffRate: 1 }],
    });
    machine.mock('Ship').returnsPayload(1).after({ seconds: 61 }).fails('Busy').after({ seconds: 9 }).returnsPayload('shipped');

    const execution = await machine.execute();

    expect(execution).toSucceedWith('shipped');
    const [visit] = execution.state('Ship');
    expect(visit?.failures.map(({ error, at }) => [error, (at - visit.enteredAt) / 1000])).toEqual([
      ['States.Timeout', 60],
      ['Busy', 70],
    ]);
  });

  test('timesOut takes the time of the state where it has one', async () => {
    const machine = shipping({ TimeoutSeconds: 30, Retry: [] });
    machine.mock('Ship').timesOut();

    const execution = await machine.execute();

    expect(execution).toFailWith('States.Timeout');
    expect(execution.history.at(-1)?.timestamp).toEqual(new Date('2024-01-01T00:00:30Z'));
  });

  test('a promise that settles late in real time still takes its virtual time', async () => {
    const machine = shipping();
    machine
      .mock('Ship')
      .returnsPayload(async () => 'shipped')
      .after(2500);

    const execution = await machine.execute();

    expect(execution).toSucceedWith('shipped');
    expect(execution.history.at(-1)?.timestamp).toEqual(new Date('2024-01-01T00:00:02.500Z'));
  });

  test('throttles fails as the service does that is asked too often', async () => {
    const table = testMachine(chain({ Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: {}, ...RETRY } }));
    table.mock('Put').throttles(2).returns({});
    const machine = shipping({ Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }] });
    machine.mock('Ship').throttles().returnsPayload('shipped');

    expect((await table.execute()).state('Put')[0]?.failures.map((failure) => failure.error)).toEqual([
      'DynamoDB.ProvisionedThroughputExceededException',
      'DynamoDB.ProvisionedThroughputExceededException',
    ]);
    expect(await machine.execute()).toHaveRetried('Ship', 1);
  });

  test('fails when after() has no answer before it or goes backwards', () => {
    expect(() => shipping().mock('Ship').after(5)).toThrow(
      '.after() has no answer before it. Hint: write .returns({ … }).after({ minutes: 5 }).',
    );
    expect(() => shipping().mock('Ship').returns(1).after(-5)).toThrow('.after() expected a duration of 0 or more, received -5.');
  });
});

describe('call records', () => {
  test('calls gives every call of a task, with what its function got', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').returnsPayload(1);
    await machine.execute({ id: 'o-1' }, { name: 'first' });
    await machine.execute({ id: 'o-2' }, { name: 'second' });

    expect(machine.calls('Ship').map(({ attempt, payload, execution }) => ({ attempt, payload, execution }))).toEqual([
      { attempt: 0, payload: { id: 'o-1' }, execution: 'first' },
      { attempt: 1, payload: { id: 'o-1' }, execution: 'first' },
      { attempt: 0, payload: { id: 'o-2' }, execution: 'second' },
    ]);
    expect(machine.calls()).toHaveLength(3);
    expect(() => machine.calls('Shop')).toThrow('did you mean "Ship"?');
  });

  const shared = shipping();
  shared.mock('Ship').returnsPayload(1);
  test.each([1, 2])('calls of another test are not told (%p)', async () => {
    await shared.execute();

    expect(shared.calls('Ship')).toHaveLength(1);
  });
});

describe('run', () => {
  test('answers with a real handler', async () => {
    const machine = shipping();
    machine.run('Ship', async (event: { id: string }) => ({ shipped: event.id }));

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ shipped: 'o-1' });
  });

  test('what the handler throws is what Retry and Catch match', async () => {
    const machine = shipping(CATCH && { Retry: [] });
    machine.run('Ship', () => {
      throw new RangeError('too far');
    });

    expect(await machine.execute()).toFailWith('RangeError', expect.objectContaining({ errorMessage: 'too far' }));
  });
});

describe('answers of services', () => {
  const get = chain({ Get: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: { TableName: 't', Key: {} } } });

  test('are not checked unless asked', async () => {
    const machine = testMachine(get);
    machine.mock('Get').returns({ Item: 'anything' });

    expect(await machine.execute()).toSucceed();
  });

  test('PRESENT judges the fields that are there', async () => {
    const machine = testMachine(get, undefined, { answers: 'PRESENT' });
    machine.mock('Get').returns({ Item: 'anything' });

    await expect(machine.execute()).rejects.toThrow(
      `State "Get": the answer of its mock does not fit arn:aws:states:::dynamodb:getItem: Field 'Item' must be an object. Hint: answer what the service answers, or set answers: 'NONE' to leave it unchecked.`,
    );
    expect(await machine.execute({}, { answers: 'NONE' })).toSucceed();
  });

  test('STRICT names a misspelt field and a missing one, inside of lists and late answers too', async () => {
    const machine = testMachine(get, undefined, { strict: true });
    machine.mock('Get').returns({ Itm: {} });
    await expect(machine.execute()).rejects.toThrow("Field 'Itm' is not part of the answer, did you mean 'Item'?");

    machine.mock('Get').returns(async () => ({ Item: { id: { S: 7 } } }));
    await expect(machine.execute()).rejects.toThrow("Field 'S' must be a string");

    machine
      .mock('Get')
      .returns({ Item: { id: { SS: ['a', 7] } } })
      .after(1);
    await expect(machine.execute()).rejects.toThrow("Field 'SS' must be a string");

    machine.mock('Get').returns({ Item: { id: { S: 'o-1' } }, SdkHttpMetadata: { HttpStatusCode: 200 } });
    expect(await machine.execute()).toSucceed();
  });

  test.each<[string, () => unknown]>([
    ["a promise of Node's, which is of another realm than the test", () => readFile(__filename).then(() => ({ Itm: {} }))],
    [
      'a thenable whose then gives nothing',
      () => Object.fromEntries([['then', (settle: (value: unknown) => void) => settle({ Itm: {} })]]),
    ],
  ])('STRICT checks what %s settles with', async (_title, give) => {
    const machine = testMachine(get, undefined, { answers: 'STRICT' });
    machine.mock('Get').returns(give);
    await expect(machine.execute()).rejects.toThrow("Field 'Itm' is not part of the answer");

    machine.mock('Get').returns(give).after({ seconds: 1 });
    await expect(machine.execute()).rejects.toThrow("Field 'Itm' is not part of the answer");
  });

  test('a function may answer anything', async () => {
    const machine = testMachine(chain({ Ship: invoke('ship'), Pack: call('pack') }), undefined, { answers: 'STRICT' });
    machine.mock('Ship').returnsPayload({ any: [1, { thing: null }] });
    machine.mock('Pack').returns({ other: true });

    expect(await machine.execute()).toSucceed();
  });
});

describe('conditions that name nothing', () => {
  const machine = testMachine(
    chain({
      Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Pick: call('pick', RETRY) }), ResultPath: null },
      Both: { Type: 'Parallel', Branches: [chain({ Left: call('pack') }), chain({ Right: call('pack'), Label: call('label') })] },
    }),
    'Orders',
  );

  test.each<readonly [title: string, write: () => unknown, says: string]>([
    [
      'a Map that there is not',
      () => machine.mock('Pick').onItem(0, 'Eahc'),
      '"Pick": mock("Pick").onItem(0, "Eahc") fits no call: it is in no Map "Eahc". Hint: did you mean "Each"?',
    ],
    ['a Map with another name', () => machine.mock('Pick').onItem(0, 'MM'), 'it is in no Map "MM". Hint: it is in "Each".'],
    ['an item of a state in no Map', () => machine.mock('Left').onItem(0), 'it is in no Map.'],
    [
      'a branch that there is not',
      () => machine.mock('Label').onBranch('Rihgt'),
      'it is in no branch "Rihgt". Hint: did you mean "Right"?',
    ],
    ['the branch of another state', () => machine.mock('Left').onBranch('Right'), 'it is in no branch "Right". Hint: it is in "Left".'],
    ['the number of another branch', () => machine.mock('Left').onBranch(1), 'it is in branch 0. Hint: write .onBranch(0).'],
    ['a branch of a state in no Parallel', () => machine.mock('Pick').onBranch(0), 'it is in no Parallel state.'],
    [
      'a retry of a state that has none',
      () => machine.mock('Left').onAttempt(1),
      'its retriers allow attempts 0 to 0. Hint: 0 is the first attempt',
    ],
    ['a retry beyond the last', () => machine.mock('Pick').onAttempt(6), 'its retriers allow attempts 0 to 5.'],
    ['half an attempt', () => machine.mock('Pick').onAttempt(0.5), 'received 0.5'],
    ['a pattern of which no state fits', () => machine.mock('*').onItem(0, 'MM'), 'it is in no Map "MM"'],
    ['mocks of an execution', () => machine.with({ Left: answer.onItem(0).returns({}) }), 'it is in no Map.'],
    ['no times', () => machine.mock('Pick').returns({}).times(0), 'received 0'],
    ['times by half', () => machine.mock('Pick').returns({}).times(1.5), 'received 1.5'],
    ['otherwise without a condition', () => machine.mock('Pick').returns({}).otherwise(), '.otherwise() has no condition before it'],
    ['otherwise without an answer before', () => machine.mock('Pick').onItem(0).otherwise(), '.onItem(0) has no answer after it'],
    [
      'no answer in mocks of an execution',
      () => machine.with({ Pick: answer.onItem(0) }),
      'State "Pick": .onItem(0) has no answer after it',
    ],
  ])('fails when it is %s', (_title, write, says) => {
    expect(write).toThrow(says);
    machine.reset();
  });

  test('fails when an execution begins and a condition has no answer behind it', async () => {
    machine.mock('Left').returns({}).onInput({ id: 'o-1' });

    const says = 'State "Left": .onInput({…}) has no answer after it. Hint: write .onInput({…}).returns({ … }).';
    await expect(machine.execute({ items: [] })).rejects.toThrow(says);
    expect(() => machine.start({ items: [] })).toThrow(says);
  });

  test('a condition that fits one of several states is taken', async () => {
    machine.mock('*').returns({}).onItem(0, 'Each').returns('first').onBranch('Left').returns('left').onAttempt(1).returns('again');

    expect(await machine.execute({ items: [1] })).toSucceedWith(['left', {}]);
  });
});

describe('conditions that no call reaches', () => {
  const inMap = () => picking().mock('Pick');
  const positive = (payload: { total: number }) => payload.total > 0;

  test.each<[string, () => unknown, string]>([
    [
      'a regular expression in place of fields',
      () => shipping().mock('Ship').onInput(/vase/).returns(1),
      '.onInput() expected fields or a predicate, received /vase/. Hint: write .onInput({ orderId: expect.stringMatching(/vase/) }).',
    ],
    [
      'a regular expression as a field',
      () => shipping().mock('Ship').onInput({ sku: /vase/ }).returns(1),
      'received /vase/. Hint: write expect.stringMatching(/vase/).',
    ],
    [
      'whatever there is',
      () => shipping().mock('Ship').onInput(expect.anything()).returns(1),
      '.onInput() expected fields, received expect.anything(): it would fit every call. Hint: name some, or leave .onInput() out.',
    ],
    [
      'an attempt twice',
      () => shipping().mock('Ship').onAttempt(0).returns(1).onAttempt(0).returns(2),
      'State "Ship": .onAttempt(0) is there twice, and the first answers every call: the answers after the second are never given.',
    ],
    [
      'equal fields',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ id: 1, of: { a: [1] } })
          .returns(1)
          .onInput({ of: { a: [1] }, id: 1 })
          .returns(2),
      '.onInput({"of":{"a":[1]},"id":1}) comes after .onInput({"id":1,"of":{"a":[1]}})',
    ],
    [
      'more fields behind fewer',
      () => shipping().mock('Ship').onInput({ id: 1 }).fails('Busy').onInput({ id: 1, total: 2 }).returns(2),
      '.onInput({"id":1,"total":2}) comes after .onInput({"id":1}), which fits every call that it fits',
    ],
    [
      'an item and an attempt behind the item',
      () => inMap().onItem(1).returns(1).onAttempt(0).onItem(1).returns(2),
      '.onAttempt(0).onItem(1) comes after .onItem(1)',
    ],
    [
      'equal asymmetric matchers',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ id: expect.any(String) })
          .returns(1)
          .onInput({ id: expect.any(String) })
          .returns(2),
      'the answers after the second are never given',
    ],
    [
      'one predicate twice',
      () => shipping().mock('Ship').onInput(positive).returns(1).onInput(positive).returns(2),
      '.onInput(…) is there twice',
    ],
    [
      'a branch twice',
      () => picking().mock('Left').onBranch('Left').returns(1).onBranch('Left').returns(2),
      '.onBranch("Left") is there twice',
    ],
    [
      'another attempt at once',
      () => shipping().mock('Ship').onAttempt(0).onAttempt(1).returns(1),
      '.onAttempt(0).onAttempt(1) asks for both at once. Hint: write an answer after each: .onAttempt(0).returns({ … }).onAttempt(1).returns({ … }).',
    ],
    [
      'another value of a field at once',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ a: { b: 1 } })
          .onInput({ a: { b: 2 } })
          .returns(1),
      '.onInput({"a":{"b":1}}).onInput({"a":{"b":2}}) asks for both at once',
    ],
    [
      'a list of another length at once',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ a: [1] })
          .onInput({ a: [1, 2] })
          .returns(1),
      '.onInput({"a":[1]}).onInput({"a":[1,2]}) asks for both at once',
    ],
    ['another item at once', () => inMap().onItem(0).onItem(1).returns(1), '.onItem(0).onItem(1) asks for both at once'],
    ['a chain for with()', () => answer.onAttempt(0).returns(1).onAttempt(0).returns(2), 'mock: .onAttempt(0) is there twice'],
    [
      'a condition behind otherwise()',
      () => shipping().mock('Ship').onAttempt(0).returns(1).otherwise().returns(2).onAttempt(0).returns(3),
      '.onAttempt(0) is there twice',
    ],
  ])('fails for %s', (_title, run, says) => {
    expect(run).toThrow(says);
    expect(run).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });

  test.each<[string, () => unknown]>([
    ['fewer fields behind more', () => shipping().mock('Ship').onInput({ id: 1, total: 2 }).returns(1).onInput({ id: 1 }).returns(2)],
    ['other values', () => shipping().mock('Ship').onInput({ id: 1 }).returns(1).onInput({ id: 2 }).returns(2)],
    ['another kind of condition', () => inMap().onItem(0).returns(1).onAttempt(0).returns(2)],
    [
      'two functions that look alike',
      () =>
        shipping()
          .mock('Ship')
          .onInput(() => true)
          .returns(1)
          .onInput(() => true)
          .returns(2),
    ],
    [
      'a list of other length',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ ids: [1] })
          .returns(1)
          .onInput({ ids: [1, 2] })
          .returns(2),
    ],
    ['two kinds of fields at once', () => shipping().mock('Ship').onInput({ id: 1 }).onInput(positive).returns(1)],
    [
      'a matcher behind a value',
      () =>
        shipping()
          .mock('Ship')
          .onInput({ id: 1 })
          .returns(1)
          .onInput({ id: expect.any(Number) })
          .returns(2),
    ],
  ])('takes %s', (_title, run) => {
    expect(run).not.toThrow();
  });
});
