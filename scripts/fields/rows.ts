import type { QueryLanguage } from '../../src/asl/definition';

/** How a field of ASL is written: by a builder, by something else that says the same, or not yet. */
export type FieldRow =
  /** `only` is the one language in which a builder writes a field that both have. */
  | { readonly by: string; readonly shown?: ShownBy; readonly only?: QueryLanguage }
  /** What says the same, so that no builder writes the field. */
  | { readonly instead: string }
  /** A field that no builder writes yet. */
  | { readonly gap: string };

/** A test outside the one that every field has: its file below the project, and its title. */
export type ShownBy = readonly [path: string, title: string];

type Rows = Readonly<Record<string, FieldRow>>;

const OUTPUT_TESTS = 'test/builders/jsonpath-outputs.test.ts';
const ITEM_TESTS = 'test/builders/distributed-map.test.ts';
const LIMITS = 'test/builders/task-limits.test.ts';
const OUTCOMES = 'test/builders/outcomes.test.ts';
const TYPES = 'test/builders/type-conditions.test.ts';
const FLOW_TESTS = 'test/builders/behaviour.test.ts';
const RECOVERY = 'test/builders/recovery.test.ts';

const base: Rows = {
  Type: { by: 'the builder itself' },
  Comment: { by: '`comment`', shown: [OUTCOMES, 'carries the comments of its steps'] },
  QueryLanguage: { by: 'a JSONata workflow that holds states of both; JSONPath is the default', only: 'JSONata' },
};

const transition: Rows = {
  Next: { by: 'the step after it' },
  End: { by: 'no step after it' },
};

/** What a Task, a Parallel and a Map have: a test that shows what steps do with it, and others for some of the fields. */
const work = (test: ShownBy, others: Readonly<Record<string, ShownBy>> = {}): Rows => ({
  ...base,
  ...transition,
  Output: { by: '`into`, `replace`, `discard`, `output`', shown: others.Output ?? test },
  Assign: { by: '`assign`', shown: others.Assign ?? test },
  ResultPath: { by: '`into`, `replace`, `discard`', shown: others.ResultPath ?? test },
  ResultSelector: { by: '`output` that gives an object' },
  OutputPath: { by: '`output` that gives a path' },
  Retry: { by: '`retry`', shown: others.Retry ?? test },
  Catch: { by: '`catch`', shown: others.Catch ?? test },
});

const focused: FieldRow = { instead: "a `pass('Focus', { output })` before it" };

/** What operators compare with, by the first word of their names. */
const constants = { String: "'x'", Numeric: '5', Boolean: 'true', Timestamp: "'2026-01-31T00:00:00Z'" };

/** The operators of choice rules that a function of conditions writes: against a value, and against a path. */
function operators(by: Readonly<Record<string, string>>): Rows {
  return Object.fromEntries(
    Object.entries(by).flatMap(([name, written]) => [
      [name, { by: `\`${written}(a, ${constants[/^[A-Z][a-z]+/.exec(name)?.[0] as keyof typeof constants]})\`` }],
      [`${name}Path`, { by: `\`${written}(a, b)\`` }],
    ]),
  );
}

const commentOf = (what: string): FieldRow => ({ instead: `\`comment\` of ${what}` });

