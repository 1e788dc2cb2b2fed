import { childPointer, isServiceResource, ownKey } from '../../asl';
import { unknownIntegration } from '../../data';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';
import { type ReadResource, readResource } from '../services/read-resource';

/** Reports tasks whose `Resource` is not an ARN, names no integration, or asks it for a pattern it does not have. */
export const taskResources: Rule = {
  name: 'UNKNOWN_RESOURCE',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states, awsOnly }) {
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      if (typeof resource !== 'string' || resource === '') continue;
      const pointer = childPointer(node.pointer, 'Resource');
      const parsed = readResource(resource);
      const hint = judgeResource(parsed);
      // AWS refuses a word; a file may be filled in by a script before AWS sees it, as published fixtures have it.
      const milder = !awsOnly && parsed.kind === 'invalid' && parsed.likely;
      if (hint !== undefined) yield { pointer, ...wording(resource), hint, ...(milder ? { severity: 'WARNING' as const } : {}) };
    }
  },
};

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
