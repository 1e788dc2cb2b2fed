import type { Refusal } from './refusal';

/** Calls of services. */
export const services: readonly Refusal[] = [
  [
    'an Express workflow that is to be started once for each key',
    `declare const quick: Workflow<{ id: string }, string, unknown, import('aws-cdk-lib/aws-stepfunctions').StateMachineType.EXPRESS>; start.next(dedupe('S', quick, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) }));`,
    'quick,',
    'an Express workflow starts again under the same name: make it Standard, or keep the keys in a table',
  ],
  [
    'a workflow whose end is waited for in two ways',
    `start.next(startWorkflow('S', child, { sync: true, waitForTaskToken: true, input: ({ taskToken }) => ({ id: taskToken }) }));`,
    'sync: true',
    'sync waits for the end already, and Step Functions can wait for only one of the two: drop sync or waitForTaskToken',
  ],
  [
    'an input of the wrong type for a nested workflow',
    `start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.total }) }));`,
    'id: input.total',
    "Type 'Expression<number>' is not assignable to type 'string | Expression<string>",
  ],
  [
    'a nested workflow without the input it takes',
    `start.next(startWorkflow('A', child));`,
    "startWorkflow('A'",
    "Property 'id' is missing in type 'Order'",
  ],
  [
    'options of a nested workflow without the input it takes',
    `start.next(startWorkflow('A', child, { into: 'started' }));`,
    "'A', child",
    '\\"input\\" is missing: the state input is not what the workflow takes',
  ],
  [
    'a field of the output of a nested workflow that is not waited for',
    `start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.orderId }), output: ({ result }) => ({ x: result.parcel }) }));`,
    'parcel }',
    "Property 'parcel' does not exist",
  ],
  [
    'an SDK call without access',
    `start.next(sdk('A', { service: 's3', action: 'getObject', parameters: ({ input }) => ({ Bucket: 'b', Key: input.orderId }) }));`,
    "action: 'getObject'",
    'the call lacks access: write access: { resources: [...] }, or a grant',
  ],
  [
    'an SDK call without access, before a step that reads its result',
    `start.next(sdk('A', { service: 's3', action: 'getObject', parameters: ({ input }) => ({ Bucket: 'b', Key: input.orderId }), result: typed<{ Body: string }>(), into: 'file' }))
  .next(pass('B', { output: ({ input }) => ({ x: input.file.Body }) }));`,
    "action: 'getObject'",
    'the call lacks access',
  ],
  [
    'an SDK action whose permission is not known and not named',
    `start.next(sdk('A', { service: 'polly', action: 'synthesizeSpeech', access: { resources: ['*'] } }));`,
    "action: 'synthesizeSpeech'",
    '\\"polly:synthesizeSpeech\\" is not in our table of permissions: mend its spelling, or name the IAM action in access',
  ],
  [
    'a misspelt SDK action',
    `start.next(sdk('A', {
  service: 's3',
  action: 'getObjekt',
  access: { resources: ['*'] },
  into: 'file',
}));`,
    "action: 'getObjekt'",
    '\\"s3:getObjekt\\" is not in our table of permissions',
  ],
  [
    'a field of an SDK result without a type',
    `start.next(sdk('A', { service: 's3', action: 'getObject', access: { resources: ['*'] }, into: 'file' })).next(pass('B', { output: ({ input }) => ({ x: input.file.Body }) }));`,
    'Body }',
    'result: typed<...>()',
  ],
  [
    'a callback through a service whose parameters lack the token',
    `start.next(sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, waitForTaskToken: true, parameters: () => ({ MessageBody: 'x' }) }));`,
    '({ MessageBody',
    '\\"taskToken\\" is missing, so nobody can answer',
  ],
  [
    'a token for a service that does not wait for it',
    `start.next(sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, parameters: ({ taskToken }) => ({ MessageBody: format('{}', taskToken) }) }));`,
    'taskToken) })',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'a parameter in the case of the SDK',
    `import type { SendTaskSuccessCommandInput } from '@aws-sdk/client-sfn';
start.next(sdk('A', { service: 'sfn', action: 'sendTaskSuccess', access: { resources: ['*'] }, request: typed<SdkFields<SendTaskSuccessCommandInput>>(), parameters: ({ input }) => ({ taskToken: input.orderId, Output: '{}' }) }));`,
    'taskToken: input',
    '\\"taskToken\\" is not a field of what the task takes, which lacks \\"TaskToken\\"',
  ],
  [
    'a method that HTTP does not have',
    `start.next(http('B', { connection, apiRoot: 'https://x', path: 'y', method: 'GETT' }));`,
    "method: 'GETT'",
    'Did you mean \'"GET"\'?',
  ],
  [
    'a misspelt option of an activity',
    `start.next(activity('A', worker, { playload: () => ({}) }));`,
    'playload',
    'there is no option \\"playload\\"',
  ],
];
