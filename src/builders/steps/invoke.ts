import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IntegrationPattern, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { isJsonObject, LAMBDA_FAULTS, type TaskBrand } from '../../asl';
import {
  type AnyCallbacks,
  type Expression,
  type ExpressionNode,
  type HoldsToken,
  internalRoot,
  type KeepsTexts,
  type Mistake,
  type PayloadFit,
  type PayloadTemplate,
  type ToldOrOpen,
} from '../../expressions';
import type { LambdaBinding } from '../lowering/lambda-binding';
import { pathOf } from '../rendering/jsonpath-path';
import { printedNull } from '../rendering/null-field';
import { isConstant, needsField } from '../rendering/render-jsonpath';
import { knownOptions } from '../tree/known-options';
import { placementOf, type UntypedPlacement } from '../tree/placement';
import type { TaskBinding, TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName, NamesOf, RaisesLambda } from '../types/error-name';
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
import type { Assigned, GivenKeys, NotGiven, Passed, Settled } from '../types/passing';
import type { PayloadScope } from '../types/scopes';
import type { MarkedIf } from '../types/standard-only';
import type { Step } from '../types/step';
import type { HandlerReference } from './handler';
import { recoveryOf, type UntypedRecovery } from './recovery';
import { payloadNode } from './service-node';
import { limitsOf, type UntypedLimits } from './task-limits';
import type { Typed } from './typed';

/** What a task hands on: the answer of its token when it waits for one, else what it gives itself. */
export type TaskResult<Callback, Result, Answer> = [Callback] extends [true] ? Answer : Result;

/**
 * The raw result of an invocation.
 *
 * @typeParam Result what the function returns
 */
export interface FunctionAnswer<Result> {
  readonly Payload: Result;
  readonly [field: string]: unknown;
}

/** What mocks know of an invocation: what the function is sent, and what it or whoever has its token answers. In JSONPath it is called by its ARN. */
export type InvokeBrand<Event, Callback, Result, Answer> = [Callback] extends [true]
  ? TaskBrand<Event, Answer, Answer>
  : TaskBrand<Event, FunctionAnswer<Result> | Result, Result>;

/**
 * Nothing when the payload of a task that waits for its token holds it; else what is missing. Where something else is refused, the
 * compiler takes the payload for any that fits, which is a reference or an object: of that nothing is said.
 */
export type TokenPassed<Written, Callback> = [Callback] extends [true]
  ? (HoldsToken<Written> extends true
      ? ToldOrOpen<unknown>
      : Expression<never> extends Written
        ? [Written] extends [Expression<unknown>]
          ? ToldOrOpen<Mistake<NoToken>>
          : ToldOrOpen<unknown>
        : ToldOrOpen<Mistake<NoToken>>)['is']
  : unknown;

type NoToken = '"taskToken" is missing, so nobody can answer';

/** The payload of an invocation. */
export interface PayloadOptions<Input, Variables, Event, Payload, Callback, Answer> extends CredentialOptions<Input, Variables> {
  /** What the function gets. @default the state input */
  readonly payload?: (
    scope: PayloadScope<Input, Variables, Callback>,
  ) => Payload & PayloadFit<Payload, Settled<Event>> & TokenPassed<Payload, Callback>;
  /** Waits until somebody sends back the task token, which the payload then must contain. @default false */
  readonly waitForTaskToken?: Callback;
  /** What comes back with the token. @default unknown */
  readonly result?: Typed<Answer>;
  /** Which version of the function's code runs. @default what the workflow says */
  readonly lambda?: LambdaBinding;
}

/**
 * The name of a step that has the payload it needs; else the mistake, which stands at the name: what is missing has no place of its own.
 * While the compiler has not looked at callbacks yet it does not know which options were given. An option that does not exist is told first.
 */
export type NameWithPayload<Input, Event, Given, Callback> = unknown extends Given
  ? string
  : 'payload' extends keyof Given
    ? string
    : [Exclude<keyof Given, InvokeKey>] extends [never]
      ? [Callback] extends [true]
        ? Mistake<'"payload" is missing: a task that waits for its token needs one with taskToken in it'>
        : IfTakes<Event, Input, string, Mistake<NoPayload>>
      : string;

/**
 * `Yes` where the state input is what something takes, else `No`. In a generic function the constraint of the input decides.
 *
 * @typeParam Taken what it takes
 * @typeParam Input the state input
 */
export type IfTakes<Taken, Input, Yes, No> = TakenBy<Input, Taken, Yes, No, ByConstraint<Taken, Input, Yes, No>>['is'];

// A condition on a type narrows it in what follows, so that is made before.
type TakenBy<Input, Taken, Yes, No, Open> = unknown extends Taken
  ? ToldOrOpen<Yes>
  : [Input] extends [Taken]
    ? ToldOrOpen<Yes, Open>
    : ToldOrOpen<No, Open>;

type ByConstraint<Taken, Input, Yes, No> = { readonly yes: Yes; readonly no: No }[Input extends Taken ? 'yes' : 'no'];

/** Names of the options of an invocation. */
export type InvokeKey = 'payload' | 'waitForTaskToken' | 'result' | 'lambda' | 'credentials' | PlacementKey | RecoveryKey | TimeoutKey;

