import type { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Mistake } from '../../expressions';
import type { MarkIn, StandardOnly } from './standard-only';

declare const machineType: unique symbol;

/**
 * Whether a workflow is Standard or Express, carried by type only. No such property exists at run time.
 *
 * @typeParam Type one of both, or both where it is not known
 */
export interface MachineTypeBrand<out Type> {
  readonly [machineType]?: Type;
}

/**
 * Nothing where the end of an execution can be waited for; else why not.
 *
 * @typeParam Type the type of the workflow that is started
 * @typeParam Sync whether its end is waited for
 */
export type CanBeWaitedFor<Type, Sync> = [Sync] extends [true]
  ? [Type] extends [StateMachineType.EXPRESS]
    ? Mistake<'the end of an Express execution cannot be waited for by sync. Call it by sdk with service: "sfn" and action: "startSyncExecution", or make it Standard'>
    : unknown
  : unknown;

/** Nothing where a workflow starts once for each name; else why not. */
export type StartsOnce<Type> = [Type] extends [StateMachineType.EXPRESS]
  ? Mistake<'an Express workflow starts again under the same name: make it Standard, or keep the keys in a table'>
  : unknown;

/** Nothing where an execution is waited for in one way at most; else why not. */
export type WaitsOnce<Sync, Callback> = [Sync, Callback] extends [true, true]
  ? Mistake<'sync waits for the end already, and Step Functions can wait for only one of the two: drop sync or waitForTaskToken'>
  : unknown;

/**
 * Nothing where the children of a distributed Map can run the steps; else why not.
 *
 * @typeParam Express whether the children are Express executions
 * @typeParam Added the variables known at the end of the steps
 */
export type RunsInChild<Express, Added> = [Express] extends [true]
  ? [MarkIn<Added>] extends [StandardOnly]
    ? Mistake<'children that are Express executions cannot wait for task tokens, jobs (.sync), activities or distributed Maps. Drop express, or the steps that wait'>
    : unknown
  : unknown;
