import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExternalTask, external, type FrozenExecution, start, TaskError } from 'drystep/interpreter';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const activity = (name: string, more: object) => ({
  Type: 'Task',
  Resource: `arn:aws:states:us-east-1:111111111111:activity:${name}`,
  ...more,
});

describe('A visit of a state', () => {
  test('knows nothing of the worker that took the task of the visit before', () => {
    const execution = start({ StartAt: 'One', States: { One: activity('one', { Next: 'Two' }), Two: activity('two', { End: true }) } });
    execution.pump();
    const first = execution.getActivityTask('one', 'robot');
    execution.sendTaskSuccess(first?.taskToken as string, 1);
    execution.pump();

    execution.getActivityTask('two');

    expect(
      execution.history.flatMap(({ type, activityStartedEventDetails }) =>
        type === 'ActivityStarted' ? [activityStartedEventDetails] : [],
      ),
    ).toEqual([{ workerName: 'robot' }, {}]);
  });

  test('takes no answer to a task that was stopped in an attempt before', () => {
    const tasks: ExternalTask[] = [];
    let calls = 0;
    const execution = start(
      {
        StartAt: 'Ask',
        States: { Ask: { Type: 'Task', Resource: LAMBDA, Next: 'Pause' }, Pause: { Type: 'Wait', Seconds: 100, End: true } },
      },
      { tasks: () => (calls++ === 0 ? external((task) => tasks.push(task)) : { Payload: 'second' }) },
    );
    execution.pump();
    execution.stop();
    execution.redrive();
    execution.pump();

    expect(tasks[0]?.open).toBe(false);
    expect(tasks[0]?.answer({ Payload: 'late' })).toBe(false);
    execution.pump();
    expect(execution.waiting.map(({ state }) => state)).toEqual(['Pause']);
  });

  test('has no error output after a redrive, whatever failed in its catcher', () => {
    let calls = 0;
    const execution = start(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: LAMBDA,
            Output: '{% $exists($states.errorOutput) %}',
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done', Output: '{% $error("no") %}' }],
            End: true,
          },
          Done: { Type: 'Succeed' },
        },
      },
      {
        tasks: () => {
          if (calls++ === 0) throw new TaskError('Busy');
          return {};
        },
      },
    );
    execution.pump();
    expect(execution.result?.status).toBe('FAILED');
    execution.redrive();
    execution.pump();

    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: false });
  });

  test('counts no retries of the state before, between its states as well', () => {
    let frozen: FrozenExecution | undefined;
    let calls = 0;
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          End: true,
          Branches: [
            {
              StartAt: 'Pause',
              States: { Pause: { Type: 'Wait', Seconds: 1, Next: 'Look' }, Look: { Type: 'Task', Resource: LAMBDA, End: true } },
            },
            {
              StartAt: 'Ask',
              States: {
                Ask: { Type: 'Task', Resource: LAMBDA, Retry: [{ ErrorEquals: ['Busy'] }], Next: 'After' },
                After: { Type: 'Pass', End: true },
              },
            },
          ],
        },
      },
    };
    const execution = start(definition, {
      tasks: ({ state }) => {
        if (state === 'Look') frozen = execution.freeze();
        else if (calls++ === 0) throw new TaskError('Busy');
        return {};
      },
    });
    execution.pump();
    execution.skipDelays();

    expect(frozen?.branch?.fork?.running.map(({ branch }) => branch)).toEqual([
      { state: 'Look', input: {} },
      { state: 'After', input: {} },
    ]);
  });

  test('begins with every field that can change set anew', () => {
    const source = readFileSync(join(__dirname, '../../src/interpreter/engine/visit.ts'), 'utf8');
    const fields = [...source.matchAll(/^ {2,4}(?:public )?(\w+)(?:: [^;,=]+)?(?: = [^;]+;|;|,)$/gm)].map(([, name]) => name as string);
    const methods = /begin\(state[\s\S]*?(?=\n {2}\/\*\* The state is done)/.exec(source)?.[0] ?? '';
    const set = new Set([...methods.matchAll(/this\.(\w+) = /g)].map(([, name]) => name));

    expect(fields).toEqual(expect.arrayContaining(['state', 'stateInput', 'retryCount', 'wait', 'failure']));
    // The link into the history goes from state to state.
    expect(fields.filter((name) => !set.has(name) && name !== 'previousEvent')).toEqual(['lastEvent']);
  });
});
