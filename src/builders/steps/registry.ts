// The builders of single steps. `steps()` gives every function that is named here, and `npx tsx scripts/write-factories.ts` writes its signature there.
export { type ActivityBrand, type ActivityOptions, activity } from './activity';
export { choice } from './choice';
export { type ChoiceOnOptions, choiceOn } from './choice-on';
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
} from './distributed-map';
export { type FailOptions, type FailText, fail } from './fail';
export {
  type HttpAnswer,
  type HttpArrayFormat,
  type HttpEncoding,
  type HttpKey,
  type HttpMethod,
  type HttpOptions,
  http,
} from './http';
export {
  type FunctionAnswer,
  type InvokeKey,
  invoke,
  type NameWithPayload,
  type PayloadNeeded,
  type PayloadOptions,
  type TaskResult,
  type TokenPassed,
} from './invoke';
export { type ItemOptions, type IterationInput, map } from './map';
export { type Branches, type BranchResults, parallel } from './parallel';
export { type PassedOn, type PassOptions, pass } from './pass';
export { type SdkKey, type SdkOptions, sdk } from './sdk';
export {
  type NameWithInput,
  type StartedExecution,
  type StartedWorkflow,
  type StartInputNeeded,
  type StartKey,
  type StartOptions,
  type StartResult,
  startWorkflow,
} from './start-workflow';
export { type SucceedOptions, succeed } from './succeed';
export { type TaskOptions, type TaskScope, task } from './task';
export { type WaitOptions, type WaitTimes, wait } from './wait';
