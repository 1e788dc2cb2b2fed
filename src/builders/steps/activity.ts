import type { IActivity } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { JsonObject, TaskBrand } from '../../asl';
import type { KeepsTexts, Resolved } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import type { TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName } from '../types/error-name';
import type { AsGiven, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions, TimeoutKey, TimeoutOptions } from '../types/options';
import type { Assigned, NotGiven, Passed } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { StandardOnly } from '../types/standard-only';
import type { Step } from '../types/step';
import { payloadNode, renderedParameters, serviceNode, type UntypedServiceTask } from './service-node';
import type { NoTypeGiven, Typed, TypeGiven } from './typed';

/** Work for an activity worker. */
export interface ActivityOptions<Input, Variables, Payload, Result> {
  /** What the worker gets. @default the state input */
  readonly payload?: (scope: StepScope<Input, Variables>) => Payload;
  /** What the worker gives. @default unknown */
  readonly result?: Typed<Result>;
}

/** What mocks know of an activity: what its worker is sent and gives. */
export type ActivityBrand<Input, Payload, Result> = TaskBrand<
  [Payload] extends [NotGiven] ? Input : Resolved<Payload>,
  TypeGiven<Result>,
  TypeGiven<Result>
>;

/**
 * A step whose work an activity worker fetches and answers. Give it a timeout: without one it waits for a year.
 *
 * @example activity('Inspect', inspection, { payload: ({ input }) => ({ sku: input.sku }), result: typed<Verdict>(), into: 'verdict' })
 */
export function activity<
  Input,
  Variables,
  Payload = NotGiven,
  Result = NoTypeGiven,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName,
  Given = unknown,
>(
  name: string,
  worker: IActivity,
  options?: ActivityOptions<Input, Variables, Payload, Result> &
    PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, 'payload' | 'result' | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, keyof Given>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, keyof Given>, CaughtAdded> & StandardOnly
> &
  ActivityBrand<Input, Payload, Result> {
  return stepMade(
    name,
    ['activity', 3, arguments],
    () => activityNode(name, worker, knownOptions(name, 'activity', options === undefined ? {} : options)),
    options,
  );
}

/** The options of an activity without their types. */
export interface UntypedActivity extends UntypedServiceTask {
  readonly payload?: ((scope: never) => unknown) | undefined;
}

/** The description of an activity task. */
export function activityNode(name: string, worker: IActivity, options: UntypedActivity): TaskNode {
  const node = options.payload === undefined ? undefined : payloadNode(name, false, options.payload);
  return serviceNode(name, options, {
    create: (binding) =>
      new StepFunctionsInvokeActivity(binding.scope, binding.id, {
        ...binding.fields,
        activity: worker,
        ...(node === undefined ? {} : { parameters: renderedParameters(binding, node) as JsonObject }),
      }),
  });
}
