import type { TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonValue } from '../../asl';
import { internalRoot, type ReferenceScope, type RootName } from '../expressions/node';
import { rootReference } from '../expressions/reference';
import { checkScope, templateNode } from '../expressions/template-node';
import type { L2Fields } from '../lowering/l2-fields';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { TaskToken } from '../types/expression';
import type { AsGiven, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions, TimeoutKey, TimeoutOptions } from '../types/options';
import type { Assigned, NotGiven, Passed } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { placementOf, type UntypedPlacement } from './placement';
import { recoveryOf, type UntypedRecovery } from './recovery';
import type { TaskBinding, TaskNode } from './step-node';
import { stepOf } from './step-value';
import type { Typed } from './typed';

/** What makes the L2 state of a task gets: where to make it, the fields to spread into its props, and references to render into others. */
export interface TaskScope<Input, Variables> extends StepScope<Input, Variables> {
  readonly scope: Construct;
  readonly id: string;
  /** Name, query language, timeouts and where the result goes: spread it into the props of the L2 task. */
  readonly fields: L2Fields;
  /** The token to send back, for tasks of the callback pattern. */
  readonly taskToken: TaskToken;
  /** Gives a template in the workflow's language, as the props of L2 tasks take it. */
  render(template: unknown): JsonValue;
  /** Gives one expression as text, for props that take a string. */
  text(template: unknown): string;
}

/** What a task of aws-stepfunctions-tasks does. */
export interface TaskOptions<Input, Variables, Result> {
  /** Makes the L2 state, which brings its own permissions. */
  readonly state: (scope: TaskScope<Input, Variables>) => TaskStateBase;
  /** The type of what the task gives. @default unknown */
  readonly result?: Typed<Result>;
}

/**
 * Gives a step for any L2 task, with the permissions that the L2 task brings.
 *
 * @example
 * task('Notify', {
 *   state: ({ scope, id, fields, render, input }) =>
 *     new tasks.SqsSendMessage(scope, id, { ...fields, queue, messageBody: TaskInput.fromObject({ order: render(input.orderId) }) }),
 *   discard: true,
 * })
 */
export function task<
  Input,
  Variables,
  Result = unknown,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Given = unknown,
>(
  name: string,
  options: TaskOptions<Input, Variables, Result> &
    PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded> &
    TimeoutOptions &
    AsGiven<Given, 'state' | 'result' | PlacementKey | RecoveryKey | TimeoutKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written>, CaughtAdded>
> {
  return stepOf(taskNode(name, options));
}

/** The options of a task without their types. */
export interface UntypedTask extends UntypedPlacement, UntypedRecovery, TimeoutOptions {
  readonly state: (scope: never) => TaskStateBase;
}

/** Gives the description of a task. */
export function taskNode(name: string, options: UntypedTask): TaskNode {
  const raw = internalRoot('rawResult');
  const make = options.state as unknown as (scope: TaskScope<unknown, unknown>) => TaskStateBase;
  return Object.freeze({
    kind: 'task',
    name,
    placement: placementOf(name, options),
    result: { JSONata: raw, JSONPath: raw },
    callback: false,
    timeout: options.timeout,
    heartbeat: options.heartbeat,
    ...recoveryOf(options),
    create: (binding: TaskBinding) => make(taskScope(name, binding)),
  } satisfies TaskNode);
}

function taskScope(name: string, binding: TaskBinding): TaskScope<unknown, unknown> {
  const scope: ReferenceScope = { step: name };
  const root = <Value>(source: RootName) => rootReference<Value>(source, scope);
  const render = (template: unknown): JsonValue => {
    const node = templateNode(template, name);
    checkScope(node, scope);
    return binding.render(node);
  };
  return {
    scope: binding.scope,
    id: binding.id,
    fields: binding.fields,
    input: root('input'),
    vars: root('variables'),
    context: root('context'),
    taskToken: root<string>('taskToken') as unknown as TaskToken,
    render,
    text: (template) => textOf(render(template)),
  };
}

function textOf(rendered: JsonValue): string {
  return typeof rendered === 'string' ? rendered : JSON.stringify(rendered);
}
