import { type AnyStateNode, childPointer, isJsonataText, isJsonObject, isServiceResource, type JsonObject, ownKey } from '../../asl';
import { unknownIntegration } from '../../data';
import type { Finding } from '../diagnostic';
import { looksLikePath } from '../expressions/read-expression';
import { PLACEHOLDER } from '../placeholder';
import type { Rule } from '../rule';
import { type ReadResource, readResource } from '../services/read-resource';

/** Reports tasks whose `Resource` is not an ARN, names no integration, or asks it for a pattern it does not have, and roles of tasks that are not the ARN of a role. */
export const taskResources: Rule = {
  name: 'UNKNOWN_RESOURCE',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states, awsOnly }) {
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      if (node.type === 'Task' && !awsOnly) yield* wrongRole(state, node);
      if (typeof resource !== 'string' || resource === '') continue;
      const pointer = childPointer(node.pointer, 'Resource');
      const parsed = readResource(resource);
      const hint = judgeResource(parsed);
      if (awsOnly && parsed.kind === 'invalid' && parsed.unrecorded) continue;
      // AWS refuses a word; a file may be filled in by a script before AWS sees it, as published fixtures have it.
      const milder = !awsOnly && parsed.kind === 'invalid' && parsed.likely;
      if (hint !== undefined) yield { pointer, ...wording(resource), hint, ...(milder ? { severity: 'WARNING' as const } : {}) };
    }
  },
};

const ROLE_ARN = /^arn:[^:]+:iam::[^:]*:role\/./;

/** Nobody can be asked for the credentials of another thing than a role: the call fails. */
function* wrongRole(state: JsonObject, { name, pointer }: AnyStateNode): Iterable<Finding> {
  const credentials = ownKey(state, 'Credentials');
  const role = isJsonObject(credentials) ? ownKey(credentials, 'RoleArn') : undefined;
  if (typeof role !== 'string' || role === '' || isJsonataText(role) || looksLikePath(role) || PLACEHOLDER.test(role)) return;
  if (ROLE_ARN.test(role)) return;
  yield {
    pointer: ['Credentials', 'RoleArn'].reduce(childPointer, pointer),
    severity: 'WARNING',
    code: 'UNKNOWN_RESOURCE',
    message: `State "${name}": the role of a task is the ARN of a role, and this is ${JSON.stringify(role)}`,
    hint: 'write it as arn:aws:iam::ACCOUNT:role/NAME',
  };
}

function wording(resource: string): Pick<Finding, 'message'> {
  return resource.startsWith('arn:')
    ? {
        message: `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      }
    : { message: 'Value is not a valid resource ARN' };
}

/** The hint when the resource is wrong. */
function judgeResource(resource: ReadResource): string | undefined {
  if (resource.kind === 'invalid') return resource.reason;
  return isServiceResource(resource) ? unknownIntegration(resource) : undefined;
}
