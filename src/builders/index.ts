export type { PatternFactories } from './factories/pattern-factories';
export type { StepFactories } from './factories/step-factories';
export { steps } from './factories/steps';
export type { L2Fields } from './lowering/l2-fields';
export type { LambdaBinding } from './lowering/lambda-binding';
export type { ChainableOptions, WorkflowLanguage } from './lowering/to-chainable';
export * from './patterns/registry';
export { DrystepPictures, type DrystepPicturesOptions, type PictureFormat } from './pictures/drystep-pictures';
export { type ActivityBrand, type ActivityOptions, activity } from './steps/activity';
export { backTo } from './steps/back-to';
export { choice } from './steps/choice';
export { type ChoiceOnOptions, choiceOn } from './steps/choice-on';
export {
  type BatchOptions,
  type ChildExecution,
  type ChildInput,
  type Count,
  type DistributedKey,
  type DistributedOptions,
  type DistributedResult,
  distributedMap,
  type NoVariables,
  type ResultShape,
  type ResultsTo,
  type WrittenResults,
} from './steps/distributed-map';
export { type FailOptions, type FailText, fail } from './steps/fail';
export { workflow } from './steps/flow';
export { fromState, type StateTypes } from './steps/from-state';
export { type HandlerReference, handler } from './steps/handler';
export {
  type HttpAnswer,
  type HttpArrayFormat,
  type HttpEncoding,
  type HttpKey,
  type HttpMethod,
  type HttpOptions,
  http,
} from './steps/http';
export {
  type FunctionAnswer,
  type InputFits,
  invoke,
  type PayloadNeeded,
  type PayloadOptions,
  type TaskResult,
  type TokenPassed,
} from './steps/invoke';
export { type ItemOptions, type IterationInput, map } from './steps/map';
export { type Branches, type BranchResults, parallel } from './steps/parallel';
export { type PassedOn, type PassOptions, pass } from './steps/pass';
export { type SdkKey, type SdkOptions, sdk } from './steps/sdk';
export type { KnownSdkAction, PermissionKnown, ResourceAccess, SdkAccess } from './steps/sdk-access';
export {
  type StartedExecution,
  type StartedWorkflow,
  type StartInputFits,
  type StartInputNeeded,
  type StartKey,
  type StartOptions,
  type StartResult,
  startWorkflow,
} from './steps/start-workflow';
export { type SucceedOptions, succeed } from './steps/succeed';
export { type TaskOptions, type TaskScope, task } from './steps/task';
export { type NoTypeGiven, type Typed, type TypeGiven, typed } from './steps/typed';
export { type WaitOptions, type WaitTimes, wait } from './steps/wait';
export {
  type AthenaSource,
  type ContentsSource,
  type CsvColumns,
  type CsvSource,
  type FileSource,
  type ItemSource,
  itemsIn,
  type JsonSource,
  type ListedItem,
  type ListingSource,
} from './tree/item-source';
export type { RetryGiven, RetryPolicy, RetryRule, TransientOptions } from './tree/retry';
export { retry } from './tree/retry-presets';
export type { CatchBuilder, CaughtInput, OutputOrCaught, VariablesOrCaught } from './types/catching';
export type {
  CaseAdded,
  CaseInput,
  CaseOutputs,
  CaseSteps,
  CasesOf,
  ChoiceBuilder,
  ChosenBranches,
  ChosenInput,
  DiscriminantKey,
  EachCase,
  KnownCases,
  PathsIn,
  RuleOptions,
  RuleOutcome,
  WithKey,
  WithPath,
} from './types/choosing';
export type { KeepsData, SagaBuilder, SagaStep } from './types/compensating';
export type {
  AwsErrorName,
  ErrorName,
  NamesOf,
  PossibleErrorName,
  PossibleErrorNames,
  Raises,
  RaisesAny,
  RaisesLambda,
  RaisesSdk,
  RaisesStart,
} from './types/error-name';
export type { EventOf, ResultOf } from './types/handler-types';
export type { Join, JoinVariables } from './types/join';
export type { CanBeWaitedFor, MachineTypeBrand, RunsInChild } from './types/machine-type';
export type {
  AsGiven,
  CommentOptions,
  CredentialOptions,
  OthersGiven,
  OutcomeOptions,
  PlaceKey,
  PlacementKey,
  PlacementOptions,
  PlaceOptions,
  RecoveryKey,
  RecoveryOptions,
  TimeoutKey,
  TimeoutOptions,
} from './types/options';
export type { Assigned, FreeKey, GivenKeys, NotGiven, Passed, Replaced, Settled, TakenKey } from './types/passing';
export type { CaughtError, ErrorOutput, ExecutionContext, ItemScope, PayloadScope, ResultScope, StepScope } from './types/scopes';
export type { SdkFields } from './types/sdk-fields';
export type {
  Ended,
  IfEnded,
  MarkedIf,
  MarkedPath,
  MarkIn,
  MarkInAny,
  MarkInEnded,
  RunsAs,
  StandardOnly,
} from './types/standard-only';
export type { Flow, NestedStep, NestedTaking, Step, StepTaking } from './types/step';
export type { TriedBuilder, TriedSteps, TryBuilder } from './types/trying';
export {
  DrystepValidation,
  type DrystepValidationContext,
  type DrystepValidationOptions,
  type DrystepValidationReport,
  type DrystepViolation,
} from './validation/drystep-validation';
export { Workflow, type WorkflowProps } from './workflow/workflow';
