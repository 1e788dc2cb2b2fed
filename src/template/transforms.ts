import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../asl';
import { asList } from './as-list';

/** The macros that `Transform` of a template names, one or a list of them. */
export function transformsOf(template: JsonObject): readonly JsonValue[] {
  return asList(ownKey(template, 'Transform'));
}

/** The macros that `Fn::Transform` of an object calls; null for one without a name. */
export function calledMacros(holder: JsonObject): readonly JsonValue[] {
  return asList(ownKey(holder, 'Fn::Transform')).map((call) => (isJsonObject(call) ? (ownKey(call, 'Name') ?? null) : null));
}

/** The macros of the account that may rewrite a resource before CloudFormation makes it: those of its template, and those that it calls itself. */
export function macrosOn(resource: JsonObject, template: JsonObject): readonly string[] {
  const { Properties: properties } = resource;
  const ofTemplate = transformsOf(template).map((each) => (isJsonObject(each) ? (ownKey(each, 'Name') ?? null) : each));
  const called = [template, resource, isJsonObject(properties) ? properties : {}].flatMap(calledMacros);
  return [...ofTemplate, ...called].filter((name): name is string => typeof name === 'string' && !name.startsWith('AWS::'));
}
