import 'drystep/jest';
import { execute, logEvents, parse, replay, start, testState, thaw } from 'drystep/interpreter';
import { type ReportData, type ReportMachine, type ReportRun, toHtml, toMermaid, toReport, toSvg } from 'drystep/render';
import { startServer } from 'drystep/server';
import {
  answer,
  estimate,
  estimatePaths,
  explore,
  fetchHistory,
  mutate,
  neverFails,
  record,
  recordFrom,
  reportData,
  stepTable,
  synthesizeOnce,
  testMachine,
} from 'drystep/testing';
import { diagnosticText, validate } from 'drystep/validator';
import * as fc from 'fast-check';
import { coverageRun } from '../../src/testing';
import { call, chain } from '../testing/fixtures/asl';

/** How a type of options is tried. */
export interface OptionCase {
  /** Calls the public API with the options. */
  readonly call: (options: never) => unknown;
  /** The message lists all names, few as they are, in place of the nearest. */
  readonly lists?: boolean;
  /** Values that are not objects and mean something else there. */
  readonly others?: readonly unknown[];
  /** Options without which nothing goes. */
  readonly base?: object;
  /** Options whose values are judged by what they are handed to: its own sentence need not name the option. */
  readonly values?: readonly string[];
}

const definition = chain({ Begin: { Type: 'Pass' } });
const machine = testMachine(definition, 'Orders');
const result = () => execute(definition);
const charged = () => execute(chain({ Begin: { Type: 'Pass' }, Charge: call('charge') }), { tasks: { Charge: 'paid' } });
const ARN = 'arn:aws:states:us-east-1:111111111111:execution:Orders:o-1';
const RUN = { id: '1', machine: 0, status: 'SUCCEEDED', startedAt: 0, steps: [] };
const STEP = { number: 1, state: 'Begin', kind: 'Pass', status: 'SUCCEEDED', enteredAt: 0 };
const EVENT = { id: 1, previous: 0, type: 'ExecutionStarted', at: 0, step: 0 };
const reportOf = (run: unknown, machine: unknown = { name: 'Orders', definition }): ReportData => ({
  format: 'drystep report',
  version: 1,
  machines: [machine as ReportMachine],
  runs: [run as ReportRun],
});
const diagnostic = { severity: 'ERROR', code: 'C', message: 'm', pointer: '', rule: 'C' } as const;

