export {
  delayed,
  type FieldValidationMode,
  type MapRunChild,
  type MapRunCounts,
  type MapRunDescription,
  type ObjectContent,
  type ObjectStore,
  parked,
  type QuotaSwitches,
  submitted,
  type TaskCall,
  TaskError,
  type WrittenObjects,
} from '../interpreter';
export { type SynthesizedOnce, type SynthesizeOnceOptions, synthesizeOnce } from './assembly/synthesize-once';
export { type MergedCoverage, mergeCoverage } from './coverage/merge-coverage';
export { type JestSelection, jestPart, type RunPart, type VitestSelection, vitestPart } from './coverage/run-part';
export type { RunnerShard } from './coverage/shard';
export type { ChangeKind, DefinitionChange } from './diff/definition-change';
export { type DefinitionDiff, type DiffedDefinition, diffDefinitions } from './diff/diff-definitions';
export { type Estimate, type Estimated, type EstimateOptions, estimate } from './estimates/estimate';
export { estimatePaths, type PathEstimate, type PathEstimateOptions } from './estimates/estimate-paths';
export type { Prices } from './estimates/prices';
export type { PolledActivity, PolledTask, PollOptions, TaskAnswers } from './execution/activity-worker';
export { isUsageError } from './execution/is-usage-error';
export type { Moment } from './execution/moment';
export type { PendingAnswer, StartedExecution } from './execution/started-execution';
export type { TestExecution } from './execution/test-execution';
export { type Exploration, type ExploreOptions, explore } from './explore/explore';
export type { ArbitraryOf, JsonSchemaObject } from './explore/fast-check';
export { alwaysCompensates, type ExplorationProperty, neverFails, outputMatches, property, terminates } from './explore/properties';
export { installHarness, type Runner } from './install-harness';
export type { FromOptions } from './machine/machine-from';
export { type ApplicationSource, type TestApplication, testApp } from './machine/test-application';
export { testMachine } from './machine/test-machine';
export type {
  ExecuteParameters,
  MachineSource,
  Mocks,
  TestExecutionOptions,
  TestMachine,
  TestMachineOf,
  TestMachineOptions,
} from './machine/tested-machine';
export type { ActivityKey } from './machine-view/activity-arn';
export type { ConstructLike } from './machine-view/construct-like';
export { taskKindOf, waitsForAnswer } from './machine-view/task-kind';
export { type ExportedExecution, exportMockConfig, type MockConfig } from './mock-config/export-mock-config';
export { type ImportedMocks, importMockConfig } from './mock-config/import-mock-config';
export { answer } from './mocks/answer';
export { type AfterOptions, type Answer, AnswerChain, type AnswerValue, type MockFunction } from './mocks/answer-chain';
export type { AnswerWork } from './mocks/answer-work';
export type { CallRecord } from './mocks/call-record';
export { fileHints } from './mocks/file-hints';
export type { LambdaHandler } from './mocks/lambda-handler';
export type { MockKey, NamedStep } from './mocks/mock-target';
export type { AnswersOf, CallsOf, HandlerOf, StepAnswers, StepCall, StepHandler, TypedAnswer } from './mocks/step-answers';
export type { Mutant, MutationKind } from './mutation/mutant';
export { type MutationReport, mutate } from './mutation/mutate';
export { enumeratePaths } from './paths/enumerate-paths';
export type { EnumeratedPath, EnumeratedPaths, GroupPaths, PathCause, PathStep } from './paths/enumerated-path';
export { type FetchedHistory, fetchHistory } from './record/fetch-history';
export { type Recording, type RecordOptions, type RecordSource, record, recordFrom } from './record/record';
export { type StateDatum, stateData } from './record/state-data';
export { type CoverageReporterOptions, type CoverageRun, coverageRun } from './report/coverage-run';
export type { EndedTest } from './report/ended-tests';
export { refusingCalls } from './report/refusing-calls';
export { type ReportDataOptions, type ReportedExecution, reportData } from './report/report-data';
export type { DataSchema, StandardSchema } from './schema/data-schema';
export type { ApiRequest, MachineStarter } from './starters/machine-starter';
export type { AwsOptions } from './target/aws-options';
export type { FetchedChild, FetchedMapRun } from './target/deployed/read-history';
export type { SfnAccess, SfnClient } from './target/step-functions';
export type { DeployedTarget, TargetName, TestTarget } from './target/test-target';
export type { DurationParts, VirtualDuration } from './time/duration';
export { type DrawnExecution, executionOverlay } from './trace/execution-overlay';
export { type StepTableOptions, stepTable, type TracedExecution } from './trace/step-table';
export { UsageError } from './usage-error';
export type { StateVisit, VisitAttempt, VisitBranch, VisitFailure } from './visits/state-visit';
export { visitsOf } from './visits/visits-of';
