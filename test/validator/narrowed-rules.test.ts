import { type ValidateOptions, validate } from '../../src/validator';
import { lambda, machineOf, pass } from './machines';

const found = (definition: object, rule: string, options: ValidateOptions = {}): string[] =>
  validate(definition, options)
    .diagnostics.filter((diagnostic) => diagnostic.rule === rule)
    .map(({ pointer }) => pointer);

const task = (Resource: string, fields: object = {}): object => ({ Type: 'Task', Resource, End: true, ...fields });

describe('TASK_WITHOUT_TIMEOUT: only of jobs that a task waits for', () => {
  const machine = (state: object, top: object = {}): object => ({ ...top, StartAt: 'A', States: { A: state } });
  test.each<[string, object, string[]]>([
    ['a container', machine(task('arn:aws:states:::ecs:runTask.sync', { Parameters: { TaskDefinition: 't' } })), ['/States/A']],
    ['a job of Glue', machine(task('arn:aws:states:::glue:startJobRun.sync', { Parameters: { JobName: 'j' } })), ['/States/A']],
    [
      'another state machine',
      machine(task('arn:aws:states:::states:startExecution.sync:2', { Parameters: { StateMachineArn: 'a' } })),
      ['/States/A'],
    ],
    ['one with TimeoutSeconds', machine(task('arn:aws:states:::ecs:runTask.sync', { TimeoutSeconds: 60 })), []],
    ['one with TimeoutSecondsPath', machine(task('arn:aws:states:::ecs:runTask.sync', { TimeoutSecondsPath: '$.t' })), []],
    ['one in a machine with TimeoutSeconds', machine(task('arn:aws:states:::ecs:runTask.sync'), { TimeoutSeconds: 60 }), []],
    [
      'a build of CodeBuild, which ends it',
      machine(task('arn:aws:states:::codebuild:startBuild.sync', { Parameters: { ProjectName: 'p' } })),
      [],
    ],
    [
      'a job with a limit of its own',
      machine(task('arn:aws:states:::glue:startJobRun.sync', { Parameters: { JobName: 'j', Timeout: 9 } })),
      [],
    ],
    [
      'a job with a limit from the input',
      machine(task('arn:aws:states:::glue:startJobRun.sync', { Parameters: { JobName: 'j', 'Timeout.$': '$.t' } })),
      [],
    ],
    [
      'a job with a limit, in JSONata',
      machine(
        task('arn:aws:states:::sagemaker:createTrainingJob.sync', { QueryLanguage: 'JSONata', Arguments: { StoppingCondition: {} } }),
      ),
      [],
    ],
    ['a function', machine(task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'f' } })), []],
    ['a function by its ARN', machine(task('arn:aws:lambda:us-east-1:123456789012:function:f')), []],
    ['a message', machine(task('arn:aws:states:::sns:publish', { Parameters: { TopicArn: 't', Message: 'm' } })), []],
    ['a job that is started and left alone', machine(task('arn:aws:states:::glue:startJobRun', { Parameters: { JobName: 'j' } })), []],
    ['a call of the SDK', machine(task('arn:aws:states:::aws-sdk:s3:getObject', { Parameters: { Bucket: 'b', Key: 'k' } })), []],
  ])('%s', (_, definition, expected) => {
    expect(found(definition, 'TASK_WITHOUT_TIMEOUT')).toEqual(expected);
  });

  test('CALL_WITHOUT_TIMEOUT is for all other tasks, and off unless asked for', () => {
    const severities = { CALL_WITHOUT_TIMEOUT: 'WARNING' } as const;
    const call = machine(task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'f' } }));

    expect(found(call, 'CALL_WITHOUT_TIMEOUT')).toEqual([]);
    expect(found(call, 'CALL_WITHOUT_TIMEOUT', { severities })).toEqual(['/States/A']);
    expect(found(call, 'CALL_WITHOUT_TIMEOUT', { severities, type: 'EXPRESS' })).toEqual([]);
    expect(found(machine(task('arn:aws:states:::ecs:runTask.sync')), 'CALL_WITHOUT_TIMEOUT', { severities })).toEqual([]);
    expect(found(machineOf(lambda), 'CALL_WITHOUT_TIMEOUT', { severities })).toEqual([]);
  });
});

