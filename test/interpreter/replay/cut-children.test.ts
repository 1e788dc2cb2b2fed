import { delayed, execute, type HistoryEvent, type TaskCall, TaskError } from '../../../src/interpreter';
import { countedCalls } from './counted-calls';
import { cutsOf, problemOf, randomNumbers, withLatency } from './cuts';
import { task } from './order';

const INSIDE = {
  StartAt: 'One',
  States: {
    One: task({ Next: 'Two', Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 7, JitterStrategy: 'FULL' }] }),
    Two: task({ End: true }),
  },
};

/** A distributed Map, or one that starts another machine for each item. */
const DISTRIBUTED = {
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...INSIDE },
      Next: 'Tell',
    },
    Tell: task({ End: true }),
  },
};
const NESTED = {
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Start',
        States: {
          Start: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner', 'Input.$': '$' },
            Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 3, MaxAttempts: 1 }],
            End: true,
          },
        },
      },
      Next: 'Tell',
    },
    Tell: task({ End: true }),
  },
};

const works = (call: TaskCall) =>
  delayed(call.state === 'One' ? 3 : 2, () => {
    if (call.state === 'One' && call.attempt === 0 && JSON.stringify(call.input).includes('b')) throw new TaskError('Busy');
    return { done: call.state };
  });

const plain = (history: readonly HistoryEvent[]) => JSON.parse(JSON.stringify(history)) as { type: string; timestamp: string }[];

async function distributed() {
  const { history, mapRuns } = await execute(DISTRIBUTED, { input: ['a', 'b'], tasks: works, seed: 99 });
  const children = mapRuns.flatMap((run) => run.children.map((child) => plain(child.history)));
  return { events: plain(history), children };
}

/** Names of the tasks that had ended by the end of a history. */
function ended(events: readonly HistoryEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'TaskStateExited' ? (event.stateExitedEventDetails?.name ?? []) : []));
}

describe('replay: executions that start others, cut at every event', () => {
  test('stand where they stood, with histories of the children of a distributed Map', async () => {
    const { events, children } = await distributed();

    const problems = await Promise.all(cutsOf(events.length, 1, 0).map((cut) => problemOf(DISTRIBUTED, events, cut, { children })));

    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test.each([0, 1])('call no ended task of child %i of a distributed Map again, wherever its history is cut', async (index) => {
    const { events, children } = await distributed();
    const started = events.findIndex(({ type }) => type === 'MapRunStarted') + 1;
    const child = withLatency(children[index] as { timestamp: string }[], randomNumbers(index)) as unknown as HistoryEvent[];
    const called: string[] = [];

    for (const cut of cutsOf(child.length, 1, 0)) {
      const part = child.slice(0, cut);
      const { asked, tasks } = countedCalls();
      const histories = children.map((other, at) => (at === index ? part : other));
      const problem = await problemOf(DISTRIBUTED, events, started, { children: histories, tasks });
      if (problem !== undefined) called.push(`${cut}: ${problem}`);
      for (const name of ended(part)) for (const key of asked.keys()) if (key.startsWith(`${name} `)) called.push(`${cut}: ${key}`);
    }

    expect(child.at(-1)?.type).toBe('ExecutionSucceeded');
    expect(called).toEqual([]);
  });

  test('stand where they stood, and start no other machine again that has ended', async () => {
    const inner = { Inner: { definition: INSIDE } };
    const { history, status } = await execute(NESTED, {
      input: [{ item: 'a' }, { item: 'b' }],
      tasks: works,
      machines: inner as never,
      seed: 99,
    });
    const events = withLatency(plain(history), randomNumbers(3));
    const problems: string[] = [];

    for (const cut of cutsOf(events.length, 1, 0)) {
      const { asked, tasks } = countedCalls();
      const problem = await problemOf(NESTED, events, cut, { tasks });
      if (problem !== undefined) problems.push(`${cut}: ${problem}`);
      const later = events.slice(cut).filter(({ type }) => type === 'TaskScheduled' || type === 'LambdaFunctionScheduled').length;
      const calls = [...asked.values()].reduce((sum, times) => sum + times, 0);
      if (calls > later) problems.push(`${cut}: ${calls} calls, ${later} to come`);
    }

    expect(status).toBe('SUCCEEDED');
    expect(events.filter(({ type }) => type === 'TaskSubmitted')).toHaveLength(2);
    expect(problems).toEqual([]);
  });
});
