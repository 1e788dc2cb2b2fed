export type { Execution, PendingTask, UnsettledTask, WaitingBranch, WaitingReason } from './execution';
export type { ExecutionOptions } from './execution-options';
export type { ExecutionResult, ExecutionStatus } from './execution-result';
export type { HistoryEvent, HistoryEventType } from './history/history-event';
export type { QuotaSwitches } from './quota-switches';
export { isParked, isSubmitted, parked, submitted, TaskError } from './task-call';
export type { BranchStep, Parked, Submitted, TaskAnswer, TaskCall, TaskHandler, Tasks } from './task-call';
