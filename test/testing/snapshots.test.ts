import 'drystep/jest';
import { testApp, testMachine } from '../../src/testing';
import { call, callback, chain } from './fixtures/asl';
import { OrdersStack } from './fixtures/orders-stack';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }] };

test('a definition is printed the same way whatever the order of its keys', () => {
  const one = { StartAt: 'A', States: { B: { Type: 'Succeed' }, A: { Next: 'B', Type: 'Pass', Result: { z: 1, a: [] } } } };
  const other = { States: { A: { Result: { a: [], z: 1 }, Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }, StartAt: 'A' };
  const text = `
{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Pass",
      "Result": {
        "a": [],
        "z": 1
      },
      "Next": "B"
    },
    "B": {
      "Type": "Succeed"
    }
  }
}
`;

  expect(one).toMatchInlineSnapshot(text);
  expect(other).toMatchInlineSnapshot(text);
  expect(testMachine(one)).toMatchInlineSnapshot(text);
});

test('a history is printed without ids, times and tokens', async () => {
  const machine = testMachine(chain({ Ship: call('ship', RETRY), Ask: callback() }));
  machine.mock('Ship').fails('Busy', 'later').returns({ id: 'p-1' });
  machine.mock('Ask').returns({ approved: true });

  const { history } = await machine.execute({ order: 1 });
  const again = await machine.execute(
    { order: 1 },
    { startTime: '2030-01-01T00:00:00Z', seed: 7, name: 'another', mocks: { Ship: () => ({ id: 'p-1' }) } },
  );

  expect(history).toMatchInlineSnapshot(`
ExecutionStarted  input { "order": 1 }
TaskStateEntered  "Ship"  input { "order": 1 }
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionFailed  cause later  error Busy
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionSucceeded  output { "id": "p-1" }
TaskStateExited  "Ship"  output { "id": "p-1" }
TaskStateEntered  "Ask"  input { "id": "p-1" }
TaskScheduled  resource sendMessage.waitForTaskToken  resourceType sqs  parameters { "MessageBody": { "token": "<token>" }, "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/approvals" }
TaskStarted  resource sendMessage.waitForTaskToken  resourceType sqs
TaskSubmitted  resource sendMessage.waitForTaskToken  resourceType sqs  output { "MessageId": "<id>", "SdkHttpMetadata": { "HttpStatusCode": 200 }, "SdkResponseMetadata": { "RequestId": "<id>" } }
TaskSucceeded  resource sendMessage.waitForTaskToken  resourceType sqs  output { "approved": true }
TaskStateExited  "Ask"  output { "approved": true }
ExecutionSucceeded  output { "approved": true }
`);
  expect(again.history).toMatchInlineSnapshot(`
ExecutionStarted  input { "order": 1 }
TaskStateEntered  "Ship"  input { "order": 1 }
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionSucceeded  output { "id": "p-1" }
TaskStateExited  "Ship"  output { "id": "p-1" }
TaskStateEntered  "Ask"  input { "id": "p-1" }
TaskScheduled  resource sendMessage.waitForTaskToken  resourceType sqs  parameters { "MessageBody": { "token": "<token>" }, "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/approvals" }
TaskStarted  resource sendMessage.waitForTaskToken  resourceType sqs
TaskSubmitted  resource sendMessage.waitForTaskToken  resourceType sqs  output { "MessageId": "<id>", "SdkHttpMetadata": { "HttpStatusCode": 200 }, "SdkResponseMetadata": { "RequestId": "<id>" } }
TaskSucceeded  resource sendMessage.waitForTaskToken  resourceType sqs  output { "approved": true }
TaskStateExited  "Ask"  output { "approved": true }
ExecutionSucceeded  output { "approved": true }
`);
});

test('the trace of a handler that throws is left out of a history', async () => {
  const machine = testMachine(chain({ Ship: call('ship') }));
  machine.mock('Ship').run(() => {
    throw new RangeError('too far');
  });

  expect((await machine.execute()).history).toMatchInlineSnapshot(`
ExecutionStarted  input {}
TaskStateEntered  "Ship"  input {}
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input {}
LambdaFunctionStarted
LambdaFunctionFailed  cause { "errorMessage": "too far", "errorType": "RangeError" }  error RangeError
ExecutionFailed  cause { "errorMessage": "too far", "errorType": "RangeError" }  error RangeError
`);
});

describe('toMatchDefinitionSnapshot', () => {
  test('compares a machine of a stack, without hashes', () => {
    const machine = testMachine(new OrdersStack(testApp(), 'Shop'));

    expect(machine).toMatchDefinitionSnapshot();
    expect(JSON.stringify(machine.definition).replaceAll('111111111111', '')).not.toMatch(/[0-9A-F]{8}/);
  });

  test('compares ASL as object and text, keys in any order', () => {
    const one = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

    expect(one).toMatchDefinitionSnapshot('one');
    expect('{"States":{"A":{"End":true,"Type":"Pass"}},"StartAt":"A"}').toMatchDefinitionSnapshot('one');
  });

  test('fails for what is no definition and behind .not', () => {
    expect(() => expect({ a: 1 }).toMatchDefinitionSnapshot()).toThrow('expected a machine or a definition');
    expect(() => expect('{').toMatchDefinitionSnapshot()).toThrow('expected a machine or a definition');
    expect(() => expect({ StartAt: 'A', States: {} }).not.toMatchDefinitionSnapshot()).toThrow('cannot stand behind .not');
  });
});

describe('toMatchHistorySnapshot', () => {
  const machine = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 5 } }));

  test('compares the history of an execution, with ids and times when asked', async () => {
    expect(await machine.execute()).toMatchHistorySnapshot();
    expect(await machine.execute()).toMatchHistorySnapshot({ ids: true, times: true, hint: 'ids and times' });
  });

  test('fails for what is no execution', () => {
    expect(() => expect(machine).toMatchHistorySnapshot()).toThrow('expected an execution. Hint: await it');
  });
});
