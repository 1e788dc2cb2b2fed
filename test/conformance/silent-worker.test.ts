import type { ExecutionCase } from '../../scripts/conformance/recorded-case';
import { recordedTasks } from '../../scripts/conformance/recorded-tasks';
import { execute } from '../../src/interpreter';

const resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
const definition = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: resource, TimeoutSeconds: 5, End: true } } };

/** A recording in which the activity timed out, with or without a worker that had taken its task. */
const recording = (started: readonly object[]): ExecutionCase =>
  ({
    definition,
    tasks: [{ state: 'Work', order: 0, kind: 'activity', resource, outcome: 'timedOut', scheduledEventId: 3 }],
    history: [{ id: 3, previousEventId: 2, type: 'ActivityScheduled' }, ...started],
    fixtures: {},
  }) as unknown as ExecutionCase;

const eventsOf = async (recorded: ExecutionCase) =>
  (await execute(definition, { tasks: recordedTasks(recorded) })).history.map(({ type }) => type);

test('plays the worker when the recording has ActivityStarted before its timeout', async () => {
  const started = { id: 4, previousEventId: 3, type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'w' } };

  expect(await eventsOf(recording([started]))).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'ActivityScheduled',
    'ActivityStarted',
    'ActivityTimedOut',
    'ExecutionFailed',
  ]);
});

test('plays no worker when the recording has none', async () => {
  // Timeouts of an activity count from when a worker takes its task: such a recording cannot be AWS's.
  await expect(eventsOf(recording([]))).rejects.toThrow('State "Work" waits for a worker of its activity, and no worker polls');
});
