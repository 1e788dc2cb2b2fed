import { testMachine } from 'drystep/testing';
import { taskErrors } from '../../../src/testing/explore/task-errors';
import { type MachineView, viewOf } from '../../../src/testing/machine-view/machine-view';
import { call, chain } from '../fixtures/asl';

test('counts the retries of the retrier that an execution would take', () => {
  const machine = testMachine(
    chain({
      Ask: call('ask', {
        Retry: [
          { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 },
          { ErrorEquals: ['States.Timeout'], MaxAttempts: 5 },
        ],
        Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Done' }],
      }),
      Done: { Type: 'Succeed' },
    }),
  );

  expect(taskErrors(viewOf(machine) as MachineView).get('Ask')).toEqual([
    { error: 'States.Timeout', retries: 5 },
    { error: 'States.HeartbeatTimeout', retries: 5 },
    { error: 'Unexpected', retries: 2 },
  ]);
});
