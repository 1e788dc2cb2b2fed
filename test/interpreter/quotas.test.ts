import { type Execution, type ExecutionOptions, execute, type QuotaSwitches, start, TaskError } from 'drystep/interpreter';

// The numbers are those of "Service quotas" in AWS's developer guide; docs/limits.md has a row for each switch.

type Quotas = NonNullable<ExecutionOptions['quotas']>;

const lambda = 'arn:aws:states:::lambda:invoke';
const one = (state: object, top: object = {}) => ({ StartAt: 'One', States: { One: { End: true, ...state } }, ...top });
const pass = (more: object) => one({ Type: 'Pass', ...more });
const distributed = (more: object = {}) => one(each('DISTRIBUTED', more));
const each = (Mode: string, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
    StartAt: 'Item',
    States: { Item: { Type: 'Wait', Seconds: 1, End: true } },
  },
  ...more,
});

/** What an execution came to: its status, or its error with the beginning of the cause; a refusal by its message. */
async function outcome(definition: object, options: ExecutionOptions): Promise<string> {
  try {
    const { status, error, cause } = await execute(definition, options);
    return error === undefined ? status : `${error}: ${cause ?? ''}`;
  } catch (refused) {
    return `${(refused as Error).name}: ${(refused as Error).message}`;
  }
}

function standing(definition: object, options: ExecutionOptions): number {
  const execution = start(definition, options);
  execution.pump();
  return execution.waiting.length;
}

function finished(execution: Execution): Execution {
  do execution.pump();
  while (execution.fireNextTimer());
  return execution;
}

/** A counter up to 4,200: three states a round, six events. */
const counter = {
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Again' },
    Again: { Type: 'Pass', Next: 'Enough?' },
    'Enough?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 4200, Next: 'Done' }], Default: 'Count' },
    Done: { Type: 'Succeed' },
  },
};

interface QuotaCase {
  readonly quota: keyof QuotaSwitches;
  readonly what: string;
  readonly run: (quotas: Quotas) => unknown;
  readonly on: unknown;
  readonly off: unknown;
}

const wide = 'x'.repeat(262_143);
const failing = (error: string, cause?: string) => ({
  tasks: () => {
    throw new TaskError(error, cause);
  },
});

