import { JsonPath, type TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonValue, TaskBrand } from '../../asl';
import { patternOf } from '../../asl';
import {
  atStep,
  checkScope,
  internalRoot,
  type KeepsTexts,
  type ReferenceScope,
  type RootName,
  requireAtMost,
  rootReference,
  type TaskToken,
  templateNode,
} from '../../expressions';
import type { L2Fields } from '../lowering/l2-fields';
import { knownOptions } from '../tree/known-options';
import { caughtError, placementOf, type UntypedPlacement } from '../tree/placement';
import type { TaskBinding, TaskNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { ErrorName } from '../types/error-name';
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
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { recoveryOf, type UntypedRecovery } from './recovery';
import { tokenNotPassed } from './service-node';
import { limitsOf, type UntypedLimits } from './task-limits';
import { requireOwnState } from './task-state';
import type { NoTypeGiven, Typed, TypeGiven } from './typed';

/** What makes the L2 state of a task gets: where to make it, the fields to spread into its props, and references to render into others. */
export interface TaskScope<Input, Variables> extends StepScope<Input, Variables> {
  readonly scope: Construct;
  readonly id: string;
  /** Name, query language, timeouts and where the result goes: spread it into the props of the L2 task. */
  readonly fields: L2Fields;
  /** The token to send back, for tasks of the callback pattern. */
  readonly taskToken: TaskToken;
  /** A template in the workflow's language, as the props of L2 tasks take it. */
  render(template: unknown): JsonValue;
  /** One expression as text, for props that take a string. */
  text(template: unknown): string;
}

/** What a task of aws-stepfunctions-tasks does. */
export interface TaskOptions<Input, Variables, Result> extends CredentialOptions<Input, Variables> {
  /** Makes the L2 state, which brings its own permissions. */
  readonly state: (scope: TaskScope<Input, Variables>) => TaskStateBase;
  /** The type of what the task gives. @default unknown */
  readonly result?: Typed<Result>;
}

/**
 * A step for any L2 task, with the permissions that the L2 task brings. A task of the callback pattern has to send `taskToken`.
 *
 * @example
 * task('Notify', {
 *   state: ({ scope, id, fields, render, input }) =>
 *     new tasks.SqsSendMessage(scope, id, { ...fields, queue, messageBody: TaskInput.fromObject({ order: render(input.orderId) }) }),
 *   discard: true,
 * })
 * @throws BuilderError when it waits for a token that it does not send or its state is made without the fields, once the workflow is
 * constructed
 */
export function task<
  Input,
  Variables,
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
  options: TaskOptions<Input, Variables, Result> &
    PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    TimeoutOptions<Input, Variables> &
    AsGiven<Given, 'state' | 'result' | 'credentials' | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded>
> &
  TaskBrand<unknown, TypeGiven<Result>, unknown> {
  return stepMade(name, ['task', 2, arguments], () => taskNode(name, knownOptions(name, 'task', options)), options);
}

/** The options of a task without their types. */
export interface UntypedTask extends UntypedPlacement, UntypedRecovery, UntypedLimits {
  readonly state: (scope: never) => TaskStateBase;
}

/** The description of a task. */
export function taskNode(name: string, options: UntypedTask): TaskNode {
  const raw = internalRoot('rawResult');
  const make = options.state as unknown as (scope: TaskScope<unknown, unknown>) => TaskStateBase;
  return Object.freeze({
    kind: 'task',
    name,
    placement: placementOf(name, options),
    result: { JSONata: raw, JSONPath: raw },
    callback: false,
    ...limitsOf(name, options),
    ...recoveryOf(name, options),
    create: (binding: TaskBinding) => atStep(name, () => stateOf(name, binding, () => make(taskScope(name, binding)))),
  } satisfies TaskNode);
}

function stateOf(name: string, { fields }: TaskBinding, make: () => TaskStateBase): TaskStateBase {
  const state = withToken(name, make);
  requireOwnState(name, state, fields);
  return state;
}

/** What a state of aws-cdk-lib sends shows in what it renders to; the integration pattern stands in its resource. */
function withToken(name: string, make: () => TaskStateBase): TaskStateBase {
  const state = tokenAsked(name, make);
  const rendered = state.toStateJson() as { readonly Resource?: unknown };
  const waits = typeof rendered.Resource === 'string' && patternOf(rendered.Resource) === 'waitForCallback';
  if (waits && !JSON.stringify(rendered).includes('Task.Token')) throw tokenNotPassed(name, 'render(taskToken)');
  return state;
}

/** Some states of aws-cdk-lib look for the token themselves; their error names no step. */
function tokenAsked(name: string, make: () => TaskStateBase): TaskStateBase {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Task Token is required')) throw tokenNotPassed(name, 'render(taskToken)');
    throw error;
  }
}

function taskScope(name: string, binding: TaskBinding): TaskScope<unknown, unknown> {
  const scope: ReferenceScope = { step: name };
  const root = <Value>(source: RootName) => rootReference<Value>(source, scope);
  const rendered = (template: unknown): JsonValue => {
    const node = templateNode(template, { step: name });
    checkScope(node, scope);
    const text = binding.render(node);
    const computed = binding.renderer.language === 'JSONPath' && typeof text === 'string' && node.kind !== 'literal';
    // CDK takes a text for what it says, unless it is a value of its own.
    return computed ? JsonPath.stringAt(text) : text;
  };
  return {
    scope: binding.scope,
    id: binding.id,
    fields: binding.fields,
    input: root('input'),
    vars: root('variables'),
    context: root('context'),
    error: caughtError(scope) as never,
    taskToken: root<string>('taskToken') as unknown as TaskToken,
    render(template) {
      requireAtMost('render()', 1, arguments, undefined, name);
      return rendered(template);
    },
    text(template) {
      requireAtMost('text()', 1, arguments, undefined, name);
      return resourceText(rendered(template));
    },
  };
}

function resourceText(rendered: JsonValue): string {
  return typeof rendered === 'string' ? rendered : JSON.stringify(rendered);
}
