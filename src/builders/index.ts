export type { PatternFactories } from './factories/pattern-factories';
export type { StepFactories } from './factories/step-factories';
export { steps } from './factories/steps';
export type { L2Fields } from './lowering/l2-fields';
export type { LambdaBinding } from './lowering/lambda-binding';
export type { ChainableOptions, WorkflowLanguage } from './lowering/to-chainable';
export * from './patterns/registry';
export { DrystepPictures, type DrystepPicturesOptions, type PictureFormat } from './pictures/drystep-pictures';
export { backTo } from './steps/back-to';
export { workflow } from './steps/flow';
export { fromState, type StateTypes } from './steps/from-state';
export { type HandlerReference, handler } from './steps/handler';
export * from './steps/registry';
export type { KnownSdkAction, PermissionKnown, ResourceAccess, SdkAccess } from './steps/sdk-access';
export { type NoTypeGiven, type Typed, type TypeGiven, typed } from './steps/typed';
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
export type { CatchBuilder, CaughtInput, ErrorWithoutInput, OutputOrCaught, VariablesOrCaught } from './types/catching';
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
  WithPath,
} from './types/choosing';
export type { SagaBuilder, SagaStep } from './types/compensating';
export type { EarlyOutput, EndsInEnded, EndsWith, SucceededWith, Unended } from './types/early-end';
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
