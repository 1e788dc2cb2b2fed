import { mockConfigToTasks } from '../../scripts/conformance/mock-config';
import { execute } from '../../src/interpreter';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:charge';

function machine(resource: string) {
  const retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }];
  return { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: resource, Retry: retry, End: true } } };
}

function config(responses: object) {
  return {
    StateMachines: { Orders: { TestCases: { Slow: { Charge: 'charge' } } } },
    MockedResponses: { charge: responses },
  } as never;
}

describe('MockConfigFile', () => {
  test('answers by the number of the call, ranges included', async () => {
    const tasks = mockConfigToTasks(
      config({ '0-2': { Throw: { Error: 'Busy', Cause: 'later' } }, '3': { Return: { paid: true } } }),
      'Orders',
      'Slow',
    );

    const result = await execute(machine('arn:aws:states:::aws-sdk:dynamodb:getItem'), { input: {}, tasks });

    expect(result.output).toEqual({ paid: true });
    expect(result.history.filter((event) => event.type === 'TaskFailed')).toHaveLength(3);
  });

  test('unwraps the Payload for a direct function ARN', async () => {
    const tasks = mockConfigToTasks(config({ '0': { Return: { StatusCode: 200, Payload: { paid: true } } } }), 'Orders', 'Slow');

    const result = await execute(machine(FUNCTION), { input: {}, tasks });

    expect(result.output).toEqual({ paid: true });
  });

  test('fails when a call has no response', async () => {
    const tasks = mockConfigToTasks(config({ '0': { Throw: { Error: 'Busy' } } }), 'Orders', 'Slow');

    const run = execute(machine(FUNCTION), { input: {}, tasks });

    await expect(run).rejects.toThrow('/MockedResponses/charge has no response for call 1 of state "Charge"');
  });

  test('fails when the machine or the test case is not in the file', () => {
    expect(() => mockConfigToTasks(config({}), 'Other', 'Slow')).toThrow('expected an entry "Other", received Orders');
    expect(() => mockConfigToTasks(config({}), 'Orders', 'Fast')).toThrow('expected an entry "Fast", received Slow');
  });
});
