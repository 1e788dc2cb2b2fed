// The patterns: a line each. `steps()` gives every function that is named here, and `npx tsx scripts/write-factories.ts` writes its signature there.
export { type DedupeOptions, dedupe } from './dedupe';
export { type FailedItem, type FannedOut, type FanOutKey, type FanOutOptions, fanOut } from './fan-out';
export { type Around, type Looped, type LoopOptions, loop, type RepeatedStep } from './loop';
export { type Deadline, type PollOptions, pollUntil } from './poll-until';
export { type SagaOptions, saga } from './saga';
export { tryCatch } from './try-catch';
export { type Approval, type ApprovalOptions, waitForApproval } from './wait-for-approval';
