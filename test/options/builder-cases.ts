import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import {
  activity,
  choice,
  choiceOn,
  DrystepPictures,
  DrystepValidation,
  dedupe,
  distributedMap,
  fail,
  fanOut,
  fromState,
  handler,
  http,
  invoke,
  itemsIn,
  loop,
  map,
  pass,
  pollUntil,
  type ResourceAccess,
  retry,
  saga,
  sdk,
  startWorkflow,
  succeed,
  task,
  typed,
  Workflow,
  wait,
  waitForApproval,
  workflow,
} from 'drystep';
import { emptyStack, importedFunction, placed } from '../builders/synthesized';
import type { OptionCase } from './cases';

const stack = emptyStack();
const charge = handler<never, unknown>(importedFunction(stack, 'Charge'));
const bucket = Bucket.fromBucketName(stack, 'Bucket', 'stock');
const each = (item: { next(step: unknown): unknown }) => item.next(pass('Keep'));
const items = () => [1];
const connection = { connectionArn: 'arn', connectionName: 'C', connectionSecretArn: 'arn' };

/** Options of a step are judged where it is placed. */
function step(make: (options: never) => unknown, more: Omit<OptionCase, 'call'> = {}): OptionCase {
  return { call: (options) => placed(() => make(options))(), ...more };
}

const invoked = (options: object) => invoke('Charge', charge, { discard: true, ...options } as never);

/** Every type of options of the builders, by its name. */
export const BUILDER_CASES: Readonly<Record<string, OptionCase>> = {
  ActivityOptions: step((options) => activity('Work', { activityArn: 'arn' } as never, options)),
  PayloadOptions: step((options) => invoke('Charge', charge, options)),
  PlacementOptions: step((options) => invoke('Charge', charge, options)),
  RecoveryOptions: step((options) => invoke('Charge', charge, options)),
  TimeoutOptions: step((options) => invoke('Charge', charge, options)),
  RetryGiven: step((given) => invoked({ retry: given }), { others: [[]] }),
  RetryRule: step((rule) => invoked({ retry: [rule] })),
  TransientOptions: { call: (options) => placed(() => invoked({ retry: retry.transient(options) }))() },
  CommentOptions: step((options) => choice('Which?', (c) => c.when((() => true) as never, pass('A')).otherwise(), options as never)),
  RuleOptions: step((options) => choice('Which?', (c) => c.rule(options as never, pass('A')).otherwise())),
  RuleOutcome: step((options) => choice('Which?', (c) => c.when((() => true) as never, pass('A')).default(options as never))),
  ChoiceOnOptions: step((options) => choiceOn('kind' as never, { a: pass('A') } as never, options)),
  DedupeOptions: step((options) => dedupe('Once', Workflow.fromStateMachineArn(stack, `M${id()}`, machineArn) as never, options), {
    base: { key: () => 'k', input: () => ({}) },
  }),
  DistributedOptions: step((options) => distributedMap('Import', options, each as never), { base: { items } }),
  BatchOptions: step((batch) => distributedMap('Import', { items, batch }, each as never)),
  ResultsTo: step((resultsTo) => distributedMap('Import', { items, resultsTo }, each as never), { base: { bucket } }),
  OutcomeOptions: step((outcome) => map('Each', { items }, each as never, outcome)),
  ItemOptions: step((options) => map('Each', options, each as never), { base: { items } }),
  FailOptions: step((options) => fail('Stop', options)),
  FanOutOptions: step((options) => fanOut('Each', options, each as never), { base: { items } }),
  PlaceOptions: step((options) => fanOut('Each', options, each as never), { base: { items } }),
  StateTypes: step((options) => fromState(new Pass(stack, `Pass ${id()}`), options)),
  HttpOptions: step((options) => http('Call', options), {
    base: { connection, apiRoot: 'https://example.com', path: '/orders', method: 'GET' },
  }),
  FileSource: { call: (options) => itemsIn.parquet(bucket, options) },
  JsonSource: { call: (options) => itemsIn.json(bucket, options) },
  AthenaSource: { call: (options) => itemsIn.athena(bucket, options), base: { format: 'CSV' } },
  ContentsSource: { call: (options) => itemsIn.contents(bucket, options), base: { format: 'CSV' } },
  CsvSource: { call: (options) => itemsIn.csv(bucket, options) },
  ListingSource: { call: (options) => itemsIn.objects(bucket, options) },
  LoopOptions: step((options) => loop('Again', options, pass('Body') as never), { base: { while: () => false } }),
  SagaOptions: step((options) => saga('Trip', (s) => s.step(pass('Book')), options)),
  ApprovalOptions: step((options) => waitForApproval('Ask', charge as never, options), {
    base: { payload: ({ taskToken }: { taskToken: unknown }) => ({ taskToken }), into: 'approval', timeout: Duration.days(1) },
  }),
  PassOptions: step((options) => pass('Keep', options)),
  SucceedOptions: step((options) => succeed('End', options)),
  TaskOptions: step((options) => task('Own', options), { base: { state: () => new Pass(stack, `Own ${id()}`) } }),
  SdkOptions: step((options) => sdk('Get', options), { base: { service: 's3', action: 'getObject', access: { resources: ['*'] } } }),
  ResourceAccess: step((access) => sdk('Get', { service: 's3', action: 'getObject', access: access as ResourceAccess }), {
    base: { resources: ['*'] },
    others: [[]],
  }),
  StartOptions: step((options) => startWorkflow('Start', Workflow.fromStateMachineArn(stack, `M${id()}`, machineArn) as never, options)),
  WaitOptions: step((options) => wait('Rest', options)),
  ChainableOptions: { call: (options) => workflow().next(pass('Keep')).toChainable(emptyStack(), options) },
  WorkflowProps: {
    call: (props) => new Workflow(emptyStack(), 'Flow', props),
    base: { definition: workflow().next(pass('Keep', { output: () => typed() })) },
  },
  'distributedMap().toleratedFailures': step((toleratedFailures) => distributedMap('Import', { items, toleratedFailures }, each as never)),
  'fanOut().toleratedFailures': step((toleratedFailures) => fanOut('Each', { items, toleratedFailures }, each as never)),
  'PatternFactories.pollUntil()': step((options) => pollUntil('Ready?', pass('Look') as never, options), {
    base: { until: () => true, every: Duration.minutes(1) },
  }),
  'SagaBuilder.step()': step((options) => saga('Trip', (s) => s.step(pass('Book'), options))),
  DrystepPicturesOptions: { call: (options) => new DrystepPictures(options) },
  DrystepValidationOptions: { call: (options) => new DrystepValidation(options) },
};

/** Types of the builders that are taken and are not options, by why they are not. */
export const BUILDERS_NOT_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'is handed to a callback, never given': [
    'StepScope',
    'PayloadScope',
    'ItemScope',
    'ResultScope',
    'TaskScope',
    'CatchBuilder',
    'L2Fields',
    'TaskToken',
    'CopiedValue',
  ],
  'is made by another call of the package': ['Expression', 'AnyFields', 'Flow', 'Step', 'Takes', 'Typed', 'HandlerReference', 'ItemSource'],
  'stands in types only': ['Raises', 'Mistake'],
  'is handed over by the CDK': ['DrystepValidationContext'],
  'is a Duration of the CDK': ['later()'],
  'is tried with the other props of its call': ['Workflow()'],
  'is what an error of ours is made of': ['BuilderErrorDetails'],
};

const machineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
let made = 0;

/** A new id for a construct that is made once for each call. */
function id(): number {
  made += 1;
  return made;
}
