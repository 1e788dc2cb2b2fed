import 'drystep/jest';
import { testMachine } from '../../src/testing';
import { call, callback, chain } from './fixtures/asl';

const DAY = 86_400_000;
const approval = chain({
  Ask: callback({ TimeoutSeconds: 604_800, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Escalate' }], Next: 'Done' }),
  Escalate: { Type: 'Pass', Result: { escalated: true }, End: true },
  Done: { Type: 'Pass' },
});

describe('waitingFor', () => {
  test('stops where a task token waits, without moving time', async () => {
    const execution = testMachine(approval).start();
    await execution.waitingFor('Ask');

    expect(execution.status).toBe('RUNNING');
    expect(execution.now).toEqual(new Date('2024-01-01T00:00:00Z'));
    expect(execution.pending).toMatchObject([{ state: 'Ask', taskToken: expect.stringMatching(/.{20,}/) }]);
  });

  test('skips timers until the state waits', async () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 3600 }, Ask: callback() }));
    const execution = machine.start();
    await execution.waitingFor('Ask');

    expect(execution.now).toEqual(new Date('2024-01-01T01:00:00Z'));
  });

  test('reaches a Wait state at its beginning', async () => {
    const execution = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 3600 } })).start();
    await execution.waitingFor('Pause');

    expect(execution.waiting).toMatchObject([{ state: 'Pause', reason: 'wait' }]);
    expect(execution.now).toEqual(new Date('2024-01-01T00:00:00Z'));
  });

  test('waits for the next token behind a retry', async () => {
    const execution = testMachine(chain({ Ask: callback({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 30 }] }) })).start();
    execution.pending[0]?.fail('Busy');
    await execution.waitingFor('Ask');

    expect(execution.pending).toMatchObject([{ state: 'Ask', attempt: 1 }]);
    expect(execution.now).toEqual(new Date('2024-01-01T00:00:30Z'));
  });

  test('fails on an unknown state, with the nearest name', async () => {
    const execution = testMachine(approval).start();

    await expect(execution.waitingFor('ask')).rejects.toThrow('has no state "ask". Hint: did you mean "Ask"?');
    expect(await execution.result()).toSucceed();
  });

  test('fails when the execution ends first', async () => {
    const execution = testMachine(approval).start();

    await expect(execution.waitingFor('Done')).rejects.toThrow('The execution ended SUCCEEDED before it waited in state "Done".');
  });

  test('fails when nothing moves, and the execution can still be answered', async () => {
    const machine = testMachine(chain({ Ask: callback(), Pause: { Type: 'Wait', Seconds: 1 } }));
    const execution = machine.start();

    await expect(execution.waitingFor('Pause')).rejects.toThrow('never waited in state "Pause". State "Ask" waits for its task token');
    execution.pending[0]?.succeed();
    await execution.waitingFor('Pause');
    expect(execution.waiting).toMatchObject([{ state: 'Pause' }]);
  });
});

