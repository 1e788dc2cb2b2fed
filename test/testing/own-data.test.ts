import 'drystep/jest';
import { execute } from 'drystep/interpreter';
import { importMockConfig, testApp, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const flow = chain({
  List: call('list'),
  Each: {
    Type: 'Map',
    ItemProcessor: chain({ Work: call('work') }),
    ItemsPath: '$.items',
    ResultPath: '$.results',
  },
});
const anything = (value: unknown) => value as Record<string, never> & { items: unknown[]; results: { tags: string[] }[] };
/** A write to what is not the writer's may throw; nothing else may come of it. */
const attempt = (write: () => void): void => {
  try {
    write();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
  }
};

describe('Answers are taken when they are given', () => {
  test('a constant that the test changes later is what it was', async () => {
    const answer = { items: [3, 1, 2], nested: { deep: [{ a: 1 }] } };
    const machine = testMachine(chain({ List: call('list') }));
    machine.mock('List').returns(answer);
    answer.items.push(4);
    (answer.nested.deep[0] as { a: number }).a = 2;

    expect(await machine.execute()).toSucceedWith({ items: [3, 1, 2], nested: { deep: [{ a: 1 }] } });
  });

  test('an output that a test sorts is its own: neither the next execution nor the history changes', async () => {
    const machine = testMachine(chain({ List: call('list') }));
    machine.mock('List').returns({ items: [3, 1, 2] });

    const first = await machine.execute();
    attempt(() => anything(first.output).items.sort());
    const second = await machine.execute();

    expect(second.output).toEqual({ items: [3, 1, 2] });
    expect(first.state('List')[0]?.output).toEqual({ items: [3, 1, 2] });
    expect(first.history.at(-1)?.executionSucceededEventDetails?.output).toBe('{"items":[3,1,2]}');
  });

  test('so is that of a started execution, and nothing in it is shared', async () => {
    const branch = (name: string) => chain({ [name]: { Type: 'Pass' } });
    const execution = testMachine(chain({ Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')] } })).start({ list: [2, 1] });
    await execution.result();

    (execution.output as { list: number[] }[])[0]?.list.sort();

    expect(execution.output).toEqual([{ list: [1, 2] }, { list: [2, 1] }]);
    expect(JSON.stringify(execution.history)).not.toContain('[1,2]');
  });

  test('items that get one answer do not share it', async () => {
    const machine = testMachine(flow);
    machine.mock('List').returns({ items: [1, 2] });
    machine.mock('Work').returns({ tags: ['a'] });

    const { output } = await machine.execute();
    attempt(() => anything(output).results[0]?.tags.push('b'));

    expect(anything(output).results[1]).toEqual({ tags: ['a'] });
  });

  test('a function that gives the same object each time gives what it was at each call', async () => {
    const machine = testMachine(flow);
    const state = { count: 0 };
    machine.mock('List').returns({ items: [1, 2, 3] });
    machine.mock('Work').returns(() => {
      state.count++;
      return state;
    });

    expect(anything((await machine.execute()).output).results).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);
  });

  test('the input of an execution that goes on is what it was', async () => {
    const machine = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 60 } }));
    const input = { order: { lines: [1] } };
    const execution = machine.start(input);
    input.order.lines.push(2);

    expect(await execution.result()).toSucceedWith({ order: { lines: [1] } });
  });

  test('fields of onInput are taken, too', async () => {
    const machine = testMachine(chain({ List: call('list') }));
    const wanted = { kind: 'a' };
    machine.mock('List').onInput(wanted).returns(1).otherwise().returns(2);
    wanted.kind = 'b';

    expect((await machine.execute({ kind: 'a' })).output).toBe(1);
  });

  test('fails for an object of a class among the fields of onInput, which would fit every object', () => {
    const machine = testMachine(chain({ List: call('list') }));

    expect(() => machine.mock('List').onInput({ at: new Date(0) })).toThrow(
      '.onInput(): a field expected a JSON value, received an object of Date. Hint: write date.toISOString().',
    );
  });
});

