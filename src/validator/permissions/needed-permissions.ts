import { isJsonataText, isJsonObject, type JsonObject, type JsonValue, ownKey, type ServiceResource } from '../../asl';
import { isDistributed } from '../distributed-map';
import type { StatePlace } from '../rule-context';
import { readResource } from '../services/read-resource';
import { calledResource } from './called-resource';
import type { CalledResource, RolePolicies } from './iam';
import { INTEGRATION_ACTIONS, RULE_ACTIONS } from './integration-actions';
import { iamActionsOf } from './sdk-actions';

/** What a role needs for one thing that a state does. */
export interface Need {
  readonly actions: readonly string[];
  /** On what; absent where that comes with the data, or is not judged. */
  readonly resource?: CalledResource | undefined;
  /** How a statement names the resource. */
  readonly statementResource: string;
  /** What for, beside the call itself. */
  readonly purpose?: string;
}

/**
 * Services whose calls need no permission of the role, or where a policy of the resource alone may allow them: the trust of another role, the policy
 * of a key.
 */
const NOT_JUDGED: ReadonlySet<string> = new Set(['kms', 'sts']);

/** What the role of a machine needs for a state; nothing for one that calls nothing, or of which that is not known. */
export function neededPermissions({ node, state }: StatePlace, role: RolePolicies): readonly Need[] {
  if (node.type === 'Task') return ofTask(state);
  return node.type === 'Map' && isDistributed(state) ? ofDistributedMap(state, role) : [];
}

function ofTask(state: JsonObject): readonly Need[] {
  const resource = ownKey(state, 'Resource');
  // With a role of its own the call is allowed by that one.
  if (typeof resource !== 'string' || ownKey(state, 'Credentials') !== undefined) return [];
  const task = readResource(resource);
  if (task.kind === 'lambda') return [needOf(['lambda:InvokeFunction'], calledResource('lambda', resource))];
  if (task.kind === 'sdk') return ofSdk(task, state);
  return task.kind === 'integration' ? ofIntegration(task, state) : [];
}

function ofIntegration({ service, action, pattern }: ServiceResource, state: JsonObject): readonly Need[] {
  const known = INTEGRATION_ACTIONS.get(`${service}:${action}`);
  if (known === undefined || pattern === undefined) return [];
  const call = needOf(known.call, resourceOf(service, state));
  if (pattern !== 'runJob') return [call];
  return [
    call,
    ...(known.sync === undefined ? [] : [{ ...needOf(known.sync, undefined), purpose: 'to follow its job and to stop it' }]),
    ...(known.rule === undefined
      ? []
      : [{ actions: RULE_ACTIONS, statementResource: `arn:aws:events:*:*:rule/${known.rule}`, purpose: 'to hear of the end of its job' }]),
  ];
}

function ofSdk({ service, action }: { readonly service: string; readonly action: string }, state: JsonObject): readonly Need[] {
  const actions = NOT_JUDGED.has(service) ? undefined : iamActionsOf(service, action);
  if (actions === undefined) return [];
  // One that copies from a bucket to another, or lists all of them, has no one resource.
  return [needOf(actions, actions.length === 1 ? resourceOf(service, state) : undefined)];
}

/** A distributed Map starts executions of its own machine, and reads and writes objects with its role. */
function ofDistributedMap(state: JsonObject, { machineArn }: RolePolicies): readonly Need[] {
  const own = machineArn === undefined ? undefined : calledResource('states', machineArn);
  const needs = [needOf(['states:StartExecution'], own)];
  const reader = ownKey(state, 'ItemReader');
  const writer = ownKey(state, 'ResultWriter');
  if (isJsonObject(reader)) {
    const action = /:s3:(\w+)$/.exec(String(ownKey(reader, 'Resource')))?.[1];
    const actions = action === 'getObject' ? ['s3:GetObject'] : action === 'listObjectsV2' ? ['s3:ListBucket'] : undefined;
    if (actions !== undefined) needs.push(needOf(actions, resourceOf('s3', reader)));
  }
  if (isJsonObject(writer) && ownKey(writer, 'Resource') !== undefined) needs.push(needOf(['s3:PutObject'], resourceOf('s3', writer)));
  return needs;
}

function needOf(actions: readonly string[], resource: CalledResource | undefined): Need {
  return { actions, resource, statementResource: resource === undefined ? '*' : anywhere(resource.arn) };
}

/** Region and account are the template's to fill in: offline they are inventions. */
function anywhere(arn: string): string {
  const [prefix, partition, service, region, account, ...rest] = arn.split(':');
  return [prefix, partition, service, region && '*', account && '*', ...rest].join(':');
}

/** The parameter that names what a call is made on, for services of which that is one resource. */
const NAMED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['dynamodb', ['TableName']],
  ['lambda', ['FunctionName']],
  ['s3', ['Bucket']],
  ['sfn', ['StateMachineArn']],
  ['sns', ['TopicArn']],
  ['sqs', ['QueueUrl']],
  ['states', ['StateMachineArn']],
]);

function resourceOf(service: string, state: JsonObject): CalledResource | undefined {
  const given: JsonValue | undefined = ownKey(state, 'Parameters') ?? ownKey(state, 'Arguments');
  if (!isJsonObject(given)) return undefined;
  for (const name of NAMED_BY.get(service) ?? []) {
    const value = ownKey(given, name);
    if (typeof value === 'string' && !isJsonataText(value)) return calledResource(service, value);
  }
  return undefined;
}
