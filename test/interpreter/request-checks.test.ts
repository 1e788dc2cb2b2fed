import { execute } from 'drystep/interpreter';
import { validate } from 'drystep/validator';
import type { JsonObject } from '../../src/asl';
import { chain } from '../testing/fixtures/asl';

const machineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner';
const task = (resource: string, parameters: object) =>
  chain({ Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters as JsonObject } });
const inner = chain({ Done: { Type: 'Pass' } });
const run = (resource: string, parameters: object) =>
  execute(task(resource, parameters), {
    tasks: { Call: {} },
    ...(/xecution/.test(resource) ? { machines: { Inner: { definition: inner } } } : {}),
  });

describe('parameters that Step Functions does not know when it starts a task', () => {
  test.each<[string, string, object, string]>([
    ['a misspelt Input', 'states:startExecution', { StateMachineArn: machineArn, Inputs: { a: 1 } }, 'Inputs'],
    ['a misspelt Input, waiting', 'states:startExecution.sync:2', { StateMachineArn: machineArn, Inputs: { a: 1 } }, 'Inputs'],
    [
      'a parameter of another call',
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: machineArn, IncludedData: 'ALL_DATA' },
      'IncludedData',
    ],
    [
      'a token beside the payload of a function',
      'lambda:invoke.waitForTaskToken',
      { FunctionName: 'ask', 'TaskToken.$': '$$.Task.Token' },
      'TaskToken',
    ],
    ['a small letter', 'sqs:sendMessage', { QueueUrl: 'q', messageBody: 'hi' }, 'messageBody'],
    ['a small letter of the SDK', 'aws-sdk:ec2:describeSnapshots', { filters: [] }, 'filters'],
  ])('fails with States.Runtime for %s', async (_title, resource, parameters, field) => {
    const { status, error, cause } = await run(resource, parameters);

    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).toMatch(/^An error occurred while executing the state 'Call' \(entered at the event id #2\)\. The Parameters '\{/);
    expect(cause).toMatch(
      new RegExp(`' could not be used to start the Task: \\[The field "${field}" is not supported by Step Functions\\]$`),
    );
  });

  test('are refused before the machine is started', async () => {
    const { error, cause } = await run('apigateway:invoke', { ApiEndpoint: 'a', Method: 'GET', QueryParameters: '?a=b' });

    expect(error).toBe('States.Runtime');
    expect(cause).toContain("[The value of the field 'QueryParameters' has an invalid format]");
  });

  test.each<[string, object]>([
    ['states:startExecution', { StateMachineArn: machineArn, Name: 'n', Input: { inputs: 1 }, TraceHeader: 't' }],
    ['lambda:invoke', { FunctionName: 'f', Payload: { TaskToken: 't', small: 1 } }],
    ['apigateway:invoke', { ApiEndpoint: 'a', Method: 'GET', QueryParameters: { a: ['b'] }, Headers: { a: ['b'] } }],
    ['dynamodb:getItem', { TableName: 't', Key: { id: { S: '1' } } }],
  ])('are told from those of %s that it knows', async (resource, parameters) => {
    expect(await run(resource, parameters)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('are not looked for in an input that stands in for the parameters', async () => {
    const definition = chain({ Call: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' } });

    expect(await execute(definition, { input: { messageBody: 'hi' }, tasks: { Call: {} } })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('are found by the validator, the misplaced token as an ERROR', () => {
    const misplaced = validate(task('lambda:invoke.waitForTaskToken', { FunctionName: 'ask', 'TaskToken.$': '$$.Task.Token' }));
    const misspelt = validate(task('states:startExecution', { StateMachineArn: machineArn, Inputs: {} }));

    expect(misplaced.diagnostics).toContainEqual(
      expect.objectContaining({ rule: 'UNKNOWN_PARAMETER', severity: 'ERROR', hint: expect.stringContaining('put it into the Payload') }),
    );
    expect(misspelt.diagnostics).toContainEqual(
      expect.objectContaining({ rule: 'UNKNOWN_PARAMETER', severity: 'ERROR', hint: 'did you mean "Input"?' }),
    );
  });
});
