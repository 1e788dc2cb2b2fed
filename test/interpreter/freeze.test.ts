import {
  type Execution,
  type ExecutionOptions,
  external,
  type FrozenExecution,
  parked,
  start,
  submitted,
  TaskError,
  type ThawOptions,
  thaw,
} from 'drystep/interpreter';
import { chain } from '../testing/fixtures/asl';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const plain = (execution: Execution): unknown =>
  JSON.parse(JSON.stringify([execution.result, execution.result?.history ?? execution.history]));
const kept = (execution: Execution): FrozenExecution => JSON.parse(JSON.stringify(execution.freeze())) as FrozenExecution;
const runOn = (execution: Execution): Execution => {
  execution.pump();
  while (execution.running && execution.fireNextTimer());
  return execution;
};

/** Freezes an execution where `until` leaves it, and expects what is thawed to end as the execution itself does. */
function goesOn(
  definition: object,
  options: ExecutionOptions,
  until: (execution: Execution) => void,
  then: (execution: Execution) => void,
  again: ThawOptions = {},
): FrozenExecution {
  const execution = start(definition, options);
  until(execution);
  const frozen = kept(execution);
  then(execution);
  const { tasks, machines, objects, activities } = options;
  const given = Object.fromEntries(Object.entries({ tasks, machines, objects, activities }).filter(([, value]) => value !== undefined));
  const thawed = thaw(definition, frozen, { ...given, ...again });
  then(thawed);

  expect(execution.result).toBeDefined();
  expect(plain(thawed)).toEqual(plain(execution));
  return frozen;
}

const never = (): never => {
  throw new Error('asked again');
};

