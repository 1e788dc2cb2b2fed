import { Stack } from 'aws-cdk-lib';
import {
  Activity,
  Choice,
  Condition,
  DistributedMap,
  IntegrationPattern,
  Map as MapState,
  Parallel,
  Pass,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { activity, distributedMap, fromState, map, parallel, pass, startWorkflow, steps, task, Workflow, workflow } from 'drystep';
import { definitionIn, emptyStack } from './synthesized';

interface Order {
  lines: string[];
}

const order = workflow<Order>();
const from = steps<Order>();
const child = workflow<Order>().next(pass('Start'));

function fast(stack: Stack): Workflow<Order, Order> {
  return new Workflow(stack, 'Fast', { definition: child, stateMachineType: StateMachineType.EXPRESS });
}

const each = (express: boolean, step: unknown) =>
  order.next(distributedMap('Each', { items: ({ input }) => input.lines, express: express as false }, (line) => line.next(step as never)));

describe('The end of an Express execution', () => {
  const message =
    "It waits for the end of an Express workflow, which Step Functions cannot do. Hint: call it by sdk with service: 'sfn' and action: 'startSyncExecution'";

  test.each<[string, (stack: Stack) => unknown]>([
    ['by sync', (stack) => order.next(startWorkflow('Run', fast(stack), { sync: true }))],
    [
      'inside of a branch of a Map',
      (stack) =>
        order.next(
          map('Lines', { items: ({ input }) => input.lines }, (line) =>
            line.next(parallel('Both', [startWorkflow('Run', fast(stack), { sync: true, input: () => ({ lines: [] }) })])),
          ),
        ),
    ],
    [
      'by a task of aws-cdk-lib',
      (stack) =>
        order.next(
          task('Run', {
            state: ({ scope, id, fields }) =>
              new StepFunctionsStartExecution(scope, id, {
                ...fields,
                stateMachine: fast(stack),
                integrationPattern: IntegrationPattern.RUN_JOB,
              }),
          }),
        ),
    ],
  ])('cannot be waited for %s', (_title, flow) => {
    const stack = emptyStack();

    expect(() => new Workflow(stack, 'Flow', { definition: flow(stack) as typeof child })).toThrow(`Test/Flow: step "Run": ${message}`);
    expect(() => (flow(emptyStack()) as typeof child).toChainable(new Stack(), {})).toThrow(message);
  });

  test('of a Standard one can, and an Express one is started without waiting', () => {
    const stack = emptyStack();
    const slow = new Workflow(stack, 'Slow', { definition: child });
    const flow = order.next(startWorkflow('Run', slow, { sync: true, discard: true })).next(startWorkflow('Start Fast', fast(stack)));
    new Workflow(new Stack(stack.node.root as never, 'Other'), 'Flow', { definition: flow });

    expect(JSON.stringify(definitionIn(stack.node.root.node.findChild('Other') as Stack))).toContain('states:startExecution.sync:2');
  });
});

describe('Children of a distributed Map that are Express executions', () => {
  const waiting: readonly [string, (stack: Stack) => unknown, string][] = [
    ['for an activity', (stack) => activity('Work', new Activity(stack, 'Worker')), 'wait for a worker of an activity'],
    [
      'in a branch of aws-cdk-lib',
      (stack) => {
        const work = new StepFunctionsInvokeActivity(stack, 'Work', { activity: new Activity(stack, 'Worker') });
        const some = new Choice(stack, 'Some?').when(Condition.isPresent('$.x'), work).otherwise(new Pass(stack, 'None'));
        return fromState(new Parallel(stack, 'Both').branch(new MapState(stack, 'Inner').itemProcessor(some)));
      },
      'wait for a worker of an activity',
    ],
    [
      'for children of their own',
      () => from.distributedMap('Work', { items: ({ input }) => input.lines }, (inner) => inner.next(pass('One'))),
      'start the children of a distributed Map',
    ],
  ];

  test.each(waiting)('cannot wait %s', (_title, step, what) => {
    const stack = emptyStack();
    const build = () => new Workflow(stack, 'Flow', { definition: each(true, step(stack)), queryLanguage: 'JSONPath' });

    expect(build).toThrow(
      `Test/Flow: step "Work": It runs in the children of "Each", which are Express executions, and those cannot ${what}. Hint: take express from "Each", or `,
    );
  });

  test.each(waiting)('can, as Standard executions, wait %s', (_title, step) => {
    const stack = emptyStack();

    expect(() => new Workflow(stack, 'Flow', { definition: each(false, step(stack)), queryLanguage: 'JSONPath' })).not.toThrow();
  });

  test('of aws-cdk-lib are judged alike', () => {
    const stack = emptyStack();
    const inner = from.activity('Work', new Activity(stack, 'Worker'));
    const own = new DistributedMap(stack, 'Each', { mapExecutionType: StateMachineType.EXPRESS });
    own.itemProcessor(workflow<Order>().next(inner).toChainable(stack));

    expect(() => new Workflow(stack, 'Flow', { definition: order.next(fromState(own)) })).toThrow(
      'step "Work": It runs in the children of "Each", which are Express executions',
    );
  });
});

test('An Express workflow is refused a state that waits inside of a foreign Parallel', () => {
  const stack = emptyStack();
  const work = new StepFunctionsInvokeActivity(stack, 'Work', { activity: new Activity(stack, 'Worker') });
  const flow = order.next(fromState(new Parallel(stack, 'Both').branch(work)));

  expect(() => new Workflow(stack, 'Flow', { definition: flow, stateMachineType: StateMachineType.EXPRESS })).toThrow(
    'step "Work": An Express workflow cannot wait for a worker of an activity.',
  );
});

test('A start cannot wait for the end and for a token', () => {
  const stack = emptyStack();
  const options = { sync: true, waitForTaskToken: true, input: ({ taskToken }: { taskToken: unknown }) => ({ taskToken }) };
  const slow = new Workflow(stack, 'Slow', { definition: child });

  expect(() => new Workflow(stack, 'Flow', { definition: order.next(startWorkflow('Run', slow, options as never)) })).toThrow(
    'step "Run": It waits for the end of the execution and for its token, and Step Functions can do only one of the two.',
  );
});