describe('LAMBDA_WITHOUT_RETRY: not where something around the task retries it', () => {
  const call = task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'f' } });
  const parallel = (Retry?: readonly object[]): object => ({
    StartAt: 'P',
    States: { P: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: call } }], ...(Retry ? { Retry } : {}), End: true } },
  });
  test.each<[string, object, string[]]>([
    ['a Parallel that does not', parallel(), ['/States/P/Branches/0/States/A']],
    ['a Parallel that retries everything', parallel([{ ErrorEquals: ['States.ALL'] }]), []],
    ['a Parallel that retries what tasks fail with', parallel([{ ErrorEquals: ['States.TaskFailed'] }]), []],
    ['a Parallel that retries an error of its own', parallel([{ ErrorEquals: ['Busy'] }]), ['/States/P/Branches/0/States/A']],
    ['a Parallel that retries never', parallel([{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }]), ['/States/P/Branches/0/States/A']],
  ])('%s', (_, definition, expected) => {
    expect(found(definition, 'LAMBDA_WITHOUT_RETRY')).toEqual(expected);
  });
});

describe('CATCH_LOSES_INPUT: only where a state behind the catcher reads what is lost', () => {
  const caught = (catcher: object, handlers: object, state: object = {}): object => ({
    StartAt: 'A',
    States: { A: { ...lambda, ...state, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H', ...catcher }] }, ...handlers },
  });
  const at = ['/States/A/Catch/0/ErrorEquals'];
  const publish = (Message: string): object => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Parameters: { TopicArn: 't', [Message.startsWith('$') || Message.startsWith('States.') ? 'Message.$' : 'Message']: Message },
    End: true,
  });
  const jsonata = (fields: object): object => ({ QueryLanguage: 'JSONata', Type: 'Pass', End: true, ...fields });

  test.each<[string, object, string[]]>([
    ['a handler that reads a field', caught({}, { H: publish('$.orderId') }), at],
    ['a handler that reads it in a call', caught({}, { H: publish("States.Format('{} failed', $.orderId)") }), at],
    [
      'a handler that asks for it',
      caught({}, { H: { Type: 'Choice', Choices: [{ Variable: '$.total', NumericEquals: 1, Next: 'E' }], Default: 'E' }, E: pass }),
      at,
    ],
    ['a state further on', caught({}, { H: { Type: 'Wait', Seconds: 1, Next: 'B' }, B: publish('$.orderId') }), at],
    [
      'a state that the ordinary way leads to, too',
      {
        StartAt: 'A',
        States: { A: { ...lambda, End: undefined, Next: 'B', Catch: [{ ErrorEquals: ['X'], Next: 'B' }] }, B: publish('$.orderId') },
      },
      at,
    ],
    [
      'a branch behind it',
      caught({}, { H: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: publish('$.orderId') } }], End: true } }),
      at,
    ],
    ['a handler that tells somebody', caught({}, { H: publish('it failed') }), []],
    ['a handler that reads the error', caught({}, { H: publish('$.Cause') }), []],
    ['a handler that passes everything on', caught({}, { H: publish('$') }), []],
    ['a handler that reads the context object', caught({}, { H: publish('$$.Execution.Input.orderId') }), []],
    ['a catcher that keeps the input', caught({ ResultPath: '$.error' }, { H: publish('$.orderId') }), []],
    ['a catcher that drops the error', caught({ ResultPath: null }, { H: publish('$.orderId') }), []],
    ['a catcher that writes the error over the input', caught({ ResultPath: '$' }, { H: publish('$.orderId') }), at],
    ['a handler that makes new data', caught({}, { H: { Type: 'Pass', Result: { orderId: 1 }, Next: 'B' }, B: publish('$.orderId') }), []],
    ['a handler that fetches it', caught({}, { H: { ...lambda, End: undefined, Next: 'B' }, B: publish('$.orderId') }), []],
    [
      'a handler that writes it beside the error',
      caught({}, { H: { Type: 'Pass', Result: 1, ResultPath: '$.orderId', Next: 'B' }, B: publish('$.orderId') }),
      [],
    ],
    [
      'a handler that asks whether it is there',
      caught(
        {},
        {
          H: { Type: 'Choice', Choices: [{ Variable: '$.orderId', IsPresent: true, Next: 'B' }], Default: 'E' },
          B: publish('$.orderId'),
          E: pass,
        },
      ),
      [],
    ],
    [
      'in JSONata, a handler that reads a field',
      caught(
        {},
        { H: jsonata({ Output: '{% $states.input.orderId %}' }) },
        { QueryLanguage: 'JSONata', Parameters: undefined, Arguments: lambda.Parameters },
      ),
      at,
    ],
    [
      'in JSONata, a catcher that keeps the input',
      caught(
        { Output: '{% $states.input %}' },
        { H: jsonata({ Output: '{% $states.input.orderId %}' }) },
        { QueryLanguage: 'JSONata', Parameters: undefined, Arguments: lambda.Parameters },
      ),
      [],
    ],
  ])('%s', (_, definition, expected) => {
    expect(found(JSON.parse(JSON.stringify(definition)) as object, 'CATCH_LOSES_INPUT')).toEqual(expected);
  });

  test('belongs to the catcher that loses it', () => {
    const definition = caught(
      { ResultPath: '$.error' },
      {
        H: { ...lambda, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] },
        B: publish('$.orderId'),
      },
    );

    expect(found(definition, 'CATCH_LOSES_INPUT')).toEqual(['/States/H/Catch/0/ErrorEquals']);
  });

  test('names the state and what it reads', () => {
    const [diagnostic] = validate(caught({}, { H: publish('$.orderId') })).diagnostics.filter(({ rule }) => rule === 'CATCH_LOSES_INPUT');

    expect(diagnostic).toMatchObject({
      message: 'State "A": this catcher replaces the input with the error, but state "H" reads "$.orderId" from that input',
      hint: 'add "ResultPath": "$.error" to keep the input beside it',
    });
  });
});