describe('a frozen execution', () => {
  it('goes on in the middle of a Wait', () => {
    const definition = chain({ Pause: { Type: 'Wait', Seconds: 60 }, Done: { Type: 'Pass', Assign: { 'v.$': '$' }, Result: 1 } });

    const frozen = goesOn(definition, {}, (execution) => execution.pump(), runOn);

    expect(frozen.branch).toEqual({ state: 'Pause', input: {}, waitingFor: 'wait', deadline: '2024-01-01T00:01:00.000Z' });
  });

  it('goes on in the middle of a retry, with the retries that were done and the jitter of its seed', () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 3, JitterStrategy: 'FULL' };
    const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA, Retry: [retry] } });
    const tasks = {
      Call: () => {
        throw new TaskError('Busy');
      },
    };

    const frozen = goesOn(
      definition,
      { tasks, seed: 7 },
      (execution) => {
        execution.pump();
        execution.fireNextTimer();
      },
      runOn,
    );

    expect(frozen.branch).toMatchObject({ waitingFor: 'retry', retries: { count: 2, byRetrier: [2] } });
  });

  it('goes on in the middle of a callback, with its token and the heartbeats that were sent', () => {
    const ask = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
      HeartbeatSeconds: 100,
    };
    const beaten = (execution: Execution): void => {
      execution.pump();
      execution.advanceClock(execution.now + 50_000);
      execution.pending[0]?.heartbeat();
    };

    const frozen = goesOn(chain({ Ask: ask }), { tasks: { Ask: () => parked({ MessageId: 'm' }) } }, beaten, runOn, { tasks: never });

    expect(frozen.branch).toMatchObject({ waitingFor: 'callback', heartbeatDeadline: '2024-01-01T00:02:30.000Z' });
    expect(frozen.branch?.taskToken).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });

  it('goes on with an activity that a worker has taken', () => {
    const definition = chain({ Pick: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:Pick' } });
    let token = '';

    goesOn(
      definition,
      { activities: ['Pick'] },
      (execution) => {
        execution.pump();
        token = execution.getActivityTask('Pick', 'worker')?.taskToken as string;
      },
      (execution) => {
        execution.sendTaskFailure(token, 'Lost', 'no shelf');
        execution.pump();
      },
    );
  });

  it('goes on with a machine that it started, in the middle of that machine', () => {
    const inner = chain({ Rest: { Type: 'Wait', Seconds: 5 }, Inner: { Type: 'Pass', Result: 'in' } });
    const outer = chain({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: 'Inner', Input: {} },
      },
    });

    const frozen = goesOn(outer, { machines: { Inner: { definition: inner } } }, (execution) => execution.pump(), runOn);

    expect(frozen.nested).toMatchObject([{ status: 'RUNNING', branch: { state: 'Rest' } }]);
    expect(frozen.branch?.waitsForExecution).toBe(frozen.nested[0]?.executionArn);
    const other = { machines: { Inner: { definition: chain({ Inner: { Type: 'Pass' } }) } } };
    expect(() => thaw(outer, frozen, other)).toThrow(/the definition of .*Inner is not the one that was started/);
    expect(() => thaw(outer, frozen)).toThrow(/started .*Inner, which is not among the machines/);
  });

  it.each(['INLINE', 'DISTRIBUTED'])('goes on in the middle of a %s Map', (Mode) => {
    const processor = {
      ProcessorConfig: { Mode, ...(Mode === 'INLINE' ? {} : { ExecutionType: 'STANDARD' }) },
      StartAt: 'Each',
      States: { Each: { Type: 'Task', Resource: LAMBDA, Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 10, End: true } },
    };
    const definition = chain({ All: { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 2, ItemProcessor: processor } });
    const asked: unknown[] = [];
    const tasks = {
      Each: (call: { input: unknown }) => {
        asked.push(call.input);
        return { done: call.input as number };
      },
    };

    const frozen = goesOn(
      definition,
      { tasks, input: { items: [1, 2, 3, 4] } },
      (execution) => {
        execution.pump();
        execution.fireNextTimer();
      },
      runOn,
    );

    expect(frozen.branch?.fork?.running.map(({ index }) => index)).toEqual([1, 2]);
    expect(frozen.branch?.fork?.results).toEqual(Mode === 'INLINE' ? [{ index: 0, output: { done: 1 } }] : undefined);
    // Three items were answered before, and only the fourth is asked for after.
    expect(asked).toEqual([1, 2, 3, 4, 4]);
  });

  it('goes on after a redrive and a stop', () => {
    const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA }, Pause: { Type: 'Wait', Seconds: 5 } });
    let calls = 0;
    const tasks = {
      Call: () => {
        if (calls++ === 0) throw new TaskError('Busy');
        return 1;
      },
    };
    const redriven = (execution: Execution): void => {
      execution.pump();
      execution.redrive();
      execution.pump();
    };

    goesOn(definition, { tasks }, redriven, (execution) => execution.stop('Enough', 'of it'), { tasks: never });
  });

  it('is read after its end as well', () => {
    const frozen = goesOn(chain({ Done: { Type: 'Succeed' } }), {}, runOn, () => undefined);

    expect(frozen).toMatchObject({ status: 'SUCCEEDED', nested: [] });
    expect(frozen.branch).toBeUndefined();
  });

  it('asks again for what had not come: a promise, an open task, a delayed answer', async () => {
    const definition = {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Parallel',
          End: true,
          Branches: ['Promised', 'Opened'].map((name) => ({
            StartAt: name,
            States: { [name]: { Type: 'Task', Resource: LAMBDA, End: true } },
          })),
        },
      },
    };
    const lost = { Promised: () => new Promise<never>(() => undefined), Opened: () => external(() => undefined) };
    const execution = start(definition, { tasks: lost });
    execution.pump();

    const opened: string[] = [];
    const thawed = thaw(definition, kept(execution), {
      tasks: {
        Promised: async () => 'kept',
        Opened: () =>
          external((task) => {
            opened.push(task.id);
            task.answer('answered');
          }),
      },
    });
    await thawed.settled();
    thawed.pump();

    expect(opened).toEqual([`${execution.arn}/7/0`]);
    expect(thawed.result).toMatchObject({ status: 'SUCCEEDED', output: ['kept', 'answered'] });
  });

  it('is the moment at which a handler was asked, when the handler freezes it', () => {
    const definition = chain({ First: { Type: 'Task', Resource: LAMBDA }, Second: { Type: 'Task', Resource: LAMBDA } });
    const frozen: FrozenExecution[] = [];
    const execution = start(definition, {
      tasks: {
        First: 1,
        Second: () => {
          frozen.push(kept(execution));
          return 2;
        },
      },
    });
    execution.pump();

    const thawed = thaw(definition, frozen[0] as FrozenExecution, { tasks: { First: never, Second: 2 } });
    thawed.pump();

    expect(frozen[0]?.branch?.state).toBe('Second');
    expect(plain(thawed)).toEqual(plain(execution));
  });

  it('shares nothing with the execution, and keeps what was answered from later changes', () => {
    const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA }, Pause: { Type: 'Wait', Seconds: 5 } });
    const answer = { items: [1] };
    const execution = start(definition, { tasks: { Call: () => answer } });
    execution.pump();
    const frozen = kept(execution);
    answer.items.push(2);
    (frozen.journal as unknown[]).length = 1;

    expect(JSON.stringify(execution.freeze().journal)).toContain('{"items":[1]}');
    expect(runOn(execution).result?.output).toEqual({ items: [1] });
  });

  it('does not grow while nothing happens, however often it is told the time', () => {
    const definition = chain({ Pause: { Type: 'Wait', Seconds: 600 } });
    const waited = (execution: Execution): void => {
      execution.pump();
      for (let turn = 0; turn < 1000; turn++) {
        execution.stepTo(execution.now + 100);
        execution.stepTo(execution.now - 50);
        execution.advanceClock(execution.now + 100);
      }
    };

    const frozen = goesOn(definition, {}, waited, runOn);

    expect(frozen.time).toBe('2024-01-01T00:03:20.000Z');
    expect(frozen.journal).toEqual([{ call: 'pump' }, { call: 'advanceClock', time: Date.parse('2024-01-01T00:03:20Z') }]);
  });

  it('keeps what was submitted or parked from later changes', () => {
    const response = { id: 1 };
    const call = { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } };
    const tasks = { Call: () => submitted(response, () => 'done') };
    const definition = chain({ Call: call, Pause: { Type: 'Wait', Seconds: 5 } });

    goesOn(
      definition,
      { tasks },
      (execution) => {
        execution.pump();
        response.id = 2;
      },
      runOn,
      { tasks: never },
    );
  });

  it('takes `__proto__` for a key', () => {
    const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA }, Pause: { Type: 'Wait', Seconds: 5 } });
    const answer: unknown = JSON.parse('{"__proto__":{"a":1}}');

    const frozen = goesOn(definition, { tasks: { Call: () => answer as never } }, (execution) => execution.pump(), runOn, { tasks: never });

    expect(JSON.stringify(frozen.branch?.input)).toBe('{"__proto__":{"a":1}}');
  });
});

