import {
  childPointer,
  type IntegrationPattern,
  nearestName,
  OPTIMISED_INTEGRATIONS,
  ownKey,
  type ServiceResource,
  SYNC_2,
} from '../../asl';
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

/** What stands in a `Resource` for each pattern. */
const WRITTEN: Readonly<Record<IntegrationPattern, string>> = {
  requestResponse: 'request-response',
  runJob: '.sync',
  waitForCallback: '.waitForTaskToken',
};

/** The hint when the resource is wrong. */
function judgeResource(resource: ReadResource): string | undefined {
  if (resource.kind === 'invalid') return resource.reason;
  if (resource.kind === 'sdk') return judgePattern(resource, ['requestResponse', 'waitForCallback']);
  if (resource.kind !== 'integration') return undefined;
  const actions = OPTIMISED_INTEGRATIONS.get(resource.service);
  if (!actions) {
    const nearest = nearestName(resource.service, OPTIMISED_INTEGRATIONS.keys());
    return nearest === undefined
      ? `use "aws-sdk:${resource.service}:${resource.action}" for a call without an optimised integration`
      : `did you mean "${nearest}"?`;
  }
  const patterns = actions.get(resource.action);
  if (patterns) return judgePattern(resource, patterns);
  const nearest = nearestName(resource.action, actions.keys());
  return nearest === undefined
    ? `${resource.service} has ${[...actions.keys()].join(', ')}; use "aws-sdk:${resource.service}:${resource.action}" for other calls`
    : `did you mean "${nearest}"?`;
}

function judgePattern({ service, action, suffix, pattern }: ServiceResource, patterns: readonly IntegrationPattern[]): string | undefined {
  if (pattern === undefined) return `the text after the dot is ".sync", ".sync:2" or ".waitForTaskToken", not ".${suffix}"`;
  // Others than startExecution take `.sync:2` as well in older definitions, so only a missing job pattern is refused.
  if (suffix === 'sync:2' && `${service}:${action}` !== SYNC_2 && !patterns.includes('runJob')) return `only ${SYNC_2} has ".sync:2"`;
  return patterns.includes(pattern)
    ? undefined
    : `${service}:${action} has no ".${suffix}": it supports ${patterns.map((name) => WRITTEN[name]).join(', ')}`;
}