describe('ERROR_NAME: names of the reserved kind that the machine raises itself', () => {
  const machine = (name: string): object => ({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'States.QuorumMet' } } }],
        Catch: [{ ErrorEquals: [name], Next: 'E' }],
        Next: 'E',
      },
      E: pass,
    },
  });

  test('are left alone, and no others', () => {
    expect(found(machine('States.QuorumMet'), 'ERROR_NAME')).toEqual([]);
    expect(found(machine('States.TaskFailedId'), 'ERROR_NAME')).toEqual(['/States/P/Catch/0/ErrorEquals/0']);
  });
});

describe('HISTORY_TOO_LONG: a loop that another branch ends', () => {
  const machine = (other: object): object => ({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Ask',
            States: {
              Ask: { Type: 'Choice', Choices: [{ Variable: '$.s', StringEquals: 'x', Next: 'Done' }], Default: 'Pause' },
              Pause: { Type: 'Wait', Seconds: 3, Next: 'Ask' },
              Done: { Type: 'Succeed' },
            },
          },
          { StartAt: 'Limit', States: other },
        ],
        End: true,
      },
    },
  });
  const loop = ['/States/P/Branches/0/States/Pause'];
  const fail = { Type: 'Fail', Error: 'Late' };

  test.each<[string, object, string[]]>([
    ['by failing after a minute', { Limit: { Type: 'Wait', Seconds: 60, Next: 'Late' }, Late: fail }, []],
    ['by failing after a week', { Limit: { Type: 'Wait', Seconds: 604_800, Next: 'Late' }, Late: fail }, loop],
    ['no: it succeeds', { Limit: { Type: 'Wait', Seconds: 60, Next: 'Late' }, Late: { Type: 'Succeed' } }, loop],
    [
      'no: it may go another way',
      { Limit: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'E' }], Default: 'Late' }, Late: fail, E: pass },
      loop,
    ],
    ['no: nobody knows when', { Limit: { Type: 'Wait', SecondsPath: '$.s', Next: 'Late' }, Late: fail }, loop],
  ])('%s', (_, other, expected) => {
    expect(found(machine(other), 'HISTORY_TOO_LONG')).toEqual(expected);
  });
});

describe('NO_DOLLAR: what is not a path', () => {
  const machine = (expression: string): object => machineOf({ Type: 'Pass', Parameters: { expression }, End: true });

  test('is a text that somebody else evaluates', () => {
    expect(found(machine('$.a + $.b'), 'NO_DOLLAR')).toEqual([]);
    expect(found(machine('$.a'), 'NO_DOLLAR')).toEqual(['/States/A/Parameters/expression']);
    expect(found(machine('States.UUID()'), 'NO_DOLLAR')).toEqual(['/States/A/Parameters/expression']);
  });

  test('is still what AWS says of it', () => {
    expect(found(machine('$.a + $.b'), 'NO_DOLLAR', { rules: 'aws' })).toEqual(['/States/A/Parameters/expression']);
  });
});

describe('A field of the machine among its states', () => {
  const definition = {
    StartAt: 'A',
    States: {
      QueryLanguage: 'JSONata',
      A: { Type: 'Task', Resource: lambda.Resource, Arguments: { FunctionName: 'f' }, Retry: lambda.Retry, Output: '{% 1 %}', End: true },
    },
  };

  test('is one finding that says where it belongs', () => {
    expect(validate(definition).diagnostics).toEqual([
      expect.objectContaining({
        rule: 'WRONG_TYPE',
        pointer: '/States/QueryLanguage',
        hint: '"QueryLanguage" is among the states: put it beside "States"',
      }),
    ]);
  });

  test('leaves the findings of AWS as they are', () => {
    expect(validate(definition, { rules: 'aws' }).diagnostics.length).toBeGreaterThan(1);
  });
});
