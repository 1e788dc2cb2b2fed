import type { TaskBrand } from '../../asl';
import type { KeepsTexts, PayloadFit, PayloadTemplate } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import type { TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName, NamesOf, RaisesSdk } from '../types/error-name';
import type {
  AsGiven,
  CredentialOptions,
  PlacementKey,
  PlacementOptions,
  RecoveryKey,
  RecoveryOptions,
  TimeoutKey,
  TimeoutOptions,
} from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { PayloadScope } from '../types/scopes';
import type { MarkedIf } from '../types/standard-only';
import type { Step } from '../types/step';
import type { TokenPassed } from './invoke';
import { type PermissionKnown, type SdkAccess, statementsOf } from './sdk-access';
import { payloadNode, renderedParameters, serviceNode, type UntypedServiceTask } from './service-node';
import { integrationArn, ServiceTask } from './service-task';
import type { NoTypeGiven, Typed, TypeGiven } from './typed';

/** A call of an AWS service by its SDK action. */
export interface SdkOptions<
  Input,
  Variables,
  Service extends string,
  Action extends string,
  Request,
  Parameters,
  Callback,
  Result,
  Access,
  Given,
> extends CredentialOptions<Input, Variables> {
  /** The service as the integration names it: 'dynamodb', 's3', 'eventbridge', 'sfn'. */
  readonly service: Service;
  /** The action in camelCase: 'getItem'. */
  readonly action: Action & PermissionKnown<`${Service}:${Action}`, Access, Given>;
  /**
   * What the call may do: `(grantee) => table.grantReadData(grantee)`, statements, or resources. There is no default; without it the
   * mistake is reported at `action`.
   */
  readonly access?: Access & SdkAccess;
  /** The type of the request, from the service's own client: `typed<SdkFields<GetItemCommandInput>>()`. @default any JSON */
  readonly request?: Typed<Request>;
  /** The parameters, each name with a capital letter. @default none */
  readonly parameters?: (
    scope: PayloadScope<Input, Variables, Callback>,
  ) => Parameters & PayloadFit<Parameters, NoInfer<Request>> & TokenPassed<Parameters, Callback>;
  /** Waits until somebody sends back the task token, which the parameters then must contain. @default false */
  readonly waitForTaskToken?: Callback;
  /** What the call returns, or what comes back with the token. @default unknown */
  readonly result?: Typed<Result>;
}

/** Names of the options of {@link SdkOptions}. */
export type SdkKey = 'service' | 'action' | 'access' | 'request' | 'parameters' | 'waitForTaskToken' | 'result' | 'credentials';

/**
 * A step that calls any AWS service by its SDK action, with exactly the permission that it needs.
 *
 * @example
 * sdk('Load Customer', {
 *   service: 'dynamodb',
 *   action: 'getItem',
 *   access: (grantee) => table.grantReadData(grantee),
 *   parameters: ({ input }) => ({ TableName: table.tableName, Key: { id: { S: input.customerId } } }),
 *   into: 'customer',
 * })
 * @throws BuilderError when the permission is neither known nor named
 */
export function sdk<
  Input,
  Variables,
  Service extends string,
  Action extends string,
  Request = unknown,
  Parameters extends PayloadTemplate<Request> = PayloadTemplate<Request>,
  Callback extends boolean = false,
  Result = NoTypeGiven,
  Access = SdkAccess,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName | NamesOf<RaisesSdk<Service, Callback>>,
  Given = unknown,
>(
  name: string,
  options: SdkOptions<Input, Variables, Service, Action, Request, Parameters, Callback, Result, Access, Given> &
    PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesSdk<Service, Callback>> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, SdkKey | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Callback>
> &
  TaskBrand<unknown, TypeGiven<Result>, never> {
  return stepMade(name, ['sdk', 2, arguments], () => sdkNode(name, knownOptions(name, 'sdk', options)), options);
}

/** The options of an SDK call without their types. */
export interface UntypedSdk extends UntypedServiceTask {
  readonly service: string;
  readonly action: string;
  readonly access?: unknown;
  readonly parameters?: ((scope: never) => unknown) | undefined;
}

/** The description of an SDK call. */
export function sdkNode(name: string, options: UntypedSdk): TaskNode {
  const { service, action, parameters, waitForTaskToken } = options;
  const given = parameters ?? (() => ({}));
  const node = payloadNode(name, waitForTaskToken === true, given);
  const access = options.access as SdkAccess;
  // A permission that is not known shows while the step is written, not when it is deployed.
  if (typeof access !== 'function') statementsOf(name, service, action, access);
  return serviceNode(name, options, {
    create: (binding, callback) =>
      new ServiceTask(binding.scope, binding.id, {
        ...binding.fields,
        resource: integrationArn(`aws-sdk:${service}:${action}`, callback),
        parameters: renderedParameters(binding, node),
        policies: statementsOf(name, service, action, access, binding.scope),
      }),
  });
}
