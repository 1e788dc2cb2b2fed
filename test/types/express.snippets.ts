import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

const express = 'stateMachineType: StateMachineType.EXPRESS';
const setting = `${prelude}
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
`;

/** A definition that waits somewhere. */
const waiting: readonly (readonly [title: string, definition: string])[] = [
  [
    'a callback',
    "start.next(invoke('Ask', ask, { waitForTaskToken: true, payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }) }))",
  ],
  [
    'a callback before other steps and an end',
    "start.next(invoke('Ask', ask, { waitForTaskToken: true, payload: ({ taskToken }) => ({ token: taskToken, total: 1 }), discard: true })).next(pass('P')).next(succeed('Done'))",
  ],
  [
    'a callback of the SDK',
    "start.next(sdk('Send', { service: 'sqs', action: 'sendMessage', access: { resources: [] }, waitForTaskToken: true, parameters: ({ taskToken }) => ({ QueueUrl: 'q', MessageBody: taskToken }) }))",
  ],
  [
    'a nested workflow that is waited for',
    "start.next(startWorkflow('Run', child, { sync: true, input: ({ input }) => ({ id: input.orderId }) }))",
  ],
  [
    'a nested workflow that answers by token',
    "start.next(startWorkflow('Run', startedByToken, { waitForTaskToken: true, input: ({ taskToken }) => ({ token: taskToken }) }))",
  ],
  ['an activity', "start.next(activity('Work', worker))"],
  ['a single step', "activity('Work', worker)"],
  ['a step made apart', "start.next(steps<Order>().activity('Work', worker))"],
  ['a distributed Map', "start.next(distributedMap('Each', { items: ({ input }) => input.lines }, (line) => line.next(pass('P'))))"],
  [
    'an approval',
    "start.next(waitForApproval('Ask', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(1) }))",
  ],
  [
    'an activity on a branch of a choice',
    "start.next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1), activity('Work', worker, { discard: true })).otherwise()))",
  ],
  [
    'an activity on a branch that ends',
    "start.next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1), (large) => large.next(activity('Work', worker)).next(fail('F'))).otherwise())).next(pass('P'))",
  ],
  ['an activity in a Map', "start.next(map('Each', { items: ({ input }) => input.lines }, (line) => line.next(activity('Work', worker))))"],
  ['an activity in a named branch', "start.next(parallel('Both', { one: pass('One'), two: activity('Work', worker) }))"],
  ['an activity in a branch of a list', "start.next(parallel('Both', [activity('Work', worker), pass('One')]))"],
  ['an activity that is tried', "start.next(tryCatch('Try', (t) => t.try(activity('Work', worker)).catch(pass('P'))))"],
  ['an activity of a saga', "start.next(saga('Book', (s) => s.step(activity('Work', worker, { discard: true }))))"],
  [
    'an activity that undoes a step of a saga',
    "start.next(saga('Book', (s) => s.step(pass('P'), { compensate: activity('Work', worker) }).step(pass('Q'))))",
  ],
  [
    'an activity after a failure',
    "start.next(invoke('Ship', ship, { payload: ({ input }) => ({ receipt: input.orderId }), catch: (failure) => failure.all(activity('Work', worker)) }))",
  ],
  [
    'an activity that repeats',
    "start.next(loop('Again?', { while: ({ input }) => gt(input.total, 1) }, activity('Work', worker, { discard: true })))",
  ],
];

/** A definition that an Express workflow runs. */
const running: readonly (readonly [title: string, definition: string])[] = [
  [
    'a flow',
    "start.next(pass('P', { assign: () => ({ count: 1 }) })).next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1), fail('F')).otherwise()))",
  ],
  ['a single step', "pass('P')"],
  [
    'branches and Maps',
    "start.next(parallel('Both', { one: pass('One') })).next(pass('P', { output: () => ({ items: [1] }) })).next(map('Each', { items: ({ input }) => input.items }, (item) => item.next(pass('Q'))))",
  ],
  [
    'a start that waits for nothing',
    "start.next(startWorkflow('Run', child, { input: ({ input }) => ({ id: input.orderId }) })).next(succeed('Done'))",
  ],
];

const started = 'declare const startedByToken: Workflow<{ token: string }, null>;';
const program = (definition: string, type: string) => `${started}\nnew Workflow(scope, 'Flow', { definition: ${definition}, ${type} });`;
const compiled = compileSnippets(setting, [
  ...waiting.map(([, definition]) => program(definition, express)),
  ...waiting.map(([, definition]) => program(definition, 'stateMachineType: StateMachineType.STANDARD')),
  ...running.map(([, definition]) => program(definition, express)),
]);

test.each(waiting.map(([title], index) => [title, index] as const))('An Express workflow does not compile with %s', (_title, index) => {
  const messages = compiled[index]?.errors.map(({ message }) => message) ?? [];

  expect(messages).toEqual([
    expect.stringContaining(
      'an Express workflow cannot wait for task tokens, jobs (.sync), activities or distributed Maps. Make the workflow Standard',
    ),
  ]);
});

test.each(waiting.map(([title], index) => [title, index] as const))('A Standard workflow compiles with %s', (_title, index) => {
  expect(compiled[waiting.length + index]?.errors).toEqual([]);
});

test.each(running.map(([title], index) => [title, index] as const))('An Express workflow compiles with %s', (_title, index) => {
  expect(compiled[2 * waiting.length + index]?.errors).toEqual([]);
});