describe('advance', () => {
  test('fires the timers due within the duration', async () => {
    const execution = testMachine(approval).start();
    await execution.waitingFor('Ask');
    await execution.advance({ days: 7 });

    expect(await execution.result()).toMatchObject({ status: 'SUCCEEDED', output: { escalated: true } });
  });

  test('moves the clock even where no timer is due', async () => {
    const execution = testMachine(approval).start();
    await execution.advance({ days: 6, hours: 23, minutes: 59, seconds: 59, milliseconds: 999 });

    expect(execution.pending).toHaveLength(1);
    expect(execution.now.getTime()).toBe(Date.UTC(2024, 0, 1) + 7 * DAY - 1);
    await execution.advance(1);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('takes milliseconds, weeks and a Duration of the CDK', async () => {
    const execution = testMachine(approval).start();
    await execution.advance(1000);
    await execution.advance({ toMilliseconds: () => 1000 });

    expect(execution.now).toEqual(new Date('2024-01-01T00:00:02Z'));
    await execution.advance({ weeks: 1 });
    expect(execution).toSucceed();
  });

  test.each<[string, never, string]>([
    ['backwards', { days: -1 } as never, 'virtual time only moves forward'],
    ['by no number', 'tomorrow' as never, 'give milliseconds, or parts such as { days: 7 }'],
    ['by an unknown unit', { day: 1 } as never, 'does not know the unit "day"'],
  ])('fails when time is to move %s', async (_title, duration, message) => {
    const execution = testMachine(approval).start();

    await expect(execution.advance(duration)).rejects.toThrow(message);
    await execution.advance({ days: 7 });
    expect(execution).toSucceed();
  });
});

describe('until', () => {
  const looping = chain({ Pause: { Type: 'Wait', Seconds: 60 }, Poll: call('poll', { Next: 'Pause' }) });

  test('skips time until the predicate holds', async () => {
    const machine = testMachine(looping);
    machine.mock('Poll').returns({});
    const execution = machine.start();
    await execution.until((current) => current.state('Poll').length === 3);

    expect(execution.now).toEqual(new Date('2024-01-01T00:03:00Z'));
  });

  test('fails with what the predicate throws, and the execution goes on', async () => {
    const machine = testMachine(looping);
    machine.mock('Poll').returns({});
    const execution = machine.start();
    const mine = new Error('mine');

    await expect(
      execution.until(() => {
        throw mine;
      }),
    ).rejects.toBe(mine);
    await execution.until((current) => current.state('Poll').length === 1);
    expect(execution.status).toBe('RUNNING');
  });
});

describe('pending', () => {
  test('succeed gives the raw result', async () => {
    const execution = testMachine(approval).start({ id: 1 });
    execution.pending[0]?.succeed({ approved: true });

    expect(await execution.result()).toSucceedWith({ approved: true });
  });

  test('fail is what Retry and Catch see', async () => {
    const execution = testMachine(approval).start();
    execution.pending[0]?.fail('Refused', 'too much');

    expect(await execution.result()).toFailWith('Refused', 'too much');
  });

  test('a heartbeat starts the heartbeat time over', async () => {
    const execution = testMachine(chain({ Ask: callback({ HeartbeatSeconds: 60 }) })).start();
    await execution.advance({ seconds: 59 });
    execution.pending[0]?.heartbeat();
    await execution.advance({ seconds: 59 });
    expect(execution.status).toBe('RUNNING');
    await execution.advance({ seconds: 1 });

    expect(execution).toFailWith('States.Timeout');
  });

  test('a worker takes an activity up and answers it', async () => {
    const machine = testMachine(chain({ Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work' } }));
    const execution = machine.start();
    execution.pending[0]?.start('worker-1');
    execution.pending[0]?.succeed(42);

    expect(await execution.result()).toSucceedWith(42);
    expect(execution.history.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails).toEqual({
      workerName: 'worker-1',
    });
  });

  test('fails when a token is answered twice', () => {
    const execution = testMachine(approval).start();
    const [ask] = execution.pending;
    ask?.succeed();

    expect(() => ask?.succeed()).toThrow('State "Ask": succeed() came too late');
    expect(() => ask?.heartbeat()).toThrow('State "Ask": heartbeat() came too late');
  });

  test('fails when the answer is not JSON', () => {
    const execution = testMachine(approval).start();

    expect(() => execution.pending[0]?.succeed({ n: 1n })).toThrow(
      'State "Ask": succeed() expected a JSON value, received the BigInt 1n at /n',
    );
    expect(execution.pending).toHaveLength(1);
  });

  test('a handler that sends the token out leaves the task pending', async () => {
    const machine = testMachine(
      chain({
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
        },
      }),
    );
    const sent: string[] = [];
    machine.mock('Ask').run(async (event: { token: string }) => void sent.push(event.token));
    const execution = machine.start();
    await execution.waitingFor('Ask');

    expect(sent).toEqual([execution.pending[0]?.taskToken]);
  });
});

describe('stop and result', () => {
  test('stop ends the execution as aborted', async () => {
    const execution = testMachine(approval).start();
    execution.stop('Cancelled', 'by hand');

    expect(execution.status).toBe('ABORTED');
    expect(await execution.result()).toFailWith('Cancelled', 'by hand');
  });

  test('result skips to the end', async () => {
    const execution = testMachine(approval).start();

    expect(await execution.result()).toSucceedWith({ escalated: true });
    expect(execution.now.getTime()).toBe(Date.UTC(2024, 0, 8));
  });

  test('redrive goes on where a failed execution ended', async () => {
    const machine = testMachine(chain({ Charge: call('charge'), Ship: call('ship') }));
    machine.mock('Charge').returns(1);
    machine.mock('Ship').fails('NoCarrier').returns(2);
    const execution = machine.start();
    expect(execution).toFailWith('NoCarrier');

    execution.redrive();

    expect(await execution.result()).toSucceedWith(2);
    expect(execution.state('Charge')).toHaveLength(1);
  });

  test('time stands still after start', () => {
    const execution = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 1 }, Done: { Type: 'Succeed' } })).start();

    expect(execution).not.toHaveVisited('Done');
    expect(execution.now).toEqual(new Date('2024-01-01T00:00:00Z'));
  });

  test('fails with the same error at every call once the run is broken', async () => {
    const execution = testMachine(chain({ Ship: call('ship') })).start();

    await expect(execution.advance(1)).rejects.toThrow('nobody mocked it');
    await expect(execution.result()).rejects.toThrow('nobody mocked it');
    expect(() => expect(execution).toSucceed()).toThrow('nobody mocked it');
  });
});

