import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Activity, DefinitionBody, type IChainable, type State, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import {
  DynamoGetItem,
  EventBridgePutEvents,
  LambdaInvoke,
  SnsPublish,
  SqsSendMessage,
  StepFunctionsInvokeActivity,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { testApp, testMachine } from 'drystep/testing';

type Made = readonly [imported: Construct, task: State & IChainable];

/** An imported resource, and a task that calls it. */
const made: Readonly<Record<string, (stack: Stack) => Made>> = {
  'a function by name': (stack) => invoke(stack, LambdaFunction.fromFunctionName(stack, 'R', 'theirs')),
  'a function by ARN': (stack) =>
    invoke(stack, LambdaFunction.fromFunctionArn(stack, 'R', 'arn:aws:lambda:eu-west-1:123456789012:function:theirs')),
  'a queue': (stack) => {
    const queue = Queue.fromQueueArn(stack, 'R', 'arn:aws:sqs:eu-west-1:123456789012:theirs');
    return [queue, new SqsSendMessage(stack, 'Call', { queue, messageBody: TaskInput.fromText('m') })];
  },
  'a topic': (stack) => {
    const topic = Topic.fromTopicArn(stack, 'R', 'arn:aws:sns:eu-west-1:123456789012:theirs');
    return [topic, new SnsPublish(stack, 'Call', { topic, message: TaskInput.fromText('m') })];
  },
  'a table': (stack) => {
    const table = Table.fromTableName(stack, 'R', 'theirs');
    return [table, new DynamoGetItem(stack, 'Call', { table, key: {} })];
  },
  'a state machine': (stack) => {
    const stateMachine = StateMachine.fromStateMachineName(stack, 'R', 'theirs');
    return [stateMachine, new StepFunctionsStartExecution(stack, 'Call', { stateMachine })];
  },
  'an activity': (stack) => {
    const activity = Activity.fromActivityName(stack, 'R', 'theirs');
    return [activity, new StepFunctionsInvokeActivity(stack, 'Call', { activity })];
  },
  'an event bus': (stack) => {
    const eventBus = EventBus.fromEventBusName(stack, 'R', 'theirs');
    const entries = [{ detail: TaskInput.fromObject({}), detailType: 'd', source: 's', eventBus }];
    return [eventBus, new EventBridgePutEvents(stack, 'Call', { entries })];
  },
};

function invoke(stack: Stack, lambdaFunction: ReturnType<typeof LambdaFunction.fromFunctionName>): Made {
  return [lambdaFunction, new LambdaInvoke(stack, 'Call', { lambdaFunction })];
}

const environments = { 'of any environment': {}, 'with an environment': { env: { account: '123456789012', region: 'eu-west-1' } } };

describe.each(Object.entries(environments))('mock(construct) of an imported resource, in a stack %s', (_, props) => {
  test.each(Object.entries(made))('finds the states that call %s', async (_name, make) => {
    const stack = new Stack(testApp(), 'Shop', props);
    const [imported, task] = make(stack);
    new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(task) });
    const machine = testMachine(stack);
    machine.mock(imported).returns({ answered: true });

    expect(await machine.execute({})).toSucceedWith({ answered: true });
    expect(machine.calls(imported)).toHaveLength(1);
  });

  test('fails when no task calls it', () => {
    const stack = new Stack(testApp(), 'Shop', props);
    const [, task] = invoke(stack, LambdaFunction.fromFunctionName(stack, 'R', 'theirs'));
    new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(task) });

    expect(() => testMachine(stack).mock(LambdaFunction.fromFunctionName(stack, 'Other', 'others'))).toThrow(
      'No task of Shop-Machine calls the construct Shop/Other.',
    );
  });
});
