import { Duration, Stack } from 'aws-cdk-lib';
import { Connection } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Activity,
  DefinitionBody,
  DistributedMap,
  IntegrationPattern,
  Pass,
  StateMachine,
  StateMachineType,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import {
  GlueStartJobRun,
  SqsSendMessage,
  StepFunctionsInvokeActivity,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  activity,
  backTo,
  choice,
  dedupe,
  distributedMap,
  type Expression,
  fail,
  fanOut,
  fromState,
  handler,
  http,
  invoke,
  parallel,
  pass,
  pollUntil,
  type Ref,
  type Step,
  saga,
  sdk,
  startWorkflow,
  steps,
  succeed,
  task,
  tryCatch,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { add, eq, format, gt, matches, multiply, raw, regexTest } from 'drystep/expressions';
import { inlineFunction } from './synthesized';

interface Order {
  orderId: string;
  name?: string;
  total: number;
  lines: string[];
}

const order = workflow<Order>();

/** For each code of a BuilderError the program that docs/errors.md shows. What the types refuse as well is marked so. */
export const refused: Readonly<Record<string, (stack: Stack) => unknown>> = {
  ACCESS_NEEDS_ROLE: (stack) => {
    const key = new Key(stack, 'Key');
    const chain = order
      .next(sdk('Decrypt', { service: 'kms', action: 'decrypt', access: (grantee) => key.grantDecrypt(grantee) }))
      .toChainable(stack);
    new StateMachine(stack, 'Plain', { definitionBody: DefinitionBody.fromChainable(chain) });
  },
  ARGUMENTS_SURPLUS: (stack) => {
    const sum: (...values: Ref<number>[]) => Expression<number> = add;
    const flow = order.next(pass('Sum', { output: ({ input }) => ({ total: sum(input.total, input.total, input.total) }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  ASSIGN_NOT_OBJECT: (stack) => {
    const flow = order.next(pass('Keep', { assign: ({ input }) => input.orderId }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  BACK_TO_UNKNOWN: (stack) => {
    const elsewhere = steps<Order>().pass('Elsewhere');
    const flow = order.next(pass('Start')).next(backTo(elsewhere));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  BATCH_INPUT: (stack) => {
    const flow = order.next(
      distributedMap(
        'Pack',
        { items: ({ input }) => input.lines, batch: { size: 10, input: ({ input }) => ({ ...input, hurry: true }) } },
        (batch) => batch.next(pass('Pack Batch')),
      ),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  BATCH_SIZE: (stack) => {
    const flow = order.next(distributedMap('Each', { items: ({ input }) => input.lines, batch: {} }, (batch) => batch.next(pass('One'))));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  CATCH_EMPTY: (stack) => {
    const charge = handler<Order, void>(inlineFunction(stack, 'Charge'));
    new Workflow(stack, 'Flow', { definition: order.next(invoke('Charge', charge, { catch: (failure) => failure })) });
  },
  CHOICE_EMPTY: (stack) => {
    const flow = order.next(choice('Which?', (c) => c.otherwise(pass('Only'))));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  CONDITION_IS_CONSTANT: (stack) => {
    const flow = order.next(choice('Always?', (c) => c.when(() => true as never, pass('Yes')).otherwise()));
    new Workflow(stack, 'Flow', { definition: flow, queryLanguage: 'JSONPath' });
  },
  CONSTRUCT_ID_SLASH: (stack) => {
    new Workflow(stack, 'orders/paid', { definition: order.next(pass('Start')) });
  },
  DECIDED_WHILE_BUILT: (stack) => {
    const flow = order.next(pass('Name', { output: ({ input }) => ({ id: input.orderId || 'none' }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  EXPRESSION_DROPPED: (stack) => {
    const flow = order.next(pass('Label', { output: ({ input }) => ({ large: gt(input.total, 100) === gt(input.total, 10) }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  EXPRESS_ACTIVITY: (stack) => {
    const worker = new Activity(stack, 'Worker');
    const inspect = task('Inspect', {
      state: ({ scope, id, fields }) => new StepFunctionsInvokeActivity(scope, id, { ...fields, activity: worker }),
    });
    new Workflow(stack, 'Flow', { definition: order.next(inspect), stateMachineType: StateMachineType.EXPRESS });
  },
  EXPRESS_CALLBACK: (stack) => {
    const queue = new Queue(stack, 'Queue');
    const ask = task('Ask', {
      state: ({ scope, id, fields, render, taskToken }) =>
        new SqsSendMessage(scope, id, {
          ...fields,
          queue,
          integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
          messageBody: TaskInput.fromObject({ token: render(taskToken) }),
        }),
    });
    new Workflow(stack, 'Flow', { definition: order.next(ask), stateMachineType: StateMachineType.EXPRESS });
  },
  EXPRESS_CHILD_SYNC: (stack) => {
    const child: Workflow<Order, Order> = new Workflow(stack, 'Child', {
      definition: order.next(pass('Start')),
      stateMachineType: StateMachineType.EXPRESS,
    });
    new Workflow(stack, 'Flow', { definition: order.next(startWorkflow('Run', child, { sync: true })) });
  },
  EXPRESS_DEDUPE: (stack) => {
    const child: Workflow<Order, Order> = new Workflow(stack, 'Child', {
      definition: order.next(pass('Start')),
      stateMachineType: StateMachineType.EXPRESS,
    });
    const flow = order.next(dedupe('Once', child, { key: ({ input }) => input.orderId, input: ({ input }) => input }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  EXPRESS_DISTRIBUTED_MAP: (stack) => {
    const each = fromState<Order, unknown>(new DistributedMap(stack, 'Each').itemProcessor(new Pass(stack, 'One')));
    new Workflow(stack, 'Flow', { definition: order.next(each), stateMachineType: StateMachineType.EXPRESS });
  },
  EXPRESS_SYNC: (stack) => {
    const child = new Workflow(stack, 'Child', { definition: order.next(pass('Start')) });
    const run = task('Run', {
      state: ({ scope, id, fields }) =>
        new StepFunctionsStartExecution(scope, id, { ...fields, stateMachine: child, integrationPattern: IntegrationPattern.RUN_JOB }),
    });
    new Workflow(stack, 'Flow', { definition: order.next(run), stateMachineType: StateMachineType.EXPRESS });
  },
  FLOW_EMPTY: (stack) => {
    new Workflow(stack, 'Flow', { definition: order });
  },
  FOREIGN_STATE_PLACED_TWICE: (stack) => {
    const audit = fromState<Order, Order>(new Pass(stack, 'Audit'));
    const flow = order.next(audit).next(audit);
    new Workflow(stack, 'Flow', { definition: flow });
  },
  FORMAT_PLACEHOLDERS: (stack) => {
    const text: string = 'order {} of {}';
    const flow = order.next(pass('Label', { output: ({ input }) => ({ label: format(text, input.orderId) }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  ITEM_SOURCE: (stack) => {
    const flow = order.next(distributedMap('Each', {}, (item) => item.next(pass('One'))));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  TWO_TRANSFORMATIONS: (stack) => {
    const options = { items: () => [1, 2], resultsTo: { bucket: new Bucket(stack, 'Results') }, transformation: 'FLATTEN' } as const;
    const flow = order.next(distributedMap('Each', options, (item) => item.next(pass('One'))));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  JSONPATH_CANNOT_SAY: (stack) => {
    const flow = order.next(pass('Sum', { output: ({ input }) => ({ double: multiply(input.total, 2) }) }));
    new Workflow(stack, 'Flow', { definition: flow, queryLanguage: 'JSONPath' });
  },
  LAMBDA_IMPORTED: (stack) => {
    const charge = handler<Order, void>(LambdaFunction.fromFunctionName(stack, 'Charge', 'charge'));
    new Workflow(stack, 'Flow', { definition: order.next(invoke('Charge', charge)), lambda: 'pinned' });
  },
  LAMBDA_PINNED_CROSS_STACK: (stack) => {
    const charge = handler<Order, void>(inlineFunction(new Stack(stack, 'Functions'), 'Charge'));
    new Workflow(stack, 'Flow', { definition: order.next(invoke('Charge', charge)), lambda: 'pinned' });
  },
  NOT_A_STEP: (stack) => {
    const flow = order.next(new Pass(new Stack(), 'Plain') as unknown as Step<Order, Order>);
    new Workflow(stack, 'Flow', { definition: flow });
  },
  NO_FUNCTION: () => {
    handler<Order, void>(undefined as unknown as IFunction);
  },
  OPTION_VALUE: (stack) => {
    const options: object = { into: true };
    const flow = order.next(pass('Keep', options));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  PARALLEL_EMPTY: (stack) => {
    const flow = order.next(parallel('Both', {}));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  PARAMETERS_NOT_OBJECT: (stack) => {
    const send = sdk('Send', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, parameters: () => raw('{% {} %}') });
    new Workflow(stack, 'Flow', { definition: order.next(send) });
  },
  PATTERN_INVALID: (stack) => {
    const flow = order.next(pass('Large', { output: ({ input }) => ({ isLog: matches(input.orderId, 'log\\d*') }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  PLACEMENT_CONFLICT: (stack) => {
    const step = pass('Both', { value: () => 1, into: 'a', output: () => ({ b: 1 }) });
    new Workflow(stack, 'Flow', { definition: order.next(step) });
  },
  POLL_TIMES: (stack) => {
    const flow = order.next(
      pollUntil('Poll', pass('Ask'), {
        until: ({ input }) => eq(input.total, 1),
        every: Duration.minutes(5),
        deadline: Duration.minutes(1),
      }),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  RAW_INVALID: (stack) => {
    const flow = order.next(pass('Sum', { output: () => ({ sum: raw<number>('{% $sum( %}') }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  RAW_NOT_JSONATA: (stack) => {
    const flow = order.next(pass('Sum', { output: () => ({ sum: raw<number>('$sum($states.input.prices)') }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  REFERENCE_OUT_OF_SCOPE: (stack) => {
    let kept: Ref<string> | undefined;
    const keep = ({ input: { orderId } }: { input: Ref<Order> }) => {
      kept = orderId;
      return { orderId };
    };
    const flow = order.next(pass('First', { output: keep })).next(pass('Second', { output: () => ({ orderId: kept as Ref<string> }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  REFERENCE_REST: (stack) => {
    const flow = order.next(
      pass('Short', {
        output: ({ input }) => {
          const { total, ...rest } = input as object as { total: Ref<number> };
          return { ...rest, sum: total };
        },
      }),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  REFERENCE_USED_AS_VALUE: (stack) => {
    const flow = order.next(pass('Greet', { output: ({ input }) => ({ text: `order ${input.orderId}` }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  SAGA_EMPTY: (stack) => {
    const flow = order.next(saga('Book', (s) => s));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  SAGA_STEP_ASSIGNS: (stack) => {
    const worker = new Activity(stack, 'Worker');
    const flow = order.next(
      saga('Book', (s) =>
        s
          .step(order.next(activity('Reserve', worker, { discard: true })), {
            compensate: (undo) =>
              undo.next(pass('Keep', { assign: ({ input }) => ({ id: input.orderId }) })).next(activity('Cancel', worker)),
          })
          .step(order.next(activity('Pay', worker, { discard: true }))),
      ),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  SDK_ACTION_UNKNOWN: (stack) => {
    // @ts-expect-error The types refuse it as well.
    const step = sdk('Speak', { service: 'polly', action: 'synthesizeSpeech', access: { resources: ['*'] } });
    new Workflow(stack, 'Flow', { definition: order.next(step) });
  },
  SPREAD_ORDER: (stack) => {
    const defaults = { currency: 'EUR' };
    const changes = { currency: 'USD' };
    const flow = order.next(pass('Price', { output: ({ input }) => ({ ...defaults, ...input, ...changes }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  SPREAD_UNDEFINED: (stack) => {
    const flow = order.next(pass('Forget', { output: ({ input }) => ({ ...input, name: undefined }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  STATE_NAME_LENGTH: (stack) => {
    new Workflow(stack, 'Flow', { definition: order.next(pass('x'.repeat(81))) });
  },
  STATE_NAME_TAKEN: (stack) => {
    const flow = order.next(pass('Note')).next(pass('Note', { value: () => 1, into: 'noted' }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  STEP_DROPPED: (stack) => {
    const flow = order.next(
      choice('Large?', (c) => {
        c.when(({ input }) => gt(input.total, 1000), pass('Ask'));
        return c.otherwise();
      }),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  STEP_TIME: (stack) => {
    const worker = new Activity(stack, 'Worker');
    const flow = order.next(activity('Work', worker, { timeout: Duration.millis(1500) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  STEP_UNREACHABLE: (stack) => {
    const flow = order.next(fail('Stop')).next(pass('After'));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  SUCCEED_INSIDE: (stack) => {
    const flow = order.next(
      tryCatch('Check', (t) =>
        t
          .try((start) => start.next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), succeed('Done')).otherwise())))
          .catch(pass('Failed')),
      ),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  TASK_FIELDS_UNUSED: (stack) => {
    const run = task('Run', {
      state: ({ scope, id }) => new GlueStartJobRun(scope, id, { glueJobName: 'nightly' }),
      discard: true,
    });
    new Workflow(stack, 'Flow', { definition: order.next(run) });
  },
  TEMPLATE_NOT_JSON: (stack) => {
    const flow = order.next(pass('Seats', { output: () => ({ seats: new Map([['1A', 'free']]) }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  TOKEN_NOT_PASSED: (stack) => {
    const step = sdk('Ask', {
      service: 'sqs',
      action: 'sendMessage',
      access: { resources: ['*'] },
      waitForTaskToken: true,
      // @ts-expect-error The types refuse it as well.
      parameters: () => ({ QueueUrl: 'q' }),
    });
    new Workflow(stack, 'Flow', { definition: order.next(step) });
  },
  TOLERATED_FAILURES: (stack) => {
    const flow = order.next(
      fanOut('Each', { items: ({ input }) => input.lines, toleratedFailures: { count: 1.5 } }, (line) => line.next(pass('One'))),
    );
    new Workflow(stack, 'Flow', { definition: flow });
  },
  TRY_EMPTY: (stack) => {
    const flow = order.next(tryCatch('Deliver', (t) => t as never));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  VALUE_WHILE_BUILT: (stack) => {
    const flow = order.next(pass('Stamp', { output: ({ input }) => ({ ...input, at: new Date().toISOString() }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  VARIABLES_AS_WHOLE: (stack) => {
    const flow = order.next(pass('All', { output: ({ vars }) => ({ all: vars as unknown as Expression<object> }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  UNKNOWN_ERROR_NAME: (stack) => {
    const charge = handler<Order, void>(inlineFunction(stack, 'Charge'));
    const errors: readonly string[] = ['States.Timout'];
    new Workflow(stack, 'Flow', { definition: order.next(invoke('Charge', charge, { retry: { errors } })) });
  },
  UNKNOWN_OPTION: (stack) => {
    const options: object = { outptu: () => ({ done: true }) };
    const flow = order.next(pass('Keep', options));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  VARIABLE_NAME: (stack) => {
    const flow = order.next(pass('Keep', { assign: () => ({ 'not-a-name': 1 }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  WAIT_SECONDS: (stack) => {
    const flow = order.next(wait('Pause', { seconds: 1.5 }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  WAITS_TWICE: (stack) => {
    const child = new Workflow(stack, 'Child', { definition: workflow<{ token: string }>().next(pass('Start')) });
    const twice = { sync: true, waitForTaskToken: true, input: ({ taskToken }: { taskToken: unknown }) => ({ token: taskToken }) };
    new Workflow(stack, 'Flow', { definition: order.next(startWorkflow('Run', child, twice as never)) });
  },
  REGEX_INVALID: (stack) => {
    const flow = order.next(pass('Name', { output: ({ input }) => ({ hasLetters: regexTest(input.orderId, /\p{L}/u) }) }));
    new Workflow(stack, 'Flow', { definition: flow });
  },
  HTTP_ADDRESS: (stack) => {
    const connection = Connection.fromConnectionAttributes(stack, 'Carrier', {
      connectionArn: 'arn:aws:events:us-east-1:123456789012:connection/carrier',
      connectionName: 'carrier',
      connectionSecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:carrier',
    });
    const call = http('Call', { connection, apiRoot: 'https://example.com/', path: 'parcels', method: 'GET' });
    new Workflow(stack, 'Flow', { definition: order.next(call) });
  },
  HTTP_ENCODING: (stack) => {
    const connection = Connection.fromConnectionAttributes(stack, 'Carrier', {
      connectionArn: 'arn:aws:events:us-east-1:123456789012:connection/carrier',
      connectionName: 'carrier',
      connectionSecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:carrier',
    });
    const call = http<Order, unknown>('Call', {
      connection,
      apiRoot: 'https://example.com',
      path: 'parcels',
      method: 'POST',
      body: ({ input }) => ({ id: input.orderId }),
      arrayFormat: 'REPEAT',
    });
    new Workflow(stack, 'Flow', { definition: order.next(call) });
  },
};