/** Every type of options of the entry points, by its name. */
export const CASES: Readonly<Record<string, OptionCase>> = {
  // drystep/testing
  TestMachineOptions: { call: (options) => testMachine(definition, options), others: ['text'], values: ['quotas', 'target', 'aws'] },
  FromOptions: {
    call: (options) => testMachine.from('Orders', options),
    base: { assembly: '/nowhere' },
    values: ['quotas', 'target', 'aws'],
  },
  AwsOptions: { call: (aws) => testMachine(definition, { aws }) },
  SfnAccess: { call: (access) => fetchHistory(ARN, access) },
  QuotaSwitches: { call: (quotas) => testMachine(definition, { quotas }) },
  DeployedTarget: {
    call: (target) => testMachine(definition, { target }),
    base: { deployed: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders' },
  },
  TestExecutionOptions: { call: (options) => machine.execute({}, options) },
  ReportDataOptions: { call: (options) => reportData([], options) },
  ReportedExecution: { call: (entry) => reportData([entry]), base: { machine: definition }, values: ['execution'] },
  SynthesizeOnceOptions: { call: (options) => synthesizeOnce('bin/none.ts', options) },
  EstimateOptions: { call: async (options) => estimate(await result(), options) },
  Prices: { call: async (prices) => estimate(await result(), { prices }) },
  PathEstimateOptions: { call: (options) => estimatePaths(definition, options) },
  DurationParts: { call: (parts) => machine.start().advance(parts), base: { seconds: 1 }, others: [42], lists: true },
  AfterOptions: { call: (options) => answer.returns(1).after(5, options) },
  PollOptions: { call: async (options) => (await picking()).activity('Pick').poll(options), lists: true },
  ExploreOptions: { call: (options) => explore(machine, fc.constant({}), options), base: { properties: [neverFails()] } },
  RecordOptions: { call: (options) => record(ARN, options) },
  RecordSource: {
    call: (source) => recordFrom(source),
    base: { definition, history: { events: [] } },
    values: ['definition', 'history', 'input'],
  },
  StepTableOptions: { call: async (options) => stepTable(await result(), options) },
  'mutate()': { call: (options) => mutate(machine, () => undefined, options) },
  // drystep/jest and drystep/vitest
  RetryExpectation: { call: async (more) => expect(await charged()).not.toHaveRetried('Charge', undefined, more), base: { delays: [1] } },
  CatchExpectation: { call: async (by) => expect(await charged()).not.toHaveCaught('Charge', undefined, by), base: { next: 'Begin' } },
  ExecutionLimits: { call: async (limits) => expect(await result()).toStayWithin(limits), base: { events: 100 }, values: ['duration'] },
  ValidityOptions: { call: (options) => expect(definition).toBeValid(options) },
  HistorySnapshotOptions: { call: async (options) => expect(await result()).toMatchHistorySnapshot(options) },
  CoverageReporterOptions: { call: (options) => reporterOptions(options) },
  // drystep/interpreter
  ExecutionOptions: { call: (options) => execute(definition, options), values: ['input'] },
  MachineOptions: { call: (other) => execute(definition, { machines: { Other: other } }), base: { definition } },
  ParseOptions: { call: (options) => parse(definition, options) },
  LogOptions: { call: async (options) => logEvents((await result()).history, options), base: { executionArn: ARN } },
  ReplayOptions: { call: async (options) => replay(definition, (await result()).history, options) },
  TestStateOptions: { call: (options) => testState(request, options) },
  TestStateRequest: {
    call: (asked) => testState(asked),
    base: { definition: JSON.stringify({ Type: 'Pass', End: true }) },
    values: 'definition roleArn input inspectionLevel revealSecrets variables stateName mock context stateConfiguration'.split(' '),
  },
  TestStateMock: { call: (mock) => testState({ ...request, mock }), values: ['result', 'errorOutput', 'fieldValidationMode'] },
  'testState().mock.errorOutput': { call: (errorOutput) => testState({ ...request, mock: { errorOutput } }), values: ['error', 'cause'] },
  TestStateConfiguration: {
    call: (stateConfiguration) => testState({ ...request, stateConfiguration }),
    values: ['retrierRetryCount', 'errorCausedByState', 'mapIterationFailureCount', 'mapItemReaderData'],
  },
  // drystep/validator
  ValidateOptions: { call: (options) => validate(definition, options) },
  Suppression: {
    call: (suppression) => validate(definition, { suppressions: [suppression] }),
    base: { rule: 'STATE_UNREACHABLE', reason: 'known' },
  },
  RolePolicies: { call: (role) => validate(definition, { role }), base: { statements: [] } },
  DiagnosticTextOptions: { call: (options) => diagnosticText(diagnostic, options) },
  // drystep/server
  ServerOptions: { call: (options) => startServer(options), values: ['startTime'] },
  ThawOptions: { call: (options) => thaw(definition, start(definition).freeze(), options) },
  MapRunChanges: { call: (changes) => start(definition).updateMapRun('arn', changes) },
  // drystep/render
  MermaidOptions: { call: (options) => toMermaid(definition, undefined, options) },
  SvgOptions: { call: (options) => toSvg(definition, undefined, options) },
  HtmlOptions: { call: (options) => toHtml(definition, undefined, options) },
  ReportData: { call: (data) => toReport(data), base: reportOf(RUN), values: ['format', 'version', 'machines', 'runs'] },
  ReportMachine: {
    call: (machine) => toReport(reportOf(RUN, machine)),
    base: { name: 'Orders', definition },
    values: ['definition'],
  },
  ReportOrigin: { call: (origin) => toReport(reportOf(RUN, { name: 'Orders', definition, origin })) },
  ReportRun: { call: (run) => toReport(reportOf(run)), base: RUN },
  'toReport().runs.startedBy': { call: (startedBy) => toReport(reportOf({ ...RUN, startedBy })), base: { run: '1' } },
  'toReport().runs.steps.within': {
    call: (within) => toReport(reportOf({ ...RUN, steps: [{ ...STEP, within }] })),
    base: { step: 1, index: 0 },
  },
  ReportTest: { call: (test) => toReport(reportOf({ ...RUN, test })), base: { name: 'ships', status: 'passed' } },
  ReportStep: { call: (step) => toReport(reportOf({ ...RUN, steps: [step] })), base: STEP },
  ReportAttempt: { call: (attempt) => toReport(reportOf({ ...RUN, steps: [{ ...STEP, attempts: [attempt] }] })), base: { startedAt: 0 } },
  ReportEvent: {
    call: (event) => toReport(reportOf({ ...RUN, events: [event] })),
    base: EVENT,
  },
  'toReport().runs.events.child': {
    call: (child) => toReport(reportOf({ ...RUN, events: [{ ...EVENT, child }] })),
    base: { step: 1, index: 0 },
  },
  ExecutionOverlay: { call: (overlay) => toMermaid(definition, overlay), base: { kind: 'execution', states: {} }, values: ['kind'] },
  StateRun: {
    call: (run) => toMermaid(definition, { kind: 'execution', states: { Begin: run } }),
    base: { status: 'SUCCEEDED' },
  },
  CoverageOverlay: { call: (overlay) => toMermaid(definition, overlay), base: { kind: 'coverage', points: [] }, values: ['kind'] },
  DiffOverlay: {
    call: (overlay) => toMermaid(definition, overlay),
    base: { kind: 'diff', before: definition, changes: [] },
    values: ['kind', 'before'],
  },
};

const pick = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:Pick', TimeoutSeconds: 60 };
async function picking() {
  const execution = testMachine(chain({ Pick: pick })).start();
  await execution.waitingFor('Pick');
  return execution;
}

const request = { definition: JSON.stringify({ Type: 'Pass', End: true }) };

/** Reading options sets a variable for the workers of a run. */
function reporterOptions(options: never): void {
  const variables = { ...process.env };
  try {
    coverageRun('/nowhere', options);
  } finally {
    process.env = variables;
  }
}

/** Types that are taken and are not options, by why they are not. */
export const NOT_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'is what the reading of a template found': ['TemplatePart'],
  'is handed over by the runner': ['CoverageReporter()', 'CoverageReporter().shard'],
  'names something that exists': ['ConstructLike', 'NamedStep', 'TestMachine', 'alwaysCompensates()', 'testApp()'],
  'is what an execution gave, or a part of it': [
    'HistoryEvent',
    'InputDetails',
    'PayloadDetails',
    'OutputDetails',
    'FailureDetails',
    'IterationDetails',
    'ScheduledDetails',
    'ServiceDetails',
    'TestExecution',
    'StateDatum',
    'StateVisit',
    'VisitBranch',
    'VisitAttempt',
    'VisitFailure',
    'ExecutionResult',
    'FrozenBranch',
    'FrozenExecution',
    'FrozenFork',
    'FrozenStart',
    'MapRunDescription',
    'MapRunCounts',
    'MapRunChild',
    'ReadableMapRun',
    'ExecutionCounts',
    'StateCounts',
    'CountedCatch',
    'CountedTransition',
    'TracedExecution',
    'DrawnExecution',
    'WaitingBranch',
    'FetchedMapRun',
    'FetchedChild',
    'StartedExecution',
    'PendingAnswer',
    'Diagnostic',
    'ValidationResult',
    'JudgedMachine',
    'Problem',
    'CoveredPoint',
    'StateChange',
    'SourcePosition',
    'estimate()',
    'exportMockConfig()',
    'recordFrom().history',
  ],
  'is handed to a callback, never given': ['TaskCall', 'BranchStep', 'AnsweredTask', 'ExternalTask'],
  'is made by a function of ours, and opaque': ['Delayed', 'External', 'Parked', 'Submitted', 'Worked'],
  'is made by another call of the package': [
    'AnswerChain',
    'ExplorationProperty',
    'MachineFacts',
    'StateOrigin',
    'TaskHandler',
    'MachineDirectory',
    'StepFunctionsServer',
    'UnservedMachine',
  ],
  'is a prepared definition, or a part of one': [
    'ChoiceRule',
    'Definition',
    'StateMachine',
    'PreparedState',
    'StateNode',
    'StateGroup',
    'PreparedRetrier',
    'PreparedCatcher',
    'Way',
    'PreparedGroup',
    'JsonObject',
  ],
  'belongs to another library, which brings it with all its members': [
    'ArbitraryOf',
    'StandardSchema',
    'SfnClient',
    'MockFunction',
    'AnswerChain.after()',
    'explore()',
  ],
};
