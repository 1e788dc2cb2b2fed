import 'drystep/jest';
import { TaskError } from 'drystep/interpreter';
import { testMachine } from 'drystep/testing';
import { fileHints } from '../../../src/testing/mocks/file-hints';
import { chain } from '../fixtures/asl';

const save = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 'Orders', Item: {} } };
const machine = testMachine(chain({ Save: { ...save, Retry: [{ ErrorEquals: ['DynamoDB.Busy'] }] } }), 'Orders');

afterEach(() => fileHints.leaveFile());

describe('a mock that fails with the error of another service', () => {
  test.each([
    ['.fails', () => machine.mock('Save').fails('DynamoDb.Busy')],
    ['.fails after a time', () => machine.mock('Save').fails('DynamoDb.Busy').after(1000)],
    [
      'a function',
      () =>
        machine.mock('Save', () => {
          throw new TaskError('DynamoDb.Busy');
        }),
    ],
    ['a promise', () => machine.mock('Save', () => Promise.reject(new TaskError('DynamoDb.Busy')))],
  ])('fails when answers are STRICT: by %s', async (_, mock) => {
    mock();

    await expect(machine.execute({}, { answers: 'STRICT' })).rejects.toThrow(
      'State "Save": its mock fails with "DynamoDb.Busy", and arn:aws:states:::dynamodb:putItem never does. Hint: write .fails("DynamoDB.Busy").',
    );
  });

  test('fails when answers are STRICT and the name is that of a client of the SDK for Java', async () => {
    const call = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:lambda:invoke', Parameters: { FunctionName: 'ship' } };
    const calls = testMachine(chain({ Call: call }));
    calls.mock('Call').fails('AWSLambda.TooManyRequestsException');

    await expect(calls.execute({}, { answers: 'STRICT' })).rejects.toThrow('write .fails("Lambda.TooManyRequestsException").');

    calls.mock('Call').fails('Lambda.TooManyRequestsException');
    expect(await calls.execute({}, { answers: 'STRICT' })).toFailWith('Lambda.TooManyRequestsException');
  });

  test('is told when the file ends, once, when they are not', async () => {
    machine.mock('Save').fails('DynamoDb.Busy');

    expect(await machine.execute({})).toFailWith('DynamoDb.Busy');
    expect(await machine.execute({})).toFailWith('DynamoDb.Busy');
    expect(fileHints.leaveFile()).toEqual([
      'State "Save": its mock fails with "DynamoDb.Busy", and arn:aws:states:::dynamodb:putItem never does (Orders). Hint: write .fails("DynamoDB.Busy").',
    ]);
    expect(fileHints.leaveFile()).toEqual([]);
  });

  test('its own errors, and those of its users, pass', async () => {
    machine.mock('Save').fails('DynamoDB.Busy').fails('States.Timeout');
    await machine.execute({}, { answers: 'STRICT' });
    machine.mock('Save').fails('OutOfPaper');

    expect(await machine.execute({}, { answers: 'STRICT' })).toFailWith('OutOfPaper');
    expect(fileHints.leaveFile()).toEqual([]);
  });

  test('throttles by the name that its service has', async () => {
    const tasks = testMachine(chain({ Run: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask', Parameters: {} } }), 'Tasks');
    tasks.mock('Run').throttles();

    expect(await tasks.execute({}, { answers: 'STRICT' })).toFailWith('ECS.ThrottlingException');
  });
});
