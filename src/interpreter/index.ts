export { DefinitionError, isDefinitionError, type JsonObject, type JsonValue, type Problem } from '../asl';
export type { ChoiceWatch, WatchedChoice } from './choice/choice-watch';
export { type ChoiceCondition, prepareCondition } from './choice/condition';
export type { CountedCatch, CountedTransition, ExecutionCounts, StateCounts } from './counts/execution-counts';
export type { ExecutionResult, ExecutionStatus } from './engine/execution-result';
export type { ListedMachine, MachineOptions } from './engine/machine-register';
export type { MapRunChanges, MapRunChild, MapRunCounts, MapRunDescription } from './engine/map-run';
export type { Definition } from './engine/prepared';
export { execute, start } from './execution/execute';
export type { Execution, PendingTask, StartedNested, UnsettledTask, WaitingBranch, WaitingReason } from './execution/execution';
export type { ExecutionOptions } from './execution/execution-options';
export { countsOf } from './execution/finished-execution';
export { type ThawOptions, thaw } from './execution/thaw';
export type { FrozenExecution } from './frozen/frozen-execution';
export { detailsOfEvent } from './history/details-of-event';
export type { HistoryEvent, HistoryEventType } from './history/history-event';
export { type LogEvent, type LogLevel, type LogOptions, logEvents } from './history/log-events';
export { startsMachine } from './integrations/nested-start';
export { type ActivityTask, executionOfToken } from './integrations/task-tokens';
export { type ObjectContent, type ObjectStore, requireFolders, type WrittenObjects } from './item-reader/object-store';
export { sameObjects, takenObjects } from './item-reader/taken-objects';
export { requireText } from './payloads/error-text';
export { jsonAnswer } from './payloads/json-answer';
export { copyJson, trusted } from './payloads/own-copy';
export type { MachineDirectory, Machines } from './prepare/machines';
export { type ParseOptions, parse, type SafeParseResult, safeParse } from './prepare/prepare';
export type { QuotaSwitches } from './quotas/quota-switches';
export { type RecordedExecution, type RecordedTask, recordedExecution } from './replay/recorded-execution';
export {
  type RecordedHistory,
  type ReplayDivergence,
  type ReplayOptions,
  type ReplayResult,
  type ReplayUnchecked,
  replay,
} from './replay/replay';
export { takesFailure } from './takes-failure';
export { givenCall } from './tasks/given-call';
export type {
  BranchStep,
  Delayed,
  External,
  ExternalTask,
  Parked,
  Submitted,
  TaskAnswer,
  TaskCall,
  TaskHandler,
  TaskStage,
  Tasks,
  Worked,
} from './tasks/task-call';
export {
  delayed,
  external,
  isDelayed,
  isExternal,
  isParked,
  isSpecialAnswer,
  isSubmitted,
  isTaskError,
  isWorked,
  parked,
  submitted,
  TaskError,
  worked,
} from './tasks/task-call';
export type {
  DefinitionCheck,
  ErrorDetails,
  FieldValidationMode,
  InspectionData,
  TestStateConfiguration,
  TestStateMock,
  TestStateOptions,
  TestStateRequest,
  TestStateResponse,
} from './test-state';
export { answerProblem, testState } from './test-state';
export { UsageError } from './usage-error';
