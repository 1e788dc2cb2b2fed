import type { JsonObject } from '../../src/asl';
import { type ValidateOptions, validate } from '../../src/validator';
import { lambda, machineOf, pass } from './machines';

function found(definition: JsonObject, options: ValidateOptions = {}): string[] {
  return validate(definition, options).diagnostics.map(({ severity, rule, pointer }) => `${severity} ${rule} ${pointer}`);
}

// The developer guide, quotas: 256 KiB for the data of a state, and for the variables of one Assign.
const large = 'x'.repeat(262_144);
const other = { B: { Type: 'Succeed' } };
const jsonata = {
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: lambda.Resource,
  Arguments: { FunctionName: 'f' },
  Retry: lambda.Retry,
};

const map = (more: JsonObject, config: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }): JsonObject =>
  machineOf({ Type: 'Map', ...more, ItemProcessor: { ProcessorConfig: config, StartAt: 'I', States: { I: pass } }, End: true });

describe('A constant over 256 KiB', () => {
  test.each<[string, JsonObject, string]>([
    ['a text as the result', machineOf({ ...pass, Result: large }), 'Result'],
    ['a list as the result', machineOf({ ...pass, Result: [large] }), 'Result'],
    ['an output', machineOf({ ...pass, QueryLanguage: 'JSONata', Output: large }), 'Output'],
    ['parameters', machineOf({ ...pass, Parameters: { a: large } }), 'Parameters'],
    ['variables', machineOf({ ...pass, Assign: { a: large.slice(0, 200_000), b: large.slice(0, 70_000) } }), 'Assign'],
    [
      'the variables of a catcher',
      machineOf({ ...lambda, Catch: [{ ErrorEquals: ['States.ALL'], Assign: { a: large }, ResultPath: '$.error', Next: 'B' }] }, other),
      'Catch/0/Assign',
    ],
    [
      'the output of a catcher',
      machineOf({ ...jsonata, Catch: [{ ErrorEquals: ['States.ALL'], Output: { a: large }, Next: 'B' }], Next: 'B' }, other),
      'Catch/0/Output',
    ],
    [
      'the variables of a choice rule',
      machineOf({ Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Assign: { a: large }, Next: 'B' }], Default: 'B' }, other),
      'Choices/0/Assign',
    ],
    ['what each batch gets', map({ ItemBatcher: { MaxItemsPerBatch: 5, BatchInput: { a: large } } }), 'ItemBatcher/BatchInput'],
  ])('is found: %s', (_, definition, place) => {
    expect(found(definition)).toEqual([`WARNING PAYLOAD_TOO_LARGE /States/A/${place}`]);
  });

  test.each<[string, JsonObject]>([
    ['what fits', machineOf({ ...pass, Result: large.slice(0, 262_142) })],
    ['the text of an expression', machineOf({ ...pass, QueryLanguage: 'JSONata', Output: `{% $length('${large}') %}` })],
  ])('is not: %s', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });
});

test.each([
  [262_144, []],
  [262_145, ['WARNING PAYLOAD_TOO_LARGE /States/A/ItemBatcher/MaxInputBytesPerBatch']],
])('a batch of %d bytes is held against what an execution takes', (bytes, expected) => {
  expect(found(map({ ItemBatcher: { MaxInputBytesPerBatch: bytes } }))).toEqual(expected);
});

test('the type of children is nothing to an inline Map', () => {
  expect(validate(map({}, { Mode: 'INLINE', ExecutionType: 'STANDARD' })).diagnostics).toEqual([
    expect.objectContaining({
      severity: 'WARNING',
      rule: 'DISTRIBUTED_FIELD',
      pointer: '/States/A/ItemProcessor/ProcessorConfig/ExecutionType',
      hint: 'remove it, or set "Mode": "DISTRIBUTED"',
    }),
  ]);
});