/** How each field of ASL is written, by the object it stands in. */
export const FIELD_ROWS: Readonly<Record<string, Rows>> = {
  StateMachine: {
    StartAt: { by: '`definition` of the `Workflow`' },
    States: { by: '`definition` of the `Workflow`' },
    Comment: { by: '`comment` of the `Workflow`' },
    TimeoutSeconds: { by: '`timeout` of the `Workflow`' },
    QueryLanguage: { by: '`queryLanguage` of the `Workflow`; JSONPath is the default', only: 'JSONata' },
    Version: { instead: 'nothing: 1.0 is the default, and there is no other' },
  },
  Task: {
    ...work([FLOW_TESTS, 'merges a result under a key'], {
      Output: [FLOW_TESTS, 'replaces a key, drops a result, makes a result the output'],
      Assign: [FLOW_TESTS, 'passes variables to later steps and into branches'],
      Retry: [FLOW_TESTS, 'retries what may pass two times, and what is excepted never'],
      Catch: [FLOW_TESTS, 'hands a failure to its handler and goes on with the next step'],
    }),
    Comment: { by: '`comment`' },
    Resource: { by: '`invoke`, `sdk`, `startWorkflow`, `activity`, `http`, `task`' },
    InputPath: { by: '`payload` of `invoke` that gives a path' },
    Parameters: { by: '`payload`, `parameters`, `input`' },
    Arguments: { by: '`payload`, `parameters`, `input`' },
    Credentials: { by: '`credentials`', shown: [LIMITS, 'calls in the name of a role, and may assume that one'] },
    TimeoutSeconds: { by: '`timeout: Duration.minutes(5)`' },
    TimeoutSecondsPath: { by: '`timeout: ({ input }) => input.limit`', shown: [LIMITS, 'takes its time limits from the data'] },
    HeartbeatSeconds: { by: '`heartbeat: Duration.seconds(30)`' },
    HeartbeatSecondsPath: { by: '`heartbeat: ({ input }) => input.pulse`', shown: [LIMITS, 'takes its time limits from the data'] },
  },
  Pass: {
    ...base,
    ...transition,
    InputPath: { by: '`output` that gives a path' },
    OutputPath: { instead: '`output`, which writes `InputPath` or `Parameters`' },
    Output: { by: '`value` with `into`, `output`' },
    Assign: { by: '`assign`' },
    Result: {
      by: '`value` or `output` that gives a constant',
      shown: [OUTPUT_TESTS, 'a constant stands in Result, and an output that mixes in a Pass of its own'],
    },
    ResultPath: { by: '`value` with `into` or `replace`' },
    Parameters: { by: '`output` that gives an object' },
  },
  Choice: {
    ...base,
    InputPath: focused,
    OutputPath: focused,
    Output: { by: '`default({ output })`', shown: [OUTCOMES, 'hands on what its rules and its default say'] },
    Assign: { by: '`default({ assign })`', shown: [OUTCOMES, 'stores what its rules and its default say'] },
    Choices: { by: '`when`, `whenPresent`, `rule`, `choiceOn`' },
    Default: { by: '`otherwise`, `default`' },
  },
  ChoiceRule: {
    ...operators({
      StringEquals: 'eq',
      StringLessThan: 'lt',
      StringLessThanEquals: 'lte',
      StringGreaterThan: 'gt',
      StringGreaterThanEquals: 'gte',
      NumericEquals: 'eq',
      NumericLessThan: 'lt',
      NumericLessThanEquals: 'lte',
      NumericGreaterThan: 'gt',
      NumericGreaterThanEquals: 'gte',
      BooleanEquals: 'eq',
      TimestampLessThan: 'isBefore',
      TimestampGreaterThan: 'isAfter',
    }),
    TimestampEquals: { by: "`isSameTime(a, '2026-01-31T00:00:00Z')`" },
    TimestampEqualsPath: { by: '`isSameTime(a, b)`' },
    TimestampLessThanEquals: { by: "`isSameOrBefore(a, '2026-01-31T00:00:00Z')`" },
    TimestampLessThanEqualsPath: { by: '`isSameOrBefore(a, b)`' },
    TimestampGreaterThanEquals: { by: "`isSameOrAfter(a, '2026-01-31T00:00:00Z')`" },
    TimestampGreaterThanEqualsPath: { by: '`isSameOrAfter(a, b)`' },
    StringMatches: { by: "`matches(a, 'log-*.txt')`" },
    IsNull: { by: '`isNull(a)`, `eq(a, null)`' },
    IsPresent: { by: '`isPresent(a)`' },
    IsNumeric: { by: '`isNumeric(a)`', shown: [TYPES, 'tells what %j is'] },
    IsString: { by: '`isString(a)`', shown: [TYPES, 'tells what %j is'] },
    IsBoolean: { by: '`isBoolean(a)`', shown: [TYPES, 'tells what %j is'] },
    IsTimestamp: { by: '`isTimestamp(a)`' },
    Variable: { by: 'the reference that a condition names' },
    And: { by: '`and(a, b)`' },
    Or: { by: '`or(a, b)`' },
    Not: { by: '`not(a)`' },
    Comment: { by: '`rule({ comment })`' },
    Next: { by: 'the step of the branch, or the one after the choice', shown: [OUTCOMES, 'goes on where a rule has no step'] },
    Condition: { by: 'any condition' },
    Assign: { by: '`rule({ assign })`', shown: [OUTCOMES, 'stores what its rules and its default say'] },
    Output: { by: '`rule({ output })`', shown: [OUTCOMES, 'hands on what its rules and its default say'] },
  },
  Wait: {
    ...base,
    ...transition,
    InputPath: focused,
    OutputPath: { by: '`output` that gives a path' },
    Output: { by: '`output`', shown: [OUTCOMES, 'waits, and hands on and stores what it is told'] },
    Assign: { by: '`assign`', shown: [OUTCOMES, 'waits, and hands on and stores what it is told'] },
    Seconds: { by: '`duration`, `seconds`' },
    SecondsPath: { by: '`seconds: ({ input }) => input.pause`' },
    Timestamp: { by: '`until`' },
    TimestampPath: { by: '`until: ({ input }) => input.due`' },
  },
  Succeed: {
    ...base,
    InputPath: { instead: '`output`, which writes `OutputPath`' },
    OutputPath: { by: '`output` that gives a path' },
    Output: { by: '`output`' },
  },
  Fail: {
    ...base,
    Error: { by: '`error`' },
    ErrorPath: { by: '`error: ({ input }) => input.code`' },
    Cause: { by: '`cause`' },
    CausePath: { by: '`cause: ({ input }) => input.reason`' },
  },
  Parallel: {
    ...work([RECOVERY, 'branches are tried again, and their failure goes to its handler']),
    Branches: { by: '`parallel`' },
    InputPath: focused,
    Parameters: focused,
    Arguments: focused,
  },
  Branch: {
    StartAt: { by: 'the first step of a branch' },
    States: { by: 'the steps of a branch' },
    Comment: commentOf('its first step'),
  },
  Map: {
    ...work([RECOVERY, 'items are tried again, and their failure goes to its handler']),
    InputPath: { instead: '`items`, which writes `ItemsPath`' },
    ItemProcessor: { by: '`map`, `distributedMap`' },
    Iterator: { instead: '`ItemProcessor`, its new name' },
    ItemsPath: { by: '`items`' },
    Items: { by: '`items`' },
    ItemSelector: { by: '`itemSelector`' },
    Parameters: { instead: '`ItemSelector`, its new name' },
    MaxConcurrency: { by: '`maxConcurrency: 5`' },
    MaxConcurrencyPath: { by: '`maxConcurrency: ({ input }) => input.limit`' },
    ToleratedFailureCount: { by: '`toleratedFailures: { count: 3 }`' },
    ToleratedFailureCountPath: {
      by: '`toleratedFailures: { count: ({ input }) => input.failures }`',
      shown: [ITEM_TESTS, 'takes its numbers from the data'],
    },
    ToleratedFailurePercentage: { by: '`toleratedFailures: { percentage: 5 }`' },
    ToleratedFailurePercentagePath: {
      by: '`toleratedFailures: { percentage: ({ input }) => input.share }`',
      shown: [ITEM_TESTS, 'takes its numbers from the data'],
    },
    ItemReader: { by: '`source`' },
    ItemBatcher: { by: '`batch`' },
    ResultWriter: { by: '`resultsTo`' },
    Label: { by: '`label`' },
  },
  ItemProcessor: {
    StartAt: { by: 'the first step of the flow' },
    States: { by: 'the steps of the flow' },
    Comment: commentOf('its first step'),
    ProcessorConfig: { by: '`map`, `distributedMap`' },
  },
  ProcessorConfig: {
    Mode: { by: '`map`, `distributedMap`' },
    ExecutionType: { by: '`express`' },
    Comment: commentOf('the map'),
  },
  ItemReader: {
    Resource: { by: '`itemsIn`' },
    ReaderConfig: { by: '`itemsIn`' },
    Parameters: { by: '`itemsIn`' },
    Arguments: { by: '`itemsIn`' },
    Comment: commentOf('the map'),
  },
  ReaderConfig: {
    InputType: { by: '`itemsIn.json`, `.jsonLines`, `.csv`, `.parquet`, `.inventory`, `.athena`, `.contents`' },
    ManifestType: { by: '`itemsIn.athena`' },
    CSVHeaderLocation: { by: '`itemsIn.csv`' },
    CSVHeaders: { by: "`itemsIn.csv(bucket, { columns: ['sku'] })`" },
    CSVDelimiter: { by: '`itemsIn.csv(bucket, { delimiter })`' },
    MaxItems: { by: '`maxItems` of the source' },
    MaxItemsPath: { by: '`maxItems: ({ input }) => input.most`', shown: [ITEM_TESTS, 'takes its numbers from the data'] },
    ItemsPointer: { by: '`pointer` of `itemsIn.json` and `itemsIn.contents`' },
    Transformation: { by: '`itemsIn.contents`' },
    Comment: commentOf('the map'),
  },
  ItemBatcher: {
    BatchInput: {
      by: '`batch: { input }`',
      shown: [ITEM_TESTS, 'reads rows of a file whose key the input names, in batches with an input of their own'],
    },
    MaxItemsPerBatch: { by: '`batch: { size: 100 }`' },
    MaxItemsPerBatchPath: { by: '`batch: { size: ({ input }) => input.size }`', shown: [ITEM_TESTS, 'takes its numbers from the data'] },
    MaxInputBytesPerBatch: { by: '`batch: { bytes: 65_536 }`' },
    MaxInputBytesPerBatchPath: {
      by: '`batch: { bytes: ({ input }) => input.bytes }`',
      shown: [ITEM_TESTS, 'takes its numbers from the data'],
    },
    Comment: commentOf('the map'),
  },
  ResultWriter: {
    Resource: { by: '`resultsTo: { bucket }`', shown: [ITEM_TESTS, 'writes results where it is told, and says where'] },
    Parameters: { by: '`resultsTo: { bucket, prefix }`' },
    Arguments: { by: '`resultsTo: { bucket, prefix }`' },
    WriterConfig: {
      by: '`outputType`, `transformation` of `resultsTo`; or `transformation` alone',
      shown: [ITEM_TESTS, 'writes what it is told of each child'],
    },
    Comment: commentOf('the map'),
  },
  WriterConfig: {
    OutputType: { by: '`outputType` of `resultsTo`', shown: [ITEM_TESTS, 'writes what it is told of each child'] },
    Transformation: {
      by: '`transformation`, of `resultsTo` or alone',
      shown: [ITEM_TESTS, 'gives results in another shape without writing them'],
    },
    Comment: commentOf('the map'),
  },
  Retrier: {
    ErrorEquals: { by: '`retry: { errors }`' },
    IntervalSeconds: { by: '`retry: { interval }`' },
    MaxAttempts: { by: '`retry: { maxAttempts }`' },
    BackoffRate: { by: '`retry: { backoffRate }`' },
    MaxDelaySeconds: { by: '`retry: { maxDelay }`' },
    JitterStrategy: { by: '`retry: { jitter: true }`' },
    Comment: commentOf('the step'),
  },
  Catcher: {
    ErrorEquals: { by: "`on('Declined', ...)`, `all(...)`" },
    Next: { by: 'the handler' },
    ResultPath: { by: '`catch`, which puts the failure under `error`' },
    Output: { by: '`catch`, which puts the failure under `error`' },
    Assign: { by: '`saga`, `tryCatch` with `finally`; else `assign` of the first step of the handler' },
    Comment: commentOf('the handler'),
  },
};
