import { IntegrationPattern, type IStateMachine, JsonPath, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { JsonObject, WorkflowBrand } from '../../asl';
import {
  type AnyCallbacks,
  BuilderError,
  type ExpressionNode,
  internalRoot,
  type KeepsTexts,
  type Mistake,
  type Operand,
  type PayloadFit,
  type PayloadTemplate,
  templateNode,
} from '../../expressions';
import { isConstant } from '../rendering/render-jsonpath';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { TaskBinding, TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName, NamesOf, RaisesStart } from '../types/error-name';
import type { CanBeWaitedFor, MachineTypeBrand, WaitsOnce } from '../types/machine-type';
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
import type { PayloadScope, StepScope } from '../types/scopes';
import type { MarkedIf } from '../types/standard-only';
import type { Step } from '../types/step';
import type { IfTakes, TokenPassed } from './invoke';
import { payloadNode, renderedParameters, serviceNode, type UntypedServiceTask } from './service-node';
import type { Typed } from './typed';

/** A state machine with the types of its executions; `unknown` for one of plain aws-cdk-lib. */
export type StartedWorkflow<ChildInput, ChildOutput> = IStateMachine & WorkflowBrand<ChildInput, ChildOutput>;

/** What starting an execution gives at once. */
export interface StartedExecution {
  readonly ExecutionArn: string;
  readonly StartDate: string;
}

/** What the step gives: the child's output, the answer of its token, or where the execution is. */
export type StartResult<Sync, Callback, ChildOutput, Answer> = [Sync] extends [true]
  ? ChildOutput
  : [Callback] extends [true]
    ? Answer
    : StartedExecution;

/** How another workflow is started. */
export interface StartOptions<Input, Variables, ChildInput, Payload, Sync, Callback, Answer, Type>
  extends CredentialOptions<Input, Variables> {
  /** The input of the execution. @default the state input */
  readonly input?: (
    scope: PayloadScope<Input, Variables, Callback>,
  ) => Payload & PayloadFit<Payload, Settled<ChildInput>> & TokenPassed<Payload, [Sync] extends [true] ? false : Callback>;
  /** Waits for its end and gives its output; not for an Express workflow. @default false */
  readonly sync?: Sync & CanBeWaitedFor<Type, Sync> & WaitsOnce<Sync, Callback>;
  /** Waits until somebody sends back the task token, which the input then must contain. @default false */
  readonly waitForTaskToken?: Callback;
  /** What comes back with the token. @default unknown */
  readonly result?: Typed<Answer>;
  /** Name of the execution; the service refuses a name that was used in the last 90 days. @default one made by the service */
  readonly executionName?: string | ((scope: StepScope<Input, Variables>) => Operand<string>);
}

/** Names of the options of {@link StartOptions}. */
export type StartKey = 'input' | 'sync' | 'waitForTaskToken' | 'result' | 'executionName' | 'credentials';

/** The name of a step that has the input it needs; else the mistake: see {@link NameWithPayload}. */
export type NameWithInput<Input, ChildInput, Given> = unknown extends Given
  ? string
  : 'input' extends keyof Given
    ? string
    : [Exclude<keyof Given, StartKey | PlacementKey | RecoveryKey | TimeoutKey>] extends [never]
      ? IfTakes<ChildInput, Input, string, Mistake<NoInput>>
      : string;

type NoInput = '"input" is missing: the state input is not what the workflow takes';

/** Any options where the state input is what the workflow takes; else some at least. */
export type StartInputNeeded<Input, ChildInput, Given> = unknown extends Given
  ? [Input] extends [ChildInput]
    ? unknown
    : AnyCallbacks<'input', NoInput>
  : unknown;

/**
 * A step that starts another workflow, with its types. With `sync` the role may also describe and stop its executions.
 *
 * @example startWorkflow('Ship Order', shipping, { sync: true, input: ({ input }) => ({ orderId: input.orderId }), into: 'shipment' })
 * @throws BuilderError when options contradict each other or a reference is used outside its callback
 */
export function startWorkflow<Variables, ChildInput, ChildOutput>(
  name: string,
  started: StartedWorkflow<ChildInput, ChildOutput>,
): Step<ChildInput, StartedExecution, Variables, unknown>;
export function startWorkflow<
  Input,
  Variables,
  ChildInput,
  ChildOutput,
  Payload extends PayloadTemplate<ChildInput> = PayloadTemplate<ChildInput>,
  Sync extends boolean = false,
  Callback extends boolean = false,
  Answer = unknown,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName | NamesOf<RaisesStart<Callback>>,
  Type = unknown,
  Given = unknown,
>(
  name: NameWithInput<Input, ChildInput, Given>,
  started: StartedWorkflow<ChildInput, ChildOutput> & MachineTypeBrand<Type>,
  options: StartInputNeeded<Input, ChildInput, Given> &
    StartOptions<Input, Variables, ChildInput, Payload, Sync, Callback, Answer, Type> &
    PlacementOptions<Input, Variables, StartResult<Sync, Callback, ChildOutput, Answer>, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesStart<Callback>> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, StartKey | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<
    Input,
    Passed<Input, StartResult<Sync, Callback, ChildOutput, Answer>, Into, Replace, Discard, Output, GivenKeys<Given>>,
    Caught
  >,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Sync> & MarkedIf<Callback>
>;
export function startWorkflow(name: string, started: IStateMachine, options: unknown = {}): unknown {
  return stepMade(
    name,
    ['startWorkflow', 3, arguments],
    () => startWorkflowNode(name, started, knownOptions(name, 'startWorkflow', options) as UntypedStart),
    options as UntypedStart,
  );
}

/** The options of a start without their types. */
export interface UntypedStart extends UntypedServiceTask {
  readonly input?: ((scope: never) => unknown) | undefined;
  readonly sync?: boolean | undefined;
  readonly executionName?: string | ((scope: never) => unknown) | undefined;
}

/** The description of the start of another workflow. */
export function startWorkflowNode(name: string, started: IStateMachine, options: UntypedStart): TaskNode {
  const { sync, executionName, waitForTaskToken } = options;
  const callback = waitForTaskToken === true;
  if (sync === true && callback) {
    throw new BuilderError({
      code: 'WAITS_TWICE',
      step: name,
      message: 'It waits for the end of the execution and for its token, and Step Functions can do only one of the two.',
      hint: 'drop sync or waitForTaskToken.',
    });
  }
  const input =
    options.input === undefined && !callback ? internalRoot('input') : payloadNode(name, callback, options.input ?? (() => ({})));
  const named =
    typeof executionName === 'function' ? captured(name, beforeResult, executionName) : templateNode(executionName ?? null, { step: name });
  const pattern = sync === true ? IntegrationPattern.RUN_JOB : callback ? IntegrationPattern.WAIT_FOR_TASK_TOKEN : undefined;
  return serviceNode(name, options, {
    ...(sync === true ? { resultField: 'Output' } : {}),
    create: (binding) =>
      new StepFunctionsStartExecution(binding.scope, binding.id, {
        ...binding.fields,
        stateMachine: started,
        integrationPattern: pattern,
        input: executionInput(binding, input),
        ...(executionName === undefined ? {} : { name: nameText(binding, named) }),
      }),
  });
}

function executionInput(binding: TaskBinding, input: ExpressionNode): TaskInput {
  const rendered = binding.render(input);
  if (typeof rendered !== 'string') return TaskInput.fromObject(renderedParameters(binding, input) as JsonObject);
  return isPathText(binding, input) ? TaskInput.fromJsonPathAt(rendered) : TaskInput.fromText(rendered);
}

/** CDK marks fields that JSONPath computes by values of its own. */
function nameText(binding: TaskBinding, name: ExpressionNode): string {
  const rendered = binding.render(name) as string;
  return isPathText(binding, name) ? JsonPath.stringAt(rendered) : rendered;
}

/** Whether the text of an expression is computed by JSONPath: a constant is the same text, whatever it looks like. */
function isPathText({ renderer }: TaskBinding, node: ExpressionNode): boolean {
  return renderer.language === 'JSONPath' && !isConstant(node);
}
