import { childPointer, ownKey } from '../../asl';
import type { Rule } from '../rule';
import { integrationCalls } from '../services/integration-calls';
import { readResource } from '../services/read-resource';

/** Warns of functions called without a version or alias: an execution may meet two versions of the code. Off unless asked for. */
export const lambdaVersions: Rule = {
  name: 'UNQUALIFIED_LAMBDA',
  severity: 'WARNING',
  aws: false,
  optional: true,
  *check({ states }) {
    const hint = 'add a version or alias to the ARN';
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      if (typeof resource !== 'string' || !isUnqualified(resource)) continue;
      yield {
        pointer: childPointer(node.pointer, 'Resource'),
        message: `State "${node.name}" calls the latest code of the function`,
        hint,
      };
    }
    for (const { node, service, payload, payloadPointer } of integrationCalls(states)) {
      const name =
        service === 'lambda' && payload && ownKey(payload, 'Qualifier') === undefined ? ownKey(payload, 'FunctionName') : undefined;
      if (typeof name !== 'string' || !isUnqualified(name)) continue;
      yield {
        pointer: childPointer(payloadPointer, 'FunctionName'),
        message: `State "${node.name}" calls the latest code of the function`,
        hint,
      };
    }
  },
};

function isUnqualified(arn: string): boolean {
  const parsed = readResource(arn);
  return parsed.kind === 'lambda' && (parsed.qualifier === undefined || parsed.qualifier.startsWith('$LATEST'));
}