describe('promises of handlers', () => {
  const never = () => new Promise<never>(() => undefined);

  test('virtual time stands while a promise is unsettled', async () => {
    const machine = testMachine(chain({ Ship: call('ship', { TimeoutSeconds: 1 }) }));
    machine.mock('Ship').returns(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return 'late but in time';
    });

    const execution = await machine.execute();

    expect(execution).toSucceedWith('late but in time');
    expect(execution.visits[0]?.exitedAt).toBe(execution.visits[0]?.enteredAt);
  });

  test.each<[Parameters<typeof call>[1]]>([
    [{}],
    [{ TimeoutSeconds: 5 }],
    [{ TimeoutSeconds: 30, Retry: [{ ErrorEquals: ['States.ALL'] }] }],
  ])('fails naming state and handler when a promise never settles, though the state says %j', async (more) => {
    const machine = testMachine(chain({ Ship: call('ship', more) }));
    machine.mock('Ship').run(async function bookCarrier() {
      await never();
    });

    await expect(machine.execute({}, { settleWithin: 20 })).rejects.toThrow(
      'State "Ship": the promise of its mock (arn:aws:lambda:us-east-1:111111111111:function:ship) did not settle within 20 ms of real time. The answer is mock("Ship").run(bookCarrier). Hint: settle the promise',
    );
  });

  test('a process that stands still is not charged what it missed', async () => {
    const machine = testMachine(
      chain({ Both: { Type: 'Parallel', Branches: [chain({ One: call('one') }), chain({ Two: call('two') })] } }),
    );
    machine.mock('One').run(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      // As at a breakpoint: nothing else runs meanwhile.
      const until = performance.now() + 800;
      while (performance.now() < until);
      return 1;
    });
    machine.mock('Two').run(async () => {
      for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve));
      return 2;
    });

    // Less than it stands still, and twice a slice more than the one that is charged: a busy machine may hold the process up again.
    expect(await machine.execute({}, { settleWithin: 750 })).toSucceed();
  });

  test('branches resume in the order in which they were scheduled, however late their promises settle', async () => {
    const branch = (name: string) => chain({ [name]: call(name), [`after ${name}`]: { Type: 'Pass' } });
    const machine = testMachine(chain({ Both: { Type: 'Parallel', Branches: [branch('slow'), branch('fast')] } }));
    let release = (): void => undefined;
    machine.mock('slow').returns(
      () =>
        new Promise<number>((resolve) => {
          release = () => resolve(1);
        }),
    );
    machine.mock('fast').returns(async () => {
      setImmediate(() => release());
      return 2;
    });

    const execution = await machine.execute();

    expect(execution.output).toEqual([1, 2]);
    expect(execution).toHaveVisited('after slow', 'after fast');
  });

  describe('under jest.useFakeTimers()', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    test('a week passes without the fake clock', async () => {
      const execution = testMachine(approval).start();
      await execution.advance({ days: 7 });

      expect(await execution.result()).toSucceedWith({ escalated: true });
    });

    test('fails in real time, and says that timers are faked', async () => {
      const machine = testMachine(chain({ Ship: call('ship', { TimeoutSeconds: 30 }) }));
      machine.mock('Ship').run(() => new Promise((resolve) => setTimeout(() => resolve({}), 1)));

      await expect(machine.execute({}, { settleWithin: 20 })).rejects.toThrow(
        /did not settle within 20 ms of real time\. .* Fake timers are in use: setTimeout, setInterval, .* stand still until the test moves them\. Hint: keep what the handler waits for real, jest\.useFakeTimers\(\{ doNotFake: \['setTimeout'/,
      );
    });
  });
});