describe('What tests receive is theirs', () => {
  const machine = testMachine(chain({ List: call('list'), Next: call('next') }));
  const input = { a: { b: [1] } };

  test('a handler that changes its call changes nothing of the workflow', async () => {
    machine.mock('List').returns((made) => {
      attempt(() => {
        const own = made.input as { a: { b: number[] } };
        own.a.b.push(2);
        (made.context as { Execution: { Input: { a: unknown } } }).Execution.Input.a = 'changed';
      });
      return {};
    });
    machine.mock('Next').returns(({ context }) => ({ input: (context.Execution as { Input: never }).Input }));

    const execution = await machine.execute(input);

    expect(execution).toSucceedWith({ input });
    expect(execution.state('List')[0]?.input).toEqual(input);
    expect(machine.calls('List')[0]?.input).toEqual(input);
  });

  test('so does a predicate of onInput', async () => {
    machine
      .mock('List')
      .onInput((payload: { a: unknown }) => {
        payload.a = 'changed';
        return false;
      })
      .returns(1)
      .otherwise()
      .returns(({ input: own }) => own as object);
    machine.mock('Next').returns(({ input: own }) => own as object);

    expect(await machine.execute(input)).toSucceedWith(input);
  });

  test('records of calls, visits, history and pending tasks cannot be used to change what is asked next', async () => {
    machine.mock('List').returns({ items: [1, 2] });
    machine.mock('Next').returns({});
    const execution = await machine.execute(input);

    attempt(() => ((machine.calls('List')[0]?.input ?? {}) as { a: { b: number[] } }).a.b.push(2));
    attempt(() => (execution.history as unknown[]).reverse());
    attempt(() => (execution.visits as unknown[]).reverse());
    attempt(() => Object.assign(execution.visits[0] as object, { state: 'Other' }));
    attempt(() => Object.assign(execution.history[0] as object, { type: 'Other' }));
    attempt(() => Object.assign(machine.definition.States as object, { Other: {} }));

    expect(machine.calls('List')[0]?.input).toEqual(input);
    expect(execution).toHaveVisitedExactly('List', 'Next');
    expect(execution.history[0]?.type).toBe('ExecutionStarted');
    expect(machine.definition.States).not.toHaveProperty('Other');
  });
});

describe('What is not JSON is refused where it is given', () => {
  const list = () => testMachine(chain({ List: call('list') })).mock('List');
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const deep = Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ inner }), 1);

  test.each<[string, unknown, string]>([
    ['a Date', { at: new Date(0) }, 'an object of Date at /at'],
    ['a Map', { by: new Map() }, 'an object of Map at /by'],
    ['undefined in a list', { list: [undefined] }, 'undefined at /list/0'],
    ['a BigInt', { n: 1n }, 'the BigInt 1n at /n'],
    ['NaN', { n: Number.NaN }, 'NaN at /n'],
    ['a cycle', circle, 'an object that contains itself at /self'],
    ['an object of a class', { own: new (class Own {})() }, 'an object of Own at /own'],
    [
      'a getter that throws',
      Object.defineProperty({}, 'x', {
        enumerable: true,
        get: () => {
          throw new Error('mine');
        },
      }),
      'a getter that threw mine at /x',
    ],
    ['what nests too deeply', deep, 'over 500 levels of nesting'],
  ])('fails for %s', (_title, value, message) => {
    expect(() => list().returns(value as object)).toThrow(message);
  });

  test('members that are undefined are left out, getters are asked once, __proto__ is a key, and -0 is 0', async () => {
    let asked = 0;
    const machine = testMachine(chain({ List: call('list') }));
    machine.mock('List').returns({
      gone: undefined,
      zero: -0,
      get counted() {
        asked++;
        return asked;
      },
      proto: JSON.parse('{"__proto__":{"x":1}}'),
    });

    const { output } = await machine.execute();

    expect(JSON.stringify(output)).toBe('{"zero":0,"counted":1,"proto":{"__proto__":{"x":1}}}');
    expect(Object.is(anything(output).zero, 0)).toBe(true);
  });
});

describe('Time that tests receive is theirs', () => {
  test('a timestamp that is moved moves no event, no visit and no matcher', async () => {
    const machine = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 60 } }));
    const execution = await machine.execute();
    const [first] = execution.history;

    first?.timestamp.setTime(0);
    execution.history.at(-1)?.timestamp.setFullYear(1999);

    expect(first?.timestamp).toEqual(new Date('2024-01-01T00:00:00Z'));
    expect(first?.timestamp).toBeInstanceOf(Date);
    expect(execution.history.at(-1)?.timestamp.toISOString()).toBe('2024-01-01T00:01:00.000Z');
    expect(execution).toHaveTaken({ seconds: 60 });
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({ id: 1, timestamp: '2024-01-01T00:00:00.000Z' });
    expect({ ...first }.timestamp).toEqual(first?.timestamp);
  });

  test('so it is in a plain result of the interpreter, in moments and in what a started execution calls now', async () => {
    const { history } = await execute({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
    const execution = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 60 } })).start();

    history[0]?.timestamp.setTime(0);
    execution.at(1).at.setTime(0);
    execution.now.setTime(0);

    expect(history.map(({ timestamp }) => timestamp.getTime())).toEqual(new Array(history.length).fill(Date.UTC(2024, 0, 1)));
    expect(execution.at(1).at).toEqual(new Date('2024-01-01T00:00:00Z'));
    expect(execution.now).toEqual(new Date('2024-01-01T00:00:00Z'));
  });
});

