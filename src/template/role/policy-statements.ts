import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { asList } from '../as-list';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';
import { uncertainReferences } from './uncertain-references';

/**
 * The statements of a policy document, as far as they matter offline: an allowed resource that is not certain has become `*`, conditions of what
 * is allowed are taken to hold, and what is denied on a condition or on something uncertain is left out. Undefined where the actions are not certain.
 */
export function policyStatements(document: JsonValue | undefined, scope: StackScope): readonly JsonObject[] | undefined {
  const written = isJsonObject(document) ? ownKey(document, 'Statement') : undefined;
  if (written === undefined) return undefined;
  const statements = asList(written).map((statement) => readStatement(statement, scope));
  return statements.every((each) => each !== undefined) ? statements.flat() : undefined;
}

function readStatement(statement: JsonValue, scope: StackScope): readonly JsonObject[] | undefined {
  if (!isJsonObject(statement) || Object.keys(statement).some((key) => key.startsWith('Fn::') || key === 'Ref')) return undefined;
  const { Effect: effect, Action: action, NotAction: notAction, Resource: resource, NotResource: notResource } = statement;
  const actions = action ?? notAction;
  if (actions === undefined || uncertainReferences([effect ?? null, actions], scope).length > 0) return undefined;
  const resolved = (value: JsonValue): readonly JsonValue[] => asList(resolve(value, scope));
  const which: JsonObject = { [action === undefined ? 'NotAction' : 'Action']: resolved(actions) };
  if (effect === 'Allow') {
    const resources =
      resource === undefined
        ? ['*']
        : asList(resource).flatMap((each) => (uncertainReferences(each, scope).length > 0 ? ['*'] : resolved(each)));
    return [{ Effect: 'Allow', ...which, Resource: resources }];
  }
  if (effect !== 'Deny') return undefined;
  const places = resource ?? notResource ?? '*';
  if (Object.hasOwn(statement, 'Condition') || uncertainReferences(places, scope).length > 0) return [];
  return [
    { Effect: 'Deny', ...which, [resource === undefined && notResource !== undefined ? 'NotResource' : 'Resource']: resolved(places) },
  ];
}