const CASES: readonly QuotaCase[] = [
  {
    quota: 'historyEvents',
    what: 'an execution of more than 25,000 events',
    run: (quotas) => outcome(counter, { input: { n: 0 }, quotas }),
    on: 'States.Runtime: The execution reached the maximum number of history events (25000).',
    off: 'SUCCEEDED',
  },
  {
    quota: 'payloadBytes',
    what: 'an output of 262,145 bytes',
    run: (quotas) => outcome(pass({ Result: wide }), { quotas }),
    on: "States.DataLimitExceeded: The state/task 'One' returned a result with a size exceeding the maximum number of bytes service limit.",
    off: 'SUCCEEDED',
  },
  {
    quota: 'payloadBytes',
    what: 'an input of the execution of 262,145 bytes',
    run: (quotas) => outcome(pass({ Result: 1 }), { input: wide, quotas }),
    on: expect.stringMatching(/^UsageError: Input of the execution: expected at most 262144 bytes of JSON, received more\./),
    off: 'SUCCEEDED',
  },
  {
    quota: 'definitionBytes',
    what: 'a definition of more than 1 MiB',
    run: (quotas) => outcome({ ...pass({}), Comment: 'x'.repeat(1_048_576) }, { quotas }),
    on: expect.stringMatching(/^DefinitionError: .*expected a definition of at most 1048576 bytes/s),
    off: 'SUCCEEDED',
  },
  {
    quota: 'definitionBytes',
    what: 'a definition of more than 1 MiB as text, of a machine that is started',
    run: (quotas) =>
      outcome(
        one({
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync',
          Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner' },
        }),
        { machines: { Inner: { definition: JSON.stringify({ ...pass({}), Comment: 'x'.repeat(1_048_576) }) } }, quotas },
      ),
    on: expect.stringMatching(/^DefinitionError: .*expected a definition of at most 1048576 bytes/s),
    off: 'SUCCEEDED',
  },
  {
    quota: 'inlineMapConcurrency',
    what: '50 items of an inline Map',
    run: (quotas) => standing(one(each('INLINE')), { input: new Array(50).fill(0), quotas }),
    on: 40,
    off: 50,
  },
  {
    quota: 'distributedMapConcurrency',
    what: '10,010 items of a distributed Map',
    run: (quotas) => standing(distributed(), { input: new Array(10_010).fill(0), quotas }),
    on: 10_000,
    off: 10_010,
  },
  {
    quota: 'nameLength',
    what: 'an execution with a name of 81 characters',
    run: (quotas) => outcome(pass({}), { name: 'n'.repeat(81), quotas }),
    on: expect.stringMatching(/^UsageError: name: expected 1 to 80 characters, received 81\. Hint: AWS refuses it \(InvalidName\)/),
    off: 'SUCCEEDED',
  },
  {
    quota: 'nameLength',
    what: 'a state machine with a name of 81 characters',
    run: (quotas) => outcome(pass({}), { stateMachineName: 'n'.repeat(81), quotas }),
    on: expect.stringMatching(/^UsageError: stateMachineName: expected 1 to 80 characters/),
    off: 'SUCCEEDED',
  },
  {
    quota: 'nameLength',
    what: 'a state with a name of 81 characters',
    run: (quotas) => outcome({ StartAt: 'n'.repeat(81), States: { ['n'.repeat(81)]: { Type: 'Succeed' } } }, { quotas }),
    on: expect.stringMatching(/^DefinitionError: .*expected a state name of 1 to 80 characters/s),
    off: 'SUCCEEDED',
  },
  {
    quota: 'labelLength',
    what: 'a distributed Map with a label of 41 characters',
    run: (quotas) => outcome(distributed({ Label: 'l'.repeat(41) }), { input: [], quotas }),
    on: expect.stringMatching(/^DefinitionError: .*State "One" at \/States\/One\/Label: expected a label of at most 40 characters/s),
    off: 'SUCCEEDED',
  },
  {
    quota: 'duration',
    what: 'a Standard execution of more than a year',
    run: (quotas) => outcome(one({ Type: 'Wait', Timestamp: '2025-01-02T00:00:00Z' }), { quotas }),
    on: 'States.Timeout: ',
    off: 'SUCCEEDED',
  },
  {
    quota: 'duration',
    what: 'an Express execution of more than five minutes',
    run: (quotas) => outcome(one({ Type: 'Wait', Seconds: 301 }), { type: 'EXPRESS', quotas }),
    on: 'States.Timeout: ',
    off: 'SUCCEEDED',
  },
  {
    quota: 'largestSeconds',
    what: 'a Wait of 100,000,000 seconds in the definition',
    run: (quotas) => outcome(one({ Type: 'Wait', Seconds: 100_000_000 }), { quotas: { duration: false, ...quotas } }),
    on: expect.stringMatching(/^DefinitionError: .*\/States\/One\/Seconds: expected an integer of at most 99999999/s),
    off: 'SUCCEEDED',
  },
  {
    quota: 'largestSeconds',
    what: 'a Wait of 100,000,000 seconds by a path',
    run: (quotas) =>
      outcome(one({ Type: 'Wait', SecondsPath: '$.s' }), { input: { s: 100_000_000 }, quotas: { duration: false, ...quotas } }),
    on: expect.stringMatching(
      /^States\.Runtime: .*The SecondsPath parameter references a value greater than 99999999: \$\.s == 100000000$/,
    ),
    off: 'SUCCEEDED',
  },
  {
    quota: 'largestSeconds',
    what: 'a Wait of 100,000,000 seconds by an expression',
    run: (quotas) =>
      outcome(one({ Type: 'Wait', Seconds: '{% 100000000 %}', QueryLanguage: 'JSONata' }), { quotas: { duration: false, ...quotas } }),
    on: expect.stringMatching(/^States\.QueryEvaluationError: .*Seconds must be between 0 and 99999999 but was: 100000000$/),
    off: 'SUCCEEDED',
  },
  ...(['TimeoutSeconds', 'HeartbeatSeconds'] as const).flatMap((field): QuotaCase[] => [
    {
      quota: 'largestSeconds',
      what: `${field} of 100,000,000 by a path`,
      run: (quotas) =>
        outcome(one({ Type: 'Task', Resource: lambda, [`${field}Path`]: '$.s' }), { input: { s: 1e8 }, tasks: () => 1, quotas }),
      on: expect.stringContaining(`${field} must be between 0 and 99999999 but was: `),
      off: 'SUCCEEDED',
    },
    {
      quota: 'largestSeconds',
      what: `${field} of 100,000,000 by an expression`,
      run: (quotas) =>
        outcome(one({ Type: 'Task', Resource: lambda, [field]: '{% 100000000 %}', QueryLanguage: 'JSONata' }), { tasks: () => 1, quotas }),
      on: expect.stringContaining(`${field} must be between 0 and 99999999 but was: `),
      off: 'SUCCEEDED',
    },
    {
      quota: 'largestSeconds',
      what: `${field} of 100,000,000 in the definition`,
      run: (quotas) => outcome(one({ Type: 'Task', Resource: lambda, [field]: 1e8 }), { tasks: () => 1, quotas }),
      on: expect.stringContaining('expected an integer of at most 99999999'),
      off: 'SUCCEEDED',
    },
  ]),
  {
    quota: 'largestSeconds',
    what: 'a retrier that waits up to 31,622,401 seconds',
    run: (quotas) =>
      outcome(one({ Type: 'Task', Resource: lambda, Retry: [{ ErrorEquals: ['A'], MaxDelaySeconds: 31_622_401 }] }), {
        tasks: () => 1,
        quotas,
      }),
    on: expect.stringContaining('expected an integer of at most 31622400'),
    off: 'SUCCEEDED',
  },
  {
    quota: 'variableBytes',
    what: 'a variable of 262,145 bytes',
    run: (quotas) =>
      outcome(one({ Type: 'Pass', Assign: { v: '{% $states.input & "xx" %}' }, Output: 1, QueryLanguage: 'JSONata' }), {
        input: wide.slice(2),
        quotas: { payloadBytes: false, ...quotas },
      }).then((text) => text.slice(0, 24)),
    on: 'States.DataLimitExceeded',
    off: 'SUCCEEDED',
  },
  {
    quota: 'errorLength',
    what: 'an error name of 300 characters',
    run: async (quotas) => {
      const { error, history } = await execute(one({ Type: 'Task', Resource: lambda }), { ...failing('E'.repeat(300)), quotas });
      const failed = history.find(({ type }) => type === 'TaskFailed')?.taskFailedEventDetails?.error;
      return [error?.length, failed?.length, history.at(-1)?.executionFailedEventDetails?.error?.length];
    },
    on: [256, 256, 256],
    off: [300, 300, 300],
  },
  {
    quota: 'causeLength',
    what: 'a cause of 32,800 characters',
    run: async (quotas) => {
      const { cause, history } = await execute(one({ Type: 'Task', Resource: lambda }), { ...failing('E', 'c'.repeat(32_800)), quotas });
      const failed = history.find(({ type }) => type === 'TaskFailed')?.taskFailedEventDetails?.cause;
      return [cause?.length, failed?.length, history.at(-1)?.executionFailedEventDetails?.cause?.length];
    },
    on: [32_768, 32_768, 32_768],
    off: [32_800, 32_800, 32_800],
  },
  {
    quota: 'causeLength',
    what: 'a cause of 32,800 characters that a catcher takes',
    run: async (quotas) => {
      const caught = { Type: 'Task', Resource: lambda, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true };
      const machine = { StartAt: 'One', States: { One: caught, Caught: { Type: 'Pass', End: true } } };
      const { output } = await execute(machine, { ...failing('E', 'c'.repeat(32_800)), quotas });
      return (output as { Cause: string }).Cause.length;
    },
    on: 32_768,
    off: 32_800,
  },
  {
    quota: 'csvHeaderBytes',
    what: 'CSV headers of more than 10 KiB',
    run: (quotas) => {
      const ItemReader = {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'b', Key: 'k' },
      };
      return outcome(distributed({ ItemReader }), { objects: { b: { k: `${'h'.repeat(10_241)}\n` } }, quotas });
    },
    on: 'States.ItemReaderFailed: CSV headers cannot exceed 10240 bytes.',
    off: 'SUCCEEDED',
  },
  ...[
    ['States.ArrayRange', 'States.ArrayRange(1, 1001, 1)'],
    ['States.Hash', "States.Hash($.text, 'MD5')"],
    ['States.Base64Encode', 'States.Base64Encode($.text)'],
    ['States.Base64Decode', 'States.Base64Decode($.text)'],
  ].map(
    ([name, call]): QuotaCase => ({
      quota: 'intrinsicSizes',
      what: `${name} of more than it takes`,
      run: (quotas) => outcome(pass({ Parameters: { 'x.$': call } }), { input: { text: 'x'.repeat(10_001) }, quotas }),
      on: expect.stringMatching(/^States\.Runtime: .* while evaluating the intrinsic function: .*\. Invalid arguments in States\.\w+$/),
      off: 'SUCCEEDED',
    }),
  ),
  {
    quota: 'redriveWindow',
    what: 'a redrive after 15 days',
    run: (quotas) => {
      const execution = finished(start({ StartAt: 'No', States: { No: { Type: 'Fail' } } }, { quotas }));
      execution.advanceClock(execution.now + 15 * 24 * 3600 * 1000);
      try {
        execution.redrive();
        return 'redriven';
      } catch (refused) {
        return `${(refused as Error).name}: ${(refused as Error).message}`;
      }
    },
    on: 'ExecutionNotRedrivable: Execution redrivable period exceeded',
    off: 'redriven',
  },
  {
    quota: 'historyRetention',
    what: 'a name given again after 91 days',
    run: (quotas) => {
      const startInner = (Next?: string) => ({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync',
        Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner', Name: 'n' },
        ...(Next === undefined ? { End: true } : { Next }),
      });
      const machine = {
        StartAt: 'One',
        States: { One: startInner('Wait'), Wait: { Type: 'Wait', Seconds: 91 * 24 * 3600, Next: 'Two' }, Two: startInner() },
      };
      return outcome(machine, { machines: { Inner: { definition: pass({}) } }, quotas });
    },
    on: 'SUCCEEDED',
    off: expect.stringMatching(/^StepFunctions\.ExecutionAlreadyExistsException: /),
  },
];

