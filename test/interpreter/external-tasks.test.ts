import { type ExternalTask, external, parked, start } from 'drystep/interpreter';

const parallel = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      End: true,
      Branches: [
        {
          StartAt: 'Slow',
          States: { Slow: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 100, End: true } },
        },
        {
          StartAt: 'Pause',
          States: { Pause: { Type: 'Wait', Seconds: 30, Next: 'Done' }, Done: { Type: 'Pass', Result: 'done', End: true } },
        },
      ],
    },
  },
};

function started(definition: object = parallel): { execution: ReturnType<typeof start>; tasks: ExternalTask[] } {
  const tasks: ExternalTask[] = [];
  const execution = start(definition, { tasks: () => external((task) => tasks.push(task)), startTime: 0 });
  execution.pump();
  return { execution, tasks };
}

describe('a task that is answered from outside', () => {
  it('holds no timer of another branch back', () => {
    const { execution, tasks } = started();

    expect(execution.fireNextTimer()).toBe(true);

    expect(execution.now).toBe(30_000);
    expect(execution.waiting.map(({ state }) => state)).toEqual(['Slow']);
    expect(tasks[0]?.answer({ Payload: 1 })).toBe(true);
    execution.pump();
    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: [{ Payload: 1 }, 'done'] });
  });

  it('times out like any other, and takes no answer after that', () => {
    const { execution, tasks } = started();
    execution.fireNextTimer();
    execution.fireNextTimer();

    expect(execution.now).toBe(100_000);
    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(tasks[0]?.open).toBe(false);
    expect(tasks[0]?.answer({})).toBe(false);
    expect(tasks[0]?.fail('Late')).toBe(false);
  });

  it('fails with the error that is given, and has an id of its own for each attempt', () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
      End: true,
    };
    const { execution, tasks } = started({ StartAt: 'Call', States: { Call: task } });

    tasks[0]?.fail('Busy', 'try again');
    execution.pump();
    execution.fireNextTimer();
    tasks[1]?.fail('Broken', 'for good');
    execution.pump();

    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'for good' });
    expect(tasks.map(({ id }) => id)).toEqual([`${execution.arn}/2/0`, `${execution.arn}/2/1`]);
  });

  it('may answer that a callback was sent, which waits for its token then', () => {
    const { execution, tasks } = started({
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: { 'MessageBody.$': '$$.Task.Token', QueueUrl: 'q' },
          End: true,
        },
      },
    });

    tasks[0]?.answer(parked({ MessageId: 'm' }));
    execution.pump();
    expect(execution.history.at(-1)).toMatchObject({ type: 'TaskSubmitted', taskSubmittedEventDetails: { output: '{"MessageId":"m"}' } });
    execution.sendTaskSuccess(execution.pending[0]?.taskToken as string, 'yes');
    execution.pump();

    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: 'yes' });
  });
});

describe('a clock that is stepped from outside', () => {
  const retried = {
    StartAt: 'Pause',
    States: {
      Pause: { Type: 'Wait', Seconds: 10, Next: 'Call' },
      Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 60, End: true },
    },
  };

  it('starts what follows a due timer at the time of the step, not in the past', () => {
    const { execution, tasks } = started(retried);

    expect(execution.stepTo(9_999)).toBe(false);
    expect(execution.stepTo(3_600_000)).toBe(true);

    expect(execution.history.find(({ type }) => type === 'TaskStarted')?.timestamp).toEqual(new Date(3_600_000));
    expect(execution.nextTimerAt).toBe(3_660_000);
    expect(tasks[0]?.open).toBe(true);
  });

  it('ends an execution that is a year old', () => {
    const { execution } = started({ StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 99_999_999, End: true } } });

    expect(execution.stepTo(366 * 24 * 3_600_000)).toBe(true);

    expect(execution.result).toMatchObject({ status: 'TIMED_OUT' });
  });

  it('skips delays without moving time, and leaves timeouts', () => {
    const { execution } = started(retried);

    expect(execution.skipDelays()).toBe(true);
    expect(execution.skipDelays()).toBe(false);

    expect(execution.now).toBe(0);
    expect(execution.waiting).toMatchObject([{ state: 'Call', reason: 'task', dueAt: 60_000 }]);
  });
});

describe('the ARN of a machine', () => {
  const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const stateMachineArn = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:Orders';

  it('decides that of the execution, and the name in the context object', () => {
    const standard = start(pass, { stateMachineArn, name: 'n' });
    const express = start(pass, { stateMachineArn, name: 'n', type: 'EXPRESS' });

    expect(standard.arn).toBe('arn:aws-cn:states:cn-north-1:123456789012:execution:Orders:n');
    expect(express.arn).toMatch(/^arn:aws-cn:states:cn-north-1:123456789012:express:Orders:n:[0-9a-f-]{36}$/);
  });

  it.each([`${stateMachineArn}:1`, 'Orders', 'arn:aws:states:us-east-1:1:execution:a:b'])('fails when it is %s', (arn) => {
    expect(() => start(pass, { stateMachineArn: arn })).toThrow('without version or alias');
  });
});
