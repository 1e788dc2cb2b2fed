import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { type Credentials, TaskRole, type TaskStateBase, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject } from '../../asl';
import type { ExpressionNode } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import type { Renderer } from '../rendering/renderer';
import type { TaskNode } from '../tree/step-node';
import { checkTimeouts, requireWholeSeconds } from './check-times';
import type { L2Fields } from './l2-fields';
import { readsRoot } from './reads-root';

/** How long a task may take and in whose name it calls, as props of an L2 task and as fields that no prop writes in every release. */
export interface TaskLimits {
  readonly props: Pick<L2Fields, 'taskTimeout' | 'heartbeatTimeout' | 'credentials'>;
  readonly kept: JsonObject;
}

/**
 * The limits of a task.
 *
 * @throws BuilderError for times that Step Functions does not take, and for what JSONPath cannot say
 */
export function taskLimits(renderer: Renderer, node: TaskNode): TaskLimits {
  const timeout = known(node.name, 'timeout', node.timeout);
  const heartbeat = known(node.name, 'heartbeat', node.heartbeat);
  checkTimeouts(node.name, durationIn(timeout), durationIn(heartbeat));
  return {
    props: {
      ...(timeout instanceof Duration ? { taskTimeout: Timeout.duration(timeout) } : {}),
      ...(heartbeat instanceof Duration ? { heartbeatTimeout: Timeout.duration(heartbeat) } : {}),
      ...(node.credentials === undefined ? {} : { credentials: credentialsOf(renderer, node.name, node.credentials) }),
    },
    kept: {
      ...secondsField(renderer, node.name, 'timeout', timeout),
      ...secondsField(renderer, node.name, 'heartbeat', heartbeat),
    },
  };
}

/**
 * Refuses limits that read the input where JSONPath narrows it: whether they would read the whole input or the part is said nowhere.
 *
 * @throws BuilderError naming the step and the way out
 */
export function refuseNarrowedLimits(node: TaskNode, state: TaskStateBase): void {
  for (const field of ['timeout', 'heartbeat', 'credentials'] as const) {
    const given = node[field];
    if (given === undefined || !isNode(given) || !readsRoot(given, 'input')) continue;
    if ((state.toStateJson() as { readonly InputPath?: string }).InputPath === undefined) return;
    const place = { step: node.name, field };
    throw cannotSay('a value of the input beside a payload that is a path', place, 'write the payload as an object, or read a variable.');
  }
}

type GivenLimit = Duration | ExpressionNode | undefined;

function isNode(given: object): given is ExpressionNode {
  return 'kind' in given;
}

/** Seconds that a callback gives as a constant are a duration like any other. */
function known(step: string, field: string, given: GivenLimit): GivenLimit {
  if (given === undefined || !isNode(given) || given.kind !== 'literal' || typeof given.value !== 'number') return given;
  requireWholeSeconds(step, field, given.value);
  return Duration.seconds(given.value);
}

function durationIn(given: GivenLimit): Duration | undefined {
  return given instanceof Duration ? given : undefined;
}

const fieldNames = { timeout: 'TimeoutSeconds', heartbeat: 'HeartbeatSeconds' } as const;

function secondsField(renderer: Renderer, step: string, field: keyof typeof fieldNames, given: GivenLimit): JsonObject {
  if (given === undefined || given instanceof Duration) return {};
  const place = { step, field };
  if (renderer.language === 'JSONata') return { [fieldNames[field]]: renderer.template(given, place) };
  const path = pathOf(given, place);
  if (path === undefined) throw cannotSay('computed seconds', place, 'put the seconds into the input or a variable first.');
  return { [`${fieldNames[field]}Path`]: path };
}

function credentialsOf(renderer: Renderer, step: string, given: IRole | ExpressionNode): Credentials {
  if (!isNode(given)) return { role: TaskRole.fromRole(given) };
  const place = { step, field: 'credentials' };
  if (given.kind === 'literal') return { role: namedRole(String(given.value), String(given.value)) };
  const rendered = renderer.template(given, place) as string;
  return { role: renderer.language === 'JSONPath' ? TaskRole.fromRoleArnJsonPath(rendered) : namedRole(rendered, '*') };
}

/** A role by its ARN, or by what gives the ARN; the resource is what the role of the machine may assume. */
function namedRole(roleArn: string, resource: string): TaskRole {
  return { roleArn, resource };
}
