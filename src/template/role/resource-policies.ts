import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { asList } from '../as-list';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';

import { uncertainReferences } from './uncertain-references';

/**
 * What policies of queues, topics, buckets, functions and the like let a role do, or let everybody do: within an account that is enough, whatever
 * the role's own policies say. Undefined where the actions are not certain.
 */
export function resourcePolicyStatements(roleArn: string, scope: StackScope): readonly JsonObject[] | undefined {
  const found: JsonObject[] = [];
  for (const statement of statementsOf(scope)) {
    if (!isFor(statement, roleArn, scope)) continue;
    const { Action: action } = statement;
    if (action === undefined || uncertainReferences(action, scope).length > 0) return undefined;
    found.push({ Effect: 'Allow', Action: asList(resolve(action, scope)), Resource: ['*'] });
  }
  return found;
}

/** Found once for all machines of a template. */
const known = new WeakMap<StackScope, readonly JsonObject[]>();

function statementsOf(scope: StackScope): readonly JsonObject[] {
  const before = known.get(scope);
  if (before !== undefined) return before;
  const resources = ownKey(scope.template, 'Resources');
  const found = Object.values(isJsonObject(resources) ? resources : {}).flatMap((resource) => {
    // Who may take on a role says nothing of what the role may do, and a definition is not a policy.
    if (!isJsonObject(resource) || /^AWS::IAM::Role$|::StateMachine$/.test(String(resource.Type))) return [];
    return statementsWithPrincipal(resource.Properties ?? null);
  });
  known.set(scope, found);
  return found;
}

function statementsWithPrincipal(value: JsonValue): readonly JsonObject[] {
  if (isJsonArray(value)) return value.flatMap(statementsWithPrincipal);
  if (!isJsonObject(value)) return [];
  const inner = Object.values(value).flatMap((member) => statementsWithPrincipal(member));
  return Object.hasOwn(value, 'Principal') ? [value, ...inner] : inner;
}

function isFor({ Effect: effect, Principal: principal, Condition: condition }: JsonObject, roleArn: string, scope: StackScope): boolean {
  if (effect === 'Deny' || principal === undefined) return false;
  // Calls that another service makes on behalf of something: not those of a role.
  if (/"aws:Source(?:Arn|Account|Owner)"/i.test(JSON.stringify(condition ?? null))) return false;
  const named = isJsonObject(principal) && Object.hasOwn(principal, 'AWS') ? principal.AWS : principal;
  if (isJsonObject(named) && Object.hasOwn(named, 'Service')) return false;
  const principals = asList(resolve(named as JsonValue, scope));
  return principals.includes('*') || principals.includes(roleArn) || uncertainReferences(named as JsonValue, scope).length > 0;
}
