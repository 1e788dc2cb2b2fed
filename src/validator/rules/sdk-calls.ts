import { childPointer, editDistance, nearestName } from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';
import { integrationCalls } from '../services/integration-calls';
import { sdkActions, sdkServices } from '../services/sdk-models';

/** Reports `aws-sdk` calls of services or actions that do not exist. A name that is new, not misspelt, is only a WARNING: services grow. */
export const sdkCalls: Rule = {
  name: 'UNKNOWN_ACTION',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const { node, service, action, sdk } of integrationCalls(states)) {
      const finding = sdk ? judgeAction(service, action) : undefined;
      if (finding)
        yield { pointer: childPointer(node.pointer, 'Resource'), ...finding, message: `State "${node.name}": ${finding.message}` };
    }
  },
};

function judgeAction(service: string, action: string): Pick<Finding, 'message' | 'hint' | 'severity'> | undefined {
  if (action === '')
    return { message: `the ARN names no action of "${service}"`, hint: `write it as "arn:aws:states:::aws-sdk:${service}:action"` };
  const actions = sdkActions(service);
  if (actions) return actions.has(action) ? undefined : worded(`the service "${service}" has no action "${action}"`, action, actions);
  return worded(`there is no service "${service}" in the SDK`, service, sdkServices());
}

function worded(message: string, name: string, candidates: Iterable<string>): Pick<Finding, 'message' | 'hint' | 'severity'> {
  const nearest = nearestName(name, candidates);
  const typo = nearest !== undefined && editDistance(name.toLowerCase(), nearest.toLowerCase(), 3) <= 2;
  return { message, severity: typo ? 'ERROR' : 'WARNING', hint: nearest ? `did you mean "${nearest}"?` : undefined };
}
