import { type ValidateOptions, validate } from '../../src/validator';

const rulesFor = (definition: object, options: ValidateOptions = {}): string[] =>
  validate(definition, options)
    .diagnostics.filter(({ rule }) => ['HISTORY_TOO_LONG', 'COMPENSATION_WITHOUT_RETRY', 'LAMBDA_WITHOUT_RETRY'].includes(rule))
    .map(({ rule, pointer }) => `${rule} ${pointer}`);

describe('HISTORY_TOO_LONG', () => {
  const poll = (wait: object, done: object = { Variable: '$.s', StringEquals: 'x', Next: 'Done' }, machine: object = {}): object => ({
    StartAt: 'Ask',
    ...machine,
    States: {
      Ask: { Type: 'Pass', Next: 'Done?' },
      'Done?': { Type: 'Choice', Choices: [done], Default: 'Pause' },
      Pause: { Type: 'Wait', ...wait, Next: 'Ask' },
      Done: { Type: 'Succeed' },
    },
  });
  const map = (Items: unknown, config: object = {}): object => ({
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Items,
        ItemProcessor: { ...config, StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  });
  const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

  test.each<[string, object, string[], ValidateOptions?]>([
    // Three states of two events: 4,166 rounds.
    ['a loop that fills it in three hours and a half', poll({ Seconds: 3 }), ['HISTORY_TOO_LONG /States/Pause']],
    ['a loop that takes a day', poll({ Seconds: 30 }), []],
    ['a loop that the machine ends before', poll({ Seconds: 3 }, undefined, { TimeoutSeconds: 3_600 }), []],
    [
      'a loop that the machine lets go on',
      poll({ Seconds: 30 }, undefined, { TimeoutSeconds: 604_800 }),
      ['HISTORY_TOO_LONG /States/Pause'],
    ],
    ['a loop that counts', poll({ Seconds: 3 }, { Variable: '$.n', NumericGreaterThan: 5, Next: 'Done' }), []],
    ['a wait of unknown length', poll({ SecondsPath: '$.s' }), []],
    ['an EXPRESS machine', poll({ Seconds: 3 }), [], { type: 'EXPRESS' }],
    // Six events each: 4,166 items.
    ['an inline Map of 5,000 items', map('{% [1..5000] %}'), ['HISTORY_TOO_LONG /States/Each']],
    ['an inline Map of 5,000 items by $range', map('{% $range(1, 5000, 1) %}'), ['HISTORY_TOO_LONG /States/Each']],
    ['an inline Map of 4,000 items', map('{% [1..4000] %}'), []],
    ['a list in the definition', map(Array.from({ length: 4_200 }, () => 1)), ['HISTORY_TOO_LONG /States/Each']],
    ['a distributed Map', map('{% [1..5000] %}', distributed), []],
    ['items that come with the input', map('{% $states.input.items %}'), []],
  ])('%s', (_, definition, expected, options = {}) => {
    expect(rulesFor(definition, options)).toEqual(expected);
  });
});

describe('COMPENSATION_WITHOUT_RETRY', () => {
  const retry = { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }] };
  const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, TimeoutSeconds: 5 };
  const saga = (refund: object, last: object = { Type: 'Fail', Error: 'E' }): object => ({
    StartAt: 'Charge',
    States: {
      Charge: { ...lambda, ...retry, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Refund' }], End: true },
      Refund: { ...refund, Next: 'Last' },
      Last: last,
    },
  });
  const publish = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Parameters: { TopicArn: 't', Message: 'm' },
    TimeoutSeconds: 5,
  };
  const remove = {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:s3:deleteObject',
    Parameters: { Bucket: 'b', Key: 'k' },
    TimeoutSeconds: 5,
  };

  test.each<[string, object, string[]]>([
    ['a Lambda compensation, reported once', saga(lambda), ['COMPENSATION_WITHOUT_RETRY /States/Refund']],
    ['a compensation by any service', saga(remove), ['COMPENSATION_WITHOUT_RETRY /States/Refund']],
    [
      'one that is retried never',
      saga({ ...remove, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] }),
      ['COMPENSATION_WITHOUT_RETRY /States/Refund'],
    ],
    ['one that is retried', saga({ ...lambda, ...retry }), []],
    ['a task that tells somebody', saga(publish), []],
    ['a fallback, after which all is well', saga(remove, { Type: 'Succeed' }), []],
    ['a Lambda fallback lacks its own retrier', saga(lambda, { Type: 'Succeed' }), ['LAMBDA_WITHOUT_RETRY /States/Refund']],
  ])('%s', (_, definition, expected) => {
    expect(rulesFor(definition)).toEqual(expected);
  });
});

describe('HEARTBEAT_UNHEARD', () => {
  const found = (Resource: string, fields: object = { HeartbeatSeconds: 60 }): string[] =>
    validate({ StartAt: 'A', States: { A: { Type: 'Task', Resource, TimeoutSeconds: 90, ...fields, End: true } } })
      .diagnostics.filter(({ rule }) => rule === 'HEARTBEAT_UNHEARD')
      .map(({ pointer }) => pointer);

  test.each([
    'arn:aws:lambda:us-east-1:111111111111:function:charge',
    'arn:aws:states:::lambda:invoke',
    'arn:aws:states:::sqs:sendMessage',
    'arn:aws:states:::aws-sdk:dynamodb:getItem',
    'arn:aws:states:::http:invoke',
  ])('is found where a call answers by itself: %s', (resource) => {
    expect(found(resource)).toEqual(['/States/A/HeartbeatSeconds']);
    expect(found(resource, { HeartbeatSecondsPath: '$.beat' })).toEqual(['/States/A/HeartbeatSecondsPath']);
    expect(found(resource, {})).toEqual([]);
  });

  test.each([
    'arn:aws:states:us-east-1:111111111111:activity:approve',
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
    // A child that is waited for has the token of its task, and may send heartbeats.
    'arn:aws:states:::states:startExecution.sync:2',
    'arn:aws:states:::aws-sdk:sns:publish.waitForTaskToken',
    '${Resource}',
  ])('is not found where somebody may be heard of: %s', (resource) => {
    expect(found(resource)).toEqual([]);
  });
});
