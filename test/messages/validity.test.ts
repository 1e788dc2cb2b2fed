import 'drystep/jest';
import { Template } from 'aws-cdk-lib/assertions';
import { CustomState, DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../testing/fixtures/orders-stack';
import { messageOf } from './message-of';

const dangling = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Bill' }, Bil: { Type: 'Succeed' } } };
const good = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } };
const hasty = {
  StartAt: 'Ship',
  States: {
    Ship: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' }, End: true },
  },
};

function shop(stateJson: object, stateMachineType?: StateMachineType): Stack {
  const stack = new Stack(testApp(), 'Shop');
  const definitionBody = DefinitionBody.fromChainable(new CustomState(stack, 'Call', { stateJson }));
  new StateMachine(stack, 'Orders', { definitionBody, ...(stateMachineType === undefined ? {} : { stateMachineType }) });
  return stack;
}

const query = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', Parameters: {} };
const synchronous = { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } };

describe('toBeValid', () => {
  test('takes definitions, machines, constructs, templates and folders', () => {
    const stack = new OrdersStack(testApp(), 'Shop');

    expect(good).toBeValid();
    expect(JSON.stringify(good)).toBeValid();
    expect(testMachine(good)).toBeValid();
    expect(stack).toBeValid();
    expect(stack.machine).toBeValid();
    expect(Template.fromStack(new OrdersStack(testApp(), 'Shop'))).toBeValid();
    expect(shop(query)).not.toBeValid();
  });

  test('knows the type of the machine', () => {
    const standard = shop(synchronous);
    const express = shop(synchronous, StateMachineType.EXPRESS);

    expect(standard).toBeValid();
    expect(express).not.toBeValid();
    expect(testMachine(express)).not.toBeValid();
  });

  test('fails on warnings when asked', () => {
    expect(hasty).toBeValid();
    expect(hasty).not.toBeValid({ failOn: 'WARNING' });
    expect(hasty).toBeValid({ failOn: 'WARNING', suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', reason: 'the job ends by itself' }] });
    expect(hasty).not.toBeValid({ severities: { TASK_WITHOUT_TIMEOUT: 'ERROR' } });
  });

  test('fails with every finding', async () => {
    expect(await messageOf(() => expect(dangling).toBeValid())).toMatchInlineSnapshot(`
"Expected the definition to be valid, but it has 1 error:
ERROR MISSING_TRANSITION_TARGET at /States/Ship/Next
  Missing 'Next' target: Bill
  Hint: did you mean "Bil"?"
`);
    expect(await messageOf(() => expect(shop(query)).toBeValid())).toMatchInlineSnapshot(`
"Expected Shop/Orders to be valid, but it has 1 error (test/messages/validity.test.ts:21:3):
ERROR UNKNOWN_RESOURCE at /States/Call/Resource
  The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.
  Hint: dynamodb has getItem, putItem, updateItem, deleteItem; use "aws-sdk:dynamodb:query" for other calls"
`);
    expect(await messageOf(() => expect(good).not.toBeValid())).toMatchInlineSnapshot(
      `"Expected the definition not to be valid, but the validator found nothing."`,
    );
  });

  test('refuses what holds no machine', async () => {
    expect(await messageOf(() => expect(testMachine(good).execute()).toBeValid())).toMatchInlineSnapshot(
      `"toBeValid() expected a state machine, received a promise. Hint: pass a machine of testMachine(), a construct, a template or a definition."`,
    );
    expect(await messageOf(() => expect(new Stack(testApp(), 'Network')).toBeValid())).toMatchInlineSnapshot(
      `"toBeValid() found no state machine there. Hint: pass what holds it: a stack, an app, a machine, or a definition."`,
    );
    expect(await messageOf(() => expect('/no/such/cdk.out').toBeValid())).toMatchInlineSnapshot(
      `"toBeValid() found no folder or file /no/such/cdk.out, and the text is not JSON. Hint: pass a path that exists, such as cdk.out or template.yaml, or the definition itself."`,
    );
  });
});
