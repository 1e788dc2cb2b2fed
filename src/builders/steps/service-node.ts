import type { TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject } from '../../asl';
import { BuilderError, childNodes, type ExpressionNode, internalRoot, isMerge } from '../../expressions';
import { cannotSay } from '../rendering/jsonpath-path';
import { beforeResult, captured, placementOf, type UntypedPlacement } from '../tree/placement';
import type { TaskBinding, TaskNode } from '../tree/step-node';
import { recoveryOf, type UntypedRecovery } from './recovery';
import { limitsOf, type UntypedLimits } from './task-limits';

/** The options that every task has, without their types. */
export interface UntypedServiceTask extends UntypedPlacement, UntypedRecovery, UntypedLimits {
  readonly waitForTaskToken?: boolean | undefined;
}

/** What sets one kind of task apart from another. */
export interface ServiceTaskKind {
  /** The field of the raw result that `result` stands for. @default the raw result */
  readonly resultField?: string;
  /** Makes the L2 state. */
  create(binding: TaskBinding, callback: boolean): TaskStateBase;
}

/** The description of a task of a service. */
export function serviceNode(name: string, options: UntypedServiceTask, kind: ServiceTaskKind): TaskNode {
  const callback = options.waitForTaskToken === true;
  const raw = internalRoot('rawResult');
  const result: ExpressionNode = kind.resultField === undefined || callback ? raw : { kind: 'field', of: raw, name: kind.resultField };
  return Object.freeze({
    kind: 'task',
    name,
    placement: placementOf(name, options),
    result: { JSONata: result, JSONPath: result },
    callback,
    ...limitsOf(name, options),
    ...recoveryOf(name, options),
    create: (binding: TaskBinding) => kind.create(binding, callback),
  } satisfies TaskNode);
}

/**
 * The tree of a payload callback.
 *
 * @throws BuilderError when a task that waits for its token does not pass it on
 */
export function payloadNode(name: string, callback: boolean, payload: (scope: never) => unknown): ExpressionNode {
  const node = captured(name, callback ? [...beforeResult, 'taskToken'] : beforeResult, payload);
  if (callback && !holdsToken(node)) throw tokenNotPassed(name, '({ taskToken }) => ({ token: taskToken })');
  return node;
}

/** The error of a task that waits for its token and does not send it. */
export function tokenNotPassed(step: string, sent: string): BuilderError {
  return new BuilderError({
    code: 'TOKEN_NOT_PASSED',
    step,
    message: 'It waits for its task token, but what it sends does not contain the token, so nobody can answer.',
    hint: `put taskToken into it: ${sent}.`,
  });
}

function holdsToken(node: ExpressionNode): boolean {
  if (node.kind === 'root') return node.root === 'taskToken';
  // Text of the author's own may read the token from the context object.
  return node.kind === 'raw' ? node.text.includes('Task.Token') : childNodes(node).some(holdsToken);
}

/**
 * What a service gets, in the workflow's language: an object, or in JSONata what a merge computes.
 *
 * @throws BuilderError for what is not an object
 */
export function renderedParameters(binding: TaskBinding, node: ExpressionNode): JsonObject | string {
  const rendered = binding.render(node);
  if (isJsonObject(rendered)) return rendered;
  if (typeof rendered === 'string' && isMerge(node)) {
    if (binding.renderer.language === 'JSONata') return rendered;
    throw cannotSay('parameters that are merged', binding.place, 'merge in a pass before it, or name each field.');
  }
  throw new BuilderError({
    code: 'PARAMETERS_NOT_OBJECT',
    step: binding.place.step,
    message: 'Its parameters are not an object with fields, so they cannot be checked or rendered.',
    hint: 'return an object: ({ input }) => ({ Name: input.name }).',
  });
}