describe('The role of a task', () => {
  const roleOf = (role: string, task: JsonObject = lambda): JsonObject => machineOf({ ...task, Credentials: { RoleArn: role } });

  test.each(['x', 'MyRole', 'role/MyRole', 'arn:aws:iam::123456789012:user/me', 'arn:aws:iam::123456789012:role/'])(
    'is found where it is not the ARN of a role: %s',
    (role) => {
      expect(validate(roleOf(role)).diagnostics).toEqual([
        expect.objectContaining({ severity: 'WARNING', rule: 'UNKNOWN_RESOURCE', pointer: '/States/A/Credentials/RoleArn' }),
      ]);
    },
  );

  test.each(['arn:aws:iam::123456789012:role/x', 'arn:aws-cn:iam::123456789012:role/path/x', '${RoleArn}', '<role>'])(
    'is not: %s',
    (role) => {
      expect(found(roleOf(role))).toEqual([]);
    },
  );

  test('is not where an expression gives it', () => {
    expect(found(roleOf('{% $states.input.role %}', { ...jsonata, End: true }))).toEqual([]);
  });
});

describe('An ARN of Step Functions that is no task', () => {
  const task = (resource: string): JsonObject => machineOf({ Type: 'Task', Resource: resource, TimeoutSeconds: 60, End: true });
  const arn = (rest: string): string => `arn:aws:states:us-east-1:123456789012:${rest}`;

  test.each([
    ['an activity without a name', arn('activity:'), 'ERROR', 'write the name of the activity at the end: activity:NAME'],
    ['an activity without a colon', arn('activity'), 'ERROR', 'write the name of the activity at the end: activity:NAME'],
    [
      'a state machine',
      arn('stateMachine:Orders'),
      'WARNING',
      `a task calls a state machine by "arn:aws:states:::states:startExecution.sync:2", with "StateMachineArn": "${arn('stateMachine:Orders')}"`,
    ],
    [
      'an execution',
      arn('execution:Orders:1'),
      'ERROR',
      'a task calls a function, an activity or a service integration, and this is the ARN of an execution',
    ],
  ])('is found: %s', (_, resource, severity, hint) => {
    expect(validate(task(resource)).diagnostics).toEqual([expect.objectContaining({ severity, rule: 'UNKNOWN_RESOURCE', hint })]);
  });

  test('is not: an activity', () => {
    expect(found(task(arn('activity:approve')))).toEqual([]);
  });
});

describe('Retries of an EXPRESS execution', () => {
  const retried = (retrier: JsonObject): JsonObject =>
    machineOf({
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn: 'arn:aws:sns:us-east-1:111111111111:t', Message: 'm' },
      Retry: [{ ErrorEquals: ['States.ALL'], ...retrier }],
      End: true,
    });

  // The delay before attempt k is IntervalSeconds * BackoffRate^(k-1), at most MaxDelaySeconds.
  test.each<[JsonObject, string]>([
    [{ IntervalSeconds: 301, MaxAttempts: 1 }, 'no retry can begin'],
    [{ IntervalSeconds: 100, MaxAttempts: 5, BackoffRate: 1 }, 'only 2 of 5 retries can begin'],
    [{ MaxAttempts: 20 }, 'only 8 of 20 retries can begin'],
    [{ IntervalSeconds: 10, MaxAttempts: 99_999_999, MaxDelaySeconds: 60 }, 'only 6 of 99999999 retries can begin'],
  ])('are found where it is over before: %j', (retrier, said) => {
    expect(validate(retried(retrier), { type: 'EXPRESS' }).diagnostics).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        rule: 'EXPRESS_TOO_LONG',
        pointer: '/States/A/Retry/0',
        message: `State "A": ${said} within the 300 seconds of an EXPRESS execution`,
      }),
    ]);
  });

  test.each<[JsonObject, ValidateOptions['type']]>([
    [{}, 'EXPRESS'],
    [{ IntervalSeconds: 400, MaxAttempts: 0 }, 'EXPRESS'],
    [{ IntervalSeconds: 100, MaxAttempts: 5, BackoffRate: 1, JitterStrategy: 'FULL' }, 'EXPRESS'],
    [{ IntervalSeconds: 301, MaxAttempts: 1 }, 'STANDARD'],
  ])('are not: %j in %s', (retrier, type = 'STANDARD') => {
    expect(found(retried(retrier), { type })).toEqual([]);
  });
});