describe('thaw refuses', () => {
  const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA }, Pause: { Type: 'Wait', Seconds: 5 } });
  const execution = start(definition, { tasks: { Call: 1 } });
  execution.pump();
  const frozen = kept(execution);
  const changed = (change: object): FrozenExecution => ({ ...frozen, ...change }) as FrozenExecution;

  test.each<[string, () => unknown, RegExp]>([
    [
      'another definition',
      () => thaw(chain({ Call: { Type: 'Pass' } }), frozen),
      /the definition is not the one that the execution was started with/,
    ],
    ['what freeze() did not give', () => thaw(definition, {} as FrozenExecution), /expected what freeze\(\) gave for the frozen execution/],
    ['text', () => thaw(definition, JSON.stringify(frozen) as unknown as FrozenExecution), /JSON\.parse\(\) it first/],
    ['another format', () => thaw(definition, changed({ format: 'x' })), /expected what freeze\(\) gave, received an object of format "x"/],
    ['a newer version', () => thaw(definition, changed({ version: 2 })), /expected version 1 of a frozen execution, received 2/],
    ['a part that is missing', () => thaw(definition, changed({ journal: undefined })), /lacks its start, journal or history/],
    [
      'an unknown call',
      () => thaw(definition, changed({ journal: [{ call: 'constructor' }] })),
      /the journal holds a call "constructor", which is not known/,
    ],
    [
      'an answer that nobody asked for',
      () => thaw(definition, changed({ journal: [{ answered: 1 }] })),
      /an answer that no task asked for/,
    ],
    [
      'an end of a promise that no task gave',
      () => thaw(definition, changed({ journal: [{ settled: 9, answered: 1 }] })),
      /settles promise 9, which no task gave/,
    ],
    [
      'another history',
      () => thaw(definition, changed({ history: frozen.history.slice(0, 2) })),
      /event 3 was "no event" and would be "TaskScheduled"/,
    ],
    ['an unknown option', () => thaw(definition, frozen, { task: {} } as ThawOptions), /"tasks"/],
    ['a surplus argument', () => (thaw as (...given: unknown[]) => unknown)(definition, frozen, {}, 1), /thaw\(\)/],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('freeze refuses', () => {
  const definition = chain({ Call: { Type: 'Task', Resource: LAMBDA } });

  it('an execution that went wrong for a reason of its handlers', () => {
    const execution = start(definition, {
      tasks: {
        Call: () => {
          throw new TypeError('a defect');
        },
      },
    });
    expect(() => execution.pump()).toThrow('a defect');

    expect(() => execution.freeze()).toThrow('freeze(): the run went wrong for a reason that is not an outcome of the workflow');
  });

  it('an execution to which objects were added later', () => {
    const execution = start(definition, { tasks: { Call: 1 } });
    execution.addObjects({ bucket: { key: 'text' } });

    expect(() => execution.freeze()).toThrow('freeze(): objects were added after the start');
  });
});
