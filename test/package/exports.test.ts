import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const list = (entry: string): { values: readonly string[]; types: readonly string[] } => {
  const text = readFileSync(join(__dirname, '../../src/entries', `${entry}.ts`), 'utf8');
  const names = [...text.matchAll(/^export (type )?\{([^}]*)\} from/gm)].flatMap(([, allTypes, listed]) =>
    (listed as string)
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name: name.replace(/^type /, ''), isType: allTypes !== undefined || name.startsWith('type ') })),
  );
  const named = (types: boolean) => names.filter(({ isType }) => isType === types).map(({ name }) => name);
  return { values: named(false).sort(), types: named(true).sort() };
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/).sort();

// A name that is added here is one more that every user of an editor reads: docs/decisions/0026-names-a-user-writes.md.
describe('The root exports', () => {
  test('constructs, steps and patterns, and no function of expressions', () => {
    expect(list('drystep').values).toEqual(
      words(`
      BuilderError DrystepPictures DrystepValidation Workflow activity backTo choice choiceOn dedupe distributedMap fail fanOut
      fromState handler http invoke isBuilderError itemsIn loop map parallel pass pollUntil retry saga sdk startWorkflow
      steps succeed task tryCatch typed wait waitForApproval workflow
    `),
    );
  });

  test('the types that users write', () => {
    expect(list('drystep').types).toEqual(
      words(`
      ActivityOptions Approval ApprovalOptions AthenaSource ContentsSource CsvColumns HttpArrayFormat HttpEncoding JsonSource BatchOptions Branches BuilderErrorDetails CatchBuilder CaughtError
      CaughtInput ChainableOptions ChildExecution ChoiceBuilder ChoiceOnOptions CommentOptions CredentialOptions CsvSource Deadline
      DedupeOptions DistributedOptions
      DrystepValidationContext DrystepPicturesOptions DrystepValidationOptions DrystepValidationReport DrystepViolation ErrorName ErrorOutput
      ExecutionContext Expression FailOptions FailedItem FanOutOptions FannedOut FileSource Flow HandlerReference
      HttpAnswer HttpMethod HttpOptions ItemOptions ItemScope ItemSource KnownSdkAction L2Fields LambdaBinding
      ListedItem ListingSource LoopOptions NestedStep OutcomeOptions PassOptions PatternFactories
      PayloadOptions PayloadScope PlaceOptions PlacementOptions PollOptions RecoveryOptions Ref ResourceAccess
      ResultScope ResultShape ResultsTo RetryPolicy RetryRule RuleOptions RuleOutcome SagaBuilder SagaOptions SdkAccess SdkFields SdkOptions StartOptions
      StartedExecution StartedWorkflow Step StepFactories StepScope SucceedOptions TaskOptions TaskScope TaskToken
      Template TimeoutOptions TransientOptions TriedBuilder TryBuilder Typed WaitOptions WorkflowLanguage WorkflowProps
      WrittenResults
    `),
    );
  });
});

describe('drystep/expressions exports', () => {
  test('the functions that combine references', () => {
    expect(list('expressions').values).toEqual(
      words(`
      abs add and base64Decode base64Encode ceil chunk concat contains count divide endsWith eq field filter find flatten floor
      format fromJson gt gte hash ifElse includesText isAfter isBefore isBoolean isNull isNumeric isPresent isSameOrAfter
      isSameOrBefore isSameTime isString isTimestamp itemAt join keysOf later lower lt lte mapItems matches maxOf merge millisOf
      minOf multiply neq not now optional or orElse pick randomInteger range raw regexMatch regexReplace regexTest remainder
      replaceText required reverse sort sortBy split splitAny startsWith substring subtract sum textLength timestampOf toJson toNumber
      toText trim unique upper uuid valuesOf
    `),
    );
  });

  test('the types of what they take and give', () => {
    expect(list('expressions').types).toEqual(words('Expression HashAlgorithm Operand OptionalField Ref RegexMatch TaskToken'));
  });
});

test('drystep/inferred exports types only, none of which another entry point has', () => {
  const { values, types } = list('inferred');
  const written = [...list('drystep').types, ...list('expressions').types];

  expect(values).toEqual([]);
  expect(types).not.toEqual([]);
  expect(types.filter((name) => written.includes(name))).toEqual([]);
});

test('the lists are what the entry points have when they are loaded', () => {
  for (const [name, entry] of [
    ['drystep', 'drystep'],
    ['drystep/expressions', 'expressions'],
    ['drystep/inferred', 'inferred'],
  ] as const) {
    const loaded = Object.keys(require(name)).filter((key) => key !== '__esModule');

    expect(loaded.sort()).toEqual(list(entry).values);
  }
});
