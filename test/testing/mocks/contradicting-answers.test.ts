import 'drystep/jest';
import { answer, delayed, parked, submitted, testMachine } from 'drystep/testing';
import type { JsonObject } from '../../../src/asl';
import { call, chain, invoke } from '../fixtures/asl';

const shipping = (more: JsonObject = {}) => testMachine(chain({ Ship: invoke('ship', more) }));
const asking = () =>
  testMachine(
    chain({
      Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'https://queue' } },
    }),
  );
const wrong = (value: unknown) => value as never;

describe('an answer that fails already', () => {
  test.each([
    ['.fails("Busy")', () => answer.fails('Busy')],
    ['.timesOut()', () => answer.timesOut()],
    ['.throttles(2)', () => answer.throttles(2)],
    ['.returns(…).butFails("Busy")', () => answer.returns({}).butFails('Busy')],
  ])('fails when %s is to fail otherwise', (text, made) => {
    expect(() => made().butFails('Lost')).toThrow(
      `${text} fails already: .butFails("Lost") would change nothing. Hint: write .fails("Lost"), or .butFails() behind .run(handler)`,
    );
  });
});

describe('.timesOut() with a time of its own', () => {
  test('fails where the definition says when an attempt times out', async () => {
    const machine = shipping({ TimeoutSeconds: 60 });
    machine.mock('Ship').timesOut().after({ seconds: 5 });

    await expect(machine.execute({})).rejects.toThrow(
      'mock("Ship").timesOut().after(…) asks for 5 s, and the definition of the state says when an attempt times out. Hint: leave .after() out, or write .fails(\'States.Timeout\').after(…)',
    );
  });

  test('is kept where it does not', async () => {
    const machine = shipping();
    machine.mock('Ship').timesOut().after({ seconds: 5 });

    const execution = await machine.execute({});

    expect(execution).toFailWith('States.Timeout');
    expect(execution).toHaveTaken({ seconds: 5 });
  });
});

test.each([
  ['', '.throttles(), the error: expected a name, received "". Hint: leave it out for that of the task\'s own service.'],
  ['States.ALL', 'received "States.ALL", which only matches errors'],
])('fails when a task is throttled with %j', (error, message) => {
  expect(() => shipping().mock('Ship').throttles(1, error)).toThrow(message);
});

test('fails when the Map of .onItem() is not a name', () => {
  const machine = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: chain({ Work: call('work') }) } }));

  expect(() => machine.mock('Work').onItem(0, wrong(null))).toThrow('.onItem() expected the name of a Map state, received null.');
});

test('fails when nothing stands behind .otherwise()', async () => {
  const machine = shipping();
  machine.mock('Ship').onInput({ id: 1 }).returnsPayload('first').otherwise();
  const message = 'State "Ship": .otherwise() has no answer after it. Hint: write .otherwise().returns({ … }), or leave it out.';

  await expect(machine.execute({ id: 1 })).rejects.toThrow(message);
  expect(() => machine.with({ Ship: answer.onInput({ id: 1 }).returnsPayload('first').otherwise() })).toThrow(message);
});

describe('what only a function can answer', () => {
  test.each([
    ['parked(…)', parked()],
    ['submitted(…)', submitted({ MessageId: 'm-1' }, () => ({}))],
    ['delayed(…)', delayed(5, () => ({}))],
  ])('fails when %s is given as data: the task would succeed with what it is made of', async (text, value) => {
    const message = `.returns() expected a JSON value, received ${text}. Hint: answer by a function: .returns(() => ${text}).`;

    expect(() => asking().mock('Ask').returns(value)).toThrow(message);
    expect(() => asking().with({ Ask: value })).toThrow(message);
    expect(() => asking().mock('Ask').returns({ MessageId: value })).toThrow(`received ${text} at /MessageId`);
  });

  test('parks the task where a function gives it', async () => {
    const machine = asking();
    machine.mock('Ask').returns(() => parked());

    expect(machine.start({}).pending).toHaveLength(1);
  });

  test('fails when a chain of answers is given as data', () => {
    expect(() => shipping().mock('Ship', answer.returnsPayload(1))).toThrow(
      'received a chain of answers. Hint: hand it over as it is: machine.with(',
    );
  });
});

describe('an answer that comes later, by delayed()', () => {
  test('is what it was when its time had passed, for each of those who ask', async () => {
    const count = { asked: 0 };
    const machine = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: chain({ Work: call('work') }) } }));
    machine.mock('Work').returns(() =>
      delayed(1, () => {
        count.asked++;
        return count as never;
      }),
    );

    const execution = machine.start([1, 2, 3]);
    await execution.advance({ seconds: 1 });
    count.asked = 99;

    expect(execution).toSucceedWith([{ asked: 1 }, { asked: 2 }, { asked: 3 }]);
  });

  test.each([
    ['a promise of it', () => delayed(1, async () => 'shipped')],
    ['a promise that gives it', async () => delayed(1, () => 'shipped')],
    ['one after the other', () => delayed(1, () => delayed(0, () => 'shipped'))],
  ])('is wrapped by .returnsPayload(): %s', async (_title, given) => {
    const machine = shipping({ OutputPath: '$.Payload' });
    machine.mock('Ship').returnsPayload(given);

    const execution = await machine.execute({});

    expect(execution).toSucceedWith('shipped');
    expect(execution).toHaveTaken({ seconds: 1 });
  });
});
