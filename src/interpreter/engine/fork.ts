import type { JsonValue } from '../../asl';
import type { Failure } from '../failure';
import type { BranchStep } from '../tasks/task-call';
import type { Branch } from './branch';
import type { Visit } from './visit';

/** One run of a Parallel or Map state: the branches it started and what it does when they end. */
export interface Fork {
  /** Children are executions of their own: they see no variable of the branch. */
  readonly isolated: boolean;
  /** The visit that waits for it. */
  readonly visit: Visit;
  /** Branches that have started and not ended, in the order in which they were started. */
  live(): Iterable<Branch>;
  /** A child reached its end with `output`. */
  childSucceeded(child: Branch): void;
  /** A child failed for good. */
  childFailed(child: Branch, failure: Failure): void;
  /** A child that is an execution of its own ran out of time: its run has ended. */
  childTimedOut(child: Branch): void;
  /** Stops every child, because the fork is being stopped from outside or a sibling failed. @param failedEvent as of `Engine.abortBranch` */
  abort(failedEvent?: number): void;
  /** Runs again what had not succeeded when the execution ended; what had succeeded stays. `event` is ExecutionRedriven. */
  redrive(event: number): void;
  /** Outputs of the children that have succeeded, by their index; absent where they are executions of their own. */
  succeeded?(): readonly { readonly index: number; readonly output: JsonValue }[];
  /** How a child names itself to mocks. */
  step(child: Branch): BranchStep;
}
