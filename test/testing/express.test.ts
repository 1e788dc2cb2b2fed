import 'drystep/jest';
import { logEvents } from 'drystep/interpreter';
import { testMachine } from 'drystep/testing';
import { call, callback, chain } from './fixtures/asl';

const express = (states: Parameters<typeof chain>[0]) =>
  testMachine({
    Resources: {
      Charges: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { StateMachineName: 'charges', StateMachineType: 'EXPRESS', DefinitionString: JSON.stringify(chain(states)) },
      },
    },
  });

describe('An Express machine under test', () => {
  test('is delivered twice with the same mocks', async () => {
    const machine = express({ Charge: call('charge') });
    let charges = 0;
    machine.mock('Charge').returnsPayload(() => ++charges);

    const execution = await machine.execute({ id: 1 }, { deliverTwice: true });

    expect(execution).toSucceedWith(1);
    expect(execution.redelivery).toSucceedWith(2);
    expect(machine.calls('Charge')).toHaveLength(2);
  });

  test('is told from one that is delivered once', async () => {
    const machine = express({ Charge: { Type: 'Pass' } });

    expect((await machine.execute()).redelivery).toBeUndefined();
  });

  test('has five minutes', async () => {
    const machine = express({ Wait: { Type: 'Wait', Seconds: 301 } });

    const execution = await machine.execute();

    expect(execution).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(execution).toHaveTaken({ minutes: 5 });
    expect((await machine.execute({}, { quotas: { duration: false } })).status).toBe('SUCCEEDED');
  });

  test.each([
    ['a callback', callback()],
    ['an activity', { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:picking' }],
    ['a job', { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: {} }],
  ])('fails when it waits for %s', async (_what, state) => {
    await expect(express({ Ask: state }).execute()).rejects.toThrow('since Express workflows cannot wait for others');
  });

  test('can be neither redriven nor stopped', async () => {
    const execution = express({ Wait: { Type: 'Wait', Seconds: 60 } }).start();
    const refused = expect.objectContaining({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });

    expect(() => execution.stop()).toThrow(refused);
    await execution.result();
    expect(() => execution.redrive()).toThrow(refused);
  });

  test('sends its events to the log', async () => {
    const machine = express({ Charge: call('charge') });
    machine.mock('Charge').fails('Busy');

    const { history } = await machine.execute({ id: 1 });

    const records = logEvents(history, { level: 'ERROR', includeExecutionData: true, executionArn: 'arn:charges' });
    expect(records.map(({ type, details }) => [type, details.error])).toEqual([
      ['LambdaFunctionFailed', 'Busy'],
      ['ExecutionFailed', 'Busy'],
    ]);
  });
});

describe('A Standard machine under test', () => {
  const machine = testMachine(chain({ Charge: { Type: 'Pass' } }), 'Charges');

  test('fails when it is to be delivered twice', async () => {
    await expect(machine.execute({}, { deliverTwice: true })).rejects.toThrow(
      'deliverTwice: Charges is a Standard machine, whose executions run exactly once.',
    );
  });

  test('fails when a started execution is to be delivered twice', () => {
    expect(() => machine.start({}, { deliverTwice: true })).toThrow('deliverTwice: expected execute(), which runs an execution twice');
  });
});