type NoPayload = '"payload" is missing: the state input is not what the function takes';

/** Any options where the state input is what the function takes; else some at least. */
export type PayloadNeeded<Input, Event, Given> = unknown extends Given
  ? [Input] extends [Event]
    ? unknown
    : AnyCallbacks<'payload', NoPayload>
  : unknown;

/**
 * A step that invokes a Lambda function, typed by its handler.
 *
 * @example invoke('Charge Card', charge, { payload: ({ input }) => ({ amount: input.total }), into: 'receipt' })
 * @throws BuilderError when options contradict each other or a reference is used outside its callback
 */
export function invoke<Variables, Event, Result>(
  name: string,
  handler: HandlerReference<Event, Result>,
): Step<Event, Result, Variables, unknown> & InvokeBrand<Event, false, Result, unknown>;
export function invoke<
  Input,
  Variables,
  Event,
  Result,
  Payload extends PayloadTemplate<Event> = PayloadTemplate<Event>,
  Callback extends boolean = false,
  Answer = unknown,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName | NamesOf<RaisesLambda>,
  Given = unknown,
>(
  name: NameWithPayload<Input, Event, Given, Callback>,
  handler: HandlerReference<Event, Result>,
  options: PayloadNeeded<Input, Event, Given> &
    PayloadOptions<Input, Variables, Event, Payload, Callback, Answer> &
    PlacementOptions<Input, Variables, TaskResult<Callback, Result, Answer>, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesLambda> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, InvokeKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, TaskResult<Callback, Result, Answer>, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Callback>
> &
  InvokeBrand<Event, Callback, Result, Answer>;
export function invoke(name: string, handler: unknown, options: unknown = {}): unknown {
  return stepMade(
    name,
    ['invoke', 3, arguments],
    () => invokeNode(name, handler as HandlerReference<never, unknown>, knownOptions(name, 'invoke', options) as UntypedInvoke),
    options as UntypedInvoke,
  );
}

/** The options of an invocation without their types. */
export interface UntypedInvoke extends UntypedPlacement, UntypedRecovery, UntypedLimits {
  readonly payload?: ((scope: never) => unknown) | undefined;
  readonly waitForTaskToken?: boolean | undefined;
  readonly lambda?: LambdaBinding | undefined;
}

/** The description of an invocation. */
export function invokeNode(name: string, handler: HandlerReference<never, unknown>, options: UntypedInvoke): TaskNode {
  const callback = options.waitForTaskToken === true;
  const given = options.payload ?? (callback ? () => ({}) : undefined);
  const payload = given === undefined ? undefined : payloadNode(name, callback, given);
  const raw = internalRoot('rawResult');
  const unwrapped: ExpressionNode = { kind: 'field', of: raw, name: 'Payload' };
  const direct = isDirect(payload, callback);
  return Object.freeze({
    kind: 'task',
    name,
    placement: placementOf(name, options),
    // Without a token the integration wraps what the handler returned; in JSONPath the function is called directly instead.
    result: { JSONata: callback ? raw : unwrapped, JSONPath: callback || direct ? raw : unwrapped },
    callback,
    ...limitsOf(name, options),
    ...recoveryOf(name, options),
    create: (binding: TaskBinding) =>
      createInvoke(binding, binding.boundFunction(handler.lambdaFunction, options.lambda), payload, callback),
  } satisfies TaskNode);
}

function createInvoke(
  binding: TaskBinding,
  lambdaFunction: IFunction,
  payload: ExpressionNode | undefined,
  callback: boolean,
): LambdaInvoke {
  const direct = binding.renderer.language === 'JSONPath' && isDirect(payload, callback);
  const wholePath = direct && payload !== undefined ? pathOf(payload, binding.place) : undefined;
  const { keptFaults } = binding;
  const whole = keptFaults.length === LAMBDA_FAULTS.length;
  const task = new LambdaInvoke(binding.scope, binding.id, {
    ...binding.fields,
    lambdaFunction,
    retryOnServiceExceptions: whole,
    ...(callback ? { integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN } : {}),
    ...(direct ? { payloadResponseOnly: true } : {}),
    ...(wholePath === undefined ? { payload: payload === undefined ? undefined : taskInput(binding, payload) } : { inputPath: wholePath }),
  });
  // As aws-cdk-lib retries all of them.
  if (!whole && keptFaults.length > 0)
    task.addRetry({ errors: [...keptFaults], interval: Duration.seconds(2), maxAttempts: 6, backoffRate: 2 });
  return task;
}

/** Whether JSONPath calls the function itself; what needs a field has one in the integration only. */
function isDirect(payload: ExpressionNode | undefined, callback: boolean): boolean {
  return !callback && (payload === undefined || !needsField(payload));
}

function taskInput(binding: TaskBinding, payload: ExpressionNode): TaskInput {
  const rendered = binding.render(payload);
  if (isJsonObject(rendered)) return TaskInput.fromObject(rendered);
  if (typeof rendered === 'string' && binding.renderer.language === 'JSONPath' && !isConstant(payload))
    return TaskInput.fromJsonPathAt(rendered);
  // CDK types the value of a text as string and prints whatever it is given: arrays and scalars are payloads too. Nothing it takes for no payload.
  return TaskInput.fromText((rendered ?? printedNull) as string);
}
