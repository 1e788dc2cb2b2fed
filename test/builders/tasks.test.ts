import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { IntegrationPattern, QueryLanguage, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import {
  CallAwsService,
  DynamoAttributeValue,
  DynamoPutItem,
  SqsSendMessage,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { choice, handler, invoke, pass, retry, steps, type TaskScope, task, typed, workflow } from 'drystep';
import { eq } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, languages, visitedStates } from './run-flow';
import { definitionIn, emptyStack, importedFunction, placed, statesOf } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const order = { orderId: 'o-1', total: 40 };
const stack = emptyStack();

describe('tasks of aws-stepfunctions-tasks', () => {
  test('render their references, bring their permissions and place their results', async () => {
    const own = emptyStack();
    const table = new Table(own, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const flow = workflow<Order>().next(
      task('Save', {
        state: ({ scope, id, fields, text, input }) =>
          new DynamoPutItem(scope, id, { ...fields, table, item: { id: DynamoAttributeValue.fromString(text(input.orderId)) } }),
        result: typed<{ SdkHttpMetadata: { HttpStatusCode: number } }>(),
        assign: ({ result }) => ({ status: result.SdkHttpMetadata.HttpStatusCode }),
        discard: true,
        timeout: Duration.seconds(10),
      }),
    );
    const states = statesOf(own, { definition: flow.next(pass('Show', { output: ({ vars }) => ({ status: vars.status }) })) });
    const result = await execute(definitionIn(own), {
      input: order,
      tasks: { Save: () => ({ SdkHttpMetadata: { HttpStatusCode: 200 } }) },
    });

    expect(states.Save).toMatchObject({
      Arguments: { Item: { id: { S: '{% $states.input.orderId %}' } } },
      TimeoutSeconds: 10,
      Output: '{% $states.input %}',
    });
    expect(result.output).toEqual({ status: 200 });
    expect(JSON.stringify(Template.fromStack(own).findResources('AWS::IAM::Policy'))).toContain('dynamodb:PutItem');
  });
});

/** Places a task by what makes its state of the fields. */
const publishing = (make: (scope: TaskScope<Order, object>, queue: IQueue) => SqsSendMessage) =>
  placed(() => {
    const queue = new Queue(emptyStack(), 'Queue');
    return workflow<Order>().next(
      task('Send', { state: (scope) => make(scope, queue), into: 'sent', timeout: Duration.seconds(10), retry: retry.never() }),
    );
  });
const messageBody = TaskInput.fromText('hello');

test.each<[string, Parameters<typeof publishing>[0], string]>([
  ['without its fields', ({ scope, id }, queue) => new SqsSendMessage(scope, id, { queue, messageBody }), 'the query language JSONata'],
  [
    'in another language',
    ({ scope, id, fields }, queue) =>
      new SqsSendMessage(scope, id, { ...fields, queryLanguage: QueryLanguage.JSON_PATH, queue, messageBody }),
    'the query language JSONata',
  ],
  [
    'with another name',
    ({ scope, id, fields }, queue) => new SqsSendMessage(scope, id, { ...fields, stateName: 'Notify', queue, messageBody }),
    'the name "Send"',
  ],
  [
    'with some of its fields',
    ({ scope, id, fields: { queryLanguage, taskTimeout } }, queue) =>
      new SqsSendMessage(scope, id, { queryLanguage, taskTimeout, queue, messageBody }),
    '"outputs"',
  ],
  [
    'with a field taken back',
    ({ scope, id, fields }, queue) => new SqsSendMessage(scope, id, { ...fields, taskTimeout: undefined, queue, messageBody }),
    '"taskTimeout"',
  ],
])('a task is refused whose state is made %s, since its options would change nothing', (_title, make, missing) => {
  expect(publishing(make)).toThrow(
    `Test/Flow: step "Send": Its state does not have ${missing}, which is one of the fields that state() gets. Hint: spread them`,
  );
});

test('a task is refused whose state is placed already', () => {
  const own = emptyStack();
  const queue = new Queue(own, 'Queue');
  const send = new SqsSendMessage(own, 'Send', { stateName: 'Send', queryLanguage: QueryLanguage.JSONATA, queue, messageBody });
  const step = steps<unknown, unknown>().task('Send', { state: () => send });

  expect(placed(() => workflow<unknown>().next(step))).not.toThrow();
  expect(placed(() => workflow<unknown>().next(step))).toThrow(
    'Test/Flow: step "Send": state() gives Test/Send, which is placed already. Hint: make a state at each call',
  );
});

describe.each(languages)('a task of aws-stepfunctions-tasks that waits for its token, in %s', (language) => {
  const asking = (queue: IQueue, body: (scope: TaskScope<Order, object>) => unknown) =>
    steps<Order>().task('Ask', {
      state: (scope) =>
        new SqsSendMessage(scope.scope, scope.id, {
          ...scope.fields,
          queue,
          messageBody: TaskInput.fromObject(scope.render(body(scope)) as Record<string, unknown>),
          integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        }),
      result: typed<{ approved: boolean }>(),
      into: 'answer',
      timeout: Duration.days(1),
    });

  test('sends it', async () => {
    const own = emptyStack();
    const flow = asking(new Queue(own, 'Queue'), ({ input, taskToken }) => ({ token: taskToken, order: input.orderId }));
    let sent: JsonValue = null;

    const result = await execute(acceptedDefinition(flow, language, own), {
      input: order,
      tasks: {
        Ask: ({ input, taskToken }) => {
          sent = input;
          expect(input).toMatchObject({ MessageBody: { token: taskToken, order: 'o-1' } });
          return { approved: true };
        },
      },
    });

    expect(sent).not.toBeNull();
    expect(result.output).toEqual({ ...order, answer: { approved: true } });
  });

  test('is refused without it, by construct, step and way out', () => {
    const own = emptyStack();
    const flow = asking(new Queue(own, 'Queue'), ({ input }) => ({ order: input.orderId }));

    expect(() => acceptedDefinition(flow, language, own)).toThrow(
      'Test/Flow: step "Ask": It waits for its task token, but what it sends does not contain the token, so nobody can answer. Hint: put taskToken into it: render(taskToken).',
    );
  });
});

test('a task whose state of aws-cdk-lib does not look for the token is refused without it, too', () => {
  const own = emptyStack();
  const flow = steps<Order>().task('Ask', {
    state: ({ scope, id, fields, text, input }) =>
      new CallAwsService(scope, id, {
        ...fields,
        service: 'sqs',
        action: 'sendMessage',
        iamResources: ['*'],
        parameters: { MessageBody: text(input.orderId) },
        integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      }),
  });

  expect(() => acceptedDefinition(flow, 'JSONata', own)).toThrow('Test/Flow: step "Ask": It waits for its task token');
});

test('a task that waits for a job is not asked for a token', () => {
  const own = emptyStack();
  const stateMachine = StateMachine.fromStateMachineArn(own, 'Child', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child');
  const flow = steps<Order>().task('Run', {
    state: ({ scope, id, fields }) =>
      new StepFunctionsStartExecution(scope, id, { ...fields, stateMachine, integrationPattern: IntegrationPattern.RUN_JOB }),
  });

  expect(acceptedDefinition(flow, 'JSONata', own)).toMatchObject({ States: { Run: { Resource: expect.stringMatching(/\.sync:2$/) } } });
});

describe('a callback', () => {
  test.each(languages)('passes its token and merges what comes back, in %s', async (language) => {
    const ask = handler<{ token: string; order: { id: string } }, void>(importedFunction(stack, `Ask${language}`));
    const flow = workflow<Order>()
      .next(
        invoke('Ask', ask, {
          waitForTaskToken: true,
          payload: ({ input, taskToken }) => ({ token: taskToken, order: { id: input.orderId } }),
          result: typed<{ approved: boolean }>(),
          into: 'approval',
          timeout: Duration.days(7),
          heartbeat: Duration.days(1),
        }),
      )
      .next(choice('Approved?', (c) => c.when(({ input }) => eq(input.approval.approved, true), pass('Yes')).otherwise(pass('No'))));
    const definition = acceptedDefinition(flow, language);
    let seen: JsonValue = null;
    const result = await execute(definition, {
      input: order,
      tasks: {
        Ask: ({ input, taskToken }) => {
          seen = input;
          expect(taskToken).toBeDefined();
          return { approved: true };
        },
      },
    });

    expect(seen).toMatchObject({ Payload: { token: expect.any(String), order: { id: 'o-1' } } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { approval: { approved: true } } });
    expect(visitedStates(result)).toEqual(['Ask', 'Approved?', 'Yes']);
  });
});