describe('Quotas', () => {
  test.each(CASES.map(({ quota, what, run, on, off }) => [quota, what, { run, on, off }] as const))(
    '%s: holds for %s, and not when it is switched off',
    async (quota, _what, { run, on, off }) => {
      expect(await run({})).toEqual(on);
      expect(await run({ [quota]: true })).toEqual(on);
      expect(await run({ [quota]: false })).toEqual(off);
    },
  );

  test('every switch has a test', () => {
    // A misspelt switch is refused with the list of all.
    const listed = (() => {
      try {
        start(pass({}), { quotas: { x: false } as never });
      } catch (refused) {
        return /expected one of (.*), received/.exec((refused as Error).message)?.[1]?.split(', ');
      }
      return undefined;
    })();

    expect(listed).toEqual([...new Set(CASES.map(({ quota }) => quota))].sort((one, other) => order(one) - order(other)));
    function order(name: string): number {
      return listed?.indexOf(name) ?? -1;
    }
  });

  test('fails for a switch that does not exist, with the nearest name', () => {
    expect(() => start(pass({}), { quotas: { historyEvent: false } as never })).toThrow(
      /^quotas: expected one of historyEvents, .*, received "historyEvent"\. Hint: did you mean "historyEvents"\?$/,
    );
  });
});
