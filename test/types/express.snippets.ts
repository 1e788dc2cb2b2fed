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
  const [error, ...more] = compiled[index]?.errors ?? [];

  expect(error?.from).toMatch(/^stateMachineType: /);
  expect(error?.message).toMatch(
    /an Express workflow cannot wait for task tokens, jobs \(\.sync\), activities or distributed Maps: make it Standard/,
  );
  expect(error?.message.length).toBeLessThanOrEqual(400);
  expect(more).toEqual([]);
});

test.each(waiting.map(([title], index) => [title, index] as const))('A Standard workflow compiles with %s', (_title, index) => {
  expect(compiled[waiting.length + index]?.errors).toEqual([]);
});

test.each(running.map(([title], index) => [title, index] as const))('An Express workflow compiles with %s', (_title, index) => {
  expect(compiled[2 * waiting.length + index]?.errors).toEqual([]);
});

const fast = 'declare const fast: Workflow<{ id: string }, { parcel: string }, unknown, StateMachineType.EXPRESS>;';
const item = (rest: string) =>
  `start.next(distributedMap('Each', { items: ({ input }) => input.lines, express: true }, (line) => line.next(${rest})));`;
const children: readonly (readonly [title: string, program: string, says: string | undefined])[] = [
  [
    'the end of an Express workflow cannot be waited for',
    `${fast} start.next(startWorkflow('Run', fast, { sync: true, input: ({ input }) => ({ id: input.orderId }) }));`,
    'the end of an Express execution cannot be waited for by sync',
  ],
  [
    'nor where the workflow is made in the same program',
    `const made = new Workflow(scope, 'Fast', { definition: workflow<{ id: string }>().next(pass('P')), ${express} });
start.next(startWorkflow('Run', made, { sync: true, input: ({ input }) => ({ id: input.orderId }) }));`,
    'the end of an Express execution cannot be waited for by sync',
  ],
  [
    'an Express workflow is started without waiting, also by token',
    `${fast} declare const byToken: Workflow<{ token: string }, null, unknown, StateMachineType.EXPRESS>;
start.next(startWorkflow('Run', fast, { input: ({ input }) => ({ id: input.orderId }), discard: true })).next(startWorkflow('Ask', byToken, { waitForTaskToken: true, input: ({ taskToken }) => ({ token: taskToken }) }));`,
    undefined,
  ],
  [
    'the end of a Standard workflow, and of one of unknown type, can be waited for',
    `const made = new Workflow(scope, 'Slow', { definition: workflow<{ id: string }>().next(pass('P')) });
const annotated: Workflow<{ id: string }, { id: string }> = new Workflow(scope, 'Fast', { definition: workflow<{ id: string }>().next(pass('P')), ${express} });
start.next(startWorkflow('Run', made, { sync: true, input: ({ input }) => ({ id: input.orderId }) })).next(startWorkflow('Run Too', annotated, { sync: true }));`,
    undefined,
  ],
  ['an Express child cannot wait for an activity', item("activity('Work', worker)"), 'children that are Express executions cannot wait'],
  [
    'an Express child cannot wait on a branch',
    item("choice('Many?', (c) => c.when(({ input }) => gt(input.quantity, 1), activity('Work', worker, { discard: true })).otherwise())"),
    'children that are Express executions cannot wait',
  ],
  [
    'a Standard child can wait, and an Express child can run what does not',
    `start.next(distributedMap('Each', { items: ({ input }) => input.lines }, (line) => line.next(activity('Work', worker)))); ${item("pass('P')")}`,
    undefined,
  ],
];
const judged = compileSnippets(
  setting,
  children.map(([, snippet]) => snippet),
);

test.each(children.map(([title, , says], index) => [title, says, index] as const))('Express executions: %s', (_title, says, index) => {
  const messages = judged[index]?.errors.map(({ message }) => message);

  expect(messages).toEqual(says === undefined ? [] : [expect.stringContaining(says)]);
});
