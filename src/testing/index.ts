export { testApp } from './from-stack';
export type { VirtualDuration, DurationParts } from './execution/duration';
export type { PendingAnswer, StartedExecution } from './execution/started-execution';
export type { TestExecution } from './execution/test-execution';
export { type StateVisit, type VisitBranch, type VisitFailure, visitsOf } from './execution/visits';
export type { ConstructLike } from './machine/construct-like';
export {
  type ExecuteParameters,
  type MachineSource,
  type Mocks,
  type TestExecutionOptions,
  type TestMachine,
  testMachine,
  type TestMachineOf,
} from './machine/test-machine';
export { answer } from './mocks/answer';
export { type Answer, AnswerChain, type AnswerValue, type MockFunction } from './mocks/answer-chain';
export type { LambdaHandler } from './mocks/lambda-handler';
export type { MockKey } from './mocks/mock-target';
export { stepTable, type StepTableOptions, type TracedExecution } from './trace/step-table';
export { isUsageError, UsageError } from './usage-error';
