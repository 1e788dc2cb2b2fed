import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { definition } from './definition';

/** Too high at first, then falling. */
function prices() {
  const asked = [12, 9];
  return async () => ({ price: asked.shift() });
}

test('time is skipped, and counted', async () => {
  const machine = testMachine(definition);
  machine.mock('Ask Price').run(prices());

  const execution = await machine.execute({});

  expect(execution).toSucceedWith({ price: 9 });
  expect(execution).toHaveTaken({ days: 1 });
});

test('context is set where it stands in an execution', async () => {
  const reader = testMachine({
    StartAt: 'Read',
    States: { Read: { Type: 'Pass', Parameters: { 'at.$': '$$.Execution.StartTime' }, End: true } },
  });

  expect(await reader.execute({}, { startTime: '2026-01-01T00:00:00Z' })).toSucceedWith({ at: '2026-01-01T00:00:00.000Z' });
});

test('an execution is stopped at the moment that matters', async () => {
  const machine = testMachine(definition);
  machine.mock('Ask Price').returnsPayload({ price: 12 });
  const execution = machine.start({});

  await execution.waitingFor('A Day');
  execution.stop();

  expect(await execution.result()).toMatchObject({ status: 'ABORTED' });
});

test('events are those of GetExecutionHistory', async () => {
  const machine = testMachine(definition);
  machine.mock('Ask Price').returnsPayload({ price: 9 });

  const { history } = await machine.execute({});

  expect(history.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ChoiceStateEntered',
    'ChoiceStateExited',
    'SucceedStateEntered',
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
});
