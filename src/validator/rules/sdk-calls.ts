import { childPointer, editDistance, isJsonObject, type JsonObject, nearestName, ownKey } from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';
import { parseResource } from '../services/parse-resource';
import { sdkActions, sdkServices } from '../services/sdk-actions';

/** Reports `aws-sdk` calls of services or actions that do not exist. A name that is new, not misspelt, is only a WARNING: services grow. */
export const sdkCalls: Rule = {
  name: 'UNKNOWN_ACTION',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      const parsed = typeof resource === 'string' ? parseResource(resource) : undefined;
      if (parsed?.kind !== 'sdk') continue;
      const finding = judge(parsed.service, parsed.action);
      if (finding) yield { pointer: childPointer(node.pointer, 'Resource'), ...finding, message: `State "${node.name}": ${finding.message}` };
    }
  },
};

function judge(service: string, action: string): Pick<Finding, 'message' | 'hint' | 'severity'> | undefined {
  const actions = sdkActions(service);
  if (actions) {
    if (actions.has(action)) return undefined;
    return worded(`the service "${service}" has no action "${action}"`, action, actions);
  }
  return worded(`there is no service "${service}" in the SDK`, service, sdkServices());
}

function worded(message: string, name: string, candidates: Iterable<string>): Pick<Finding, 'message' | 'hint' | 'severity'> {
  const nearest = nearestName(name, candidates);
  const typo = nearest !== undefined && editDistance(name.toLowerCase(), nearest.toLowerCase(), 3) <= 2;
  return { message, severity: typo ? 'ERROR' : 'WARNING', hint: nearest ? `did you mean "${nearest}"?` : undefined };
}

/** Reports parameters of an `aws-sdk` call that begin in lower case: Step Functions spells them all with a capital. */
export const sdkParameterCase: Rule = {
  name: 'PARAMETER_CASE',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      if (typeof resource !== 'string' || parseResource(resource).kind !== 'sdk') continue;
      const field = node.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
      const parameters = ownKey(state, field);
      if (isJsonObject(parameters)) yield* lowerCase(parameters, childPointer(node.pointer, field), node.name);
    }
  },
};

function* lowerCase(parameters: JsonObject, pointer: string, stateName: string): Iterable<Finding> {
  for (const key of Object.keys(parameters)) {
    if (!/^[a-z]/.test(key)) continue;
    yield { pointer: childPointer(pointer, key), message: `State "${stateName}": the SDK call has no parameter "${key}"`, hint: `write it as "${key.charAt(0).toUpperCase()}${key.slice(1)}"` };
  }
}
