import { childPointer } from '../../asl';
import { unknownSdkCall } from '../../data';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';
import { integrationCalls } from '../services/integration-calls';

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
  const unknown = unknownSdkCall(service, action);
  if (unknown === undefined) return undefined;
  const { problem, nearest, isMisspelt } = unknown;
  return {
    message: problem,
    severity: isMisspelt ? 'ERROR' : 'WARNING',
    hint: nearest === undefined ? undefined : `did you mean "${nearest}"?`,
  };
}