describe('Objects are taken when they are given', () => {
  const reading = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON' },
          Parameters: { Bucket: 'shop', Key: 'in.json' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Item',
          States: { Item: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
  };
  const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Each' }, ...reading.States } };

  test('those of a machine, when it is made', async () => {
    const objects = { shop: { 'in.json': '[1]' } };
    const machine = testMachine(reading, { objects });
    objects.shop['in.json'] = '[2]';

    expect((await machine.execute()).output).toEqual([1]);
  });

  test('those of an execution, when it starts: text, buckets and bytes', async () => {
    const bytes = Buffer.from('[1]');
    const objects: Record<string, Record<string, string | Uint8Array>> = { shop: { 'in.json': bytes } };
    const execution = testMachine(waiting).start({}, { objects });
    bytes.write('[2]');
    objects.shop = { 'in.json': '[3]' };

    expect((await execution.result()).output).toEqual([1]);
  });

  test('what comes later comes by addObjects, also before a redrive', async () => {
    const execution = testMachine(waiting).start({}, { objects: { shop: {} } });
    const later = { shop: { 'in.json': '[4]' } };
    expect((await execution.result()).error).toBe('States.ItemReaderFailed');

    execution.addObjects(later);
    later.shop['in.json'] = '[5]';
    execution.redrive();

    expect((await execution.result()).output).toEqual([4]);
  });

  test('addObjects makes the first objects of an execution that had none', async () => {
    const execution = testMachine(waiting).start();
    execution.addObjects({ shop: { 'in.json': '[6]' } });

    expect((await execution.result()).output).toEqual([6]);
  });

  test.each<[string, unknown, string]>([
    ['content that is a number', { shop: { 'in.json': 5 } }, 'expected text or bytes for'],
    ['content that is JSON', { shop: { 'in.json': [1] } }, 'expected text or bytes for'],
    ['a bucket that is a list', { shop: ['[1]'] }, 'expected a folder, or content by key for'],
    ['a list', [], 'expected an object for'],
  ])('fails for %s', async (_title, objects, says) => {
    expect(() => testMachine(reading, { objects: objects as never })).toThrow(says);
    await expect(testMachine(reading).execute({}, { objects: objects as never })).rejects.toThrow(says);
    expect(() =>
      testMachine(waiting)
        .start()
        .addObjects(objects as never),
    ).toThrow(says);
  });
});

test('the input that a starter gives is a copy, of its event and of the event of its pattern', () => {
  const rule = testApp({
    Resources: {
      Read: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', Definition: chain({ A: { Type: 'Pass' } }) },
      },
      OnPaid: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['shop'] },
          Targets: [{ Id: 'read', Arn: { Ref: 'Read' }, RoleArn: 'arn:aws:iam::111111111111:role/r' }],
        },
      },
    },
  }).starter('OnPaid');
  const event = { source: 'shop', detail: { list: [1] } };

  (rule.input(event) as typeof event).detail.list.push(2);
  Object.assign(rule.input() as object, { source: 'changed' });

  expect(rule.input(event)).toMatchObject({ detail: { list: [1] } });
  expect(rule.input()).toMatchObject({ source: 'shop' });
  expect(event.detail.list).toEqual([1]);
});

test('a MockConfigFile is taken when it is imported', async () => {
  const response = { items: [1] };
  const config = {
    StateMachines: { Shop: { TestCases: { Happy: { List: 'Some' } } } },
    MockedResponses: { Some: { 0: { Return: response } } },
  };
  const { mocks } = importMockConfig(config, 'Shop', 'Happy');

  response.items.push(2);

  expect(await testMachine(chain({ List: call('list') })).execute({}, { mocks })).toSucceedWith({ items: [1] });
});

test('the answer of an async handler is copied when its promise settles, and what happens to the object then changes nothing', async () => {
  const shared = { count: 0, inside: { seen: [] as number[] } };
  const machine = testMachine({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', End: true, ItemProcessor: chain({ Ask: call('ask') }) } },
  });
  machine.mock('Ask').returns(async () => shared);

  const execution = await machine.execute([1, 2]);
  shared.count = 9;
  shared.inside.seen.push(9);

  expect(execution).toSucceedWith([
    { count: 0, inside: { seen: [] } },
    { count: 0, inside: { seen: [] } },
  ]);
});
