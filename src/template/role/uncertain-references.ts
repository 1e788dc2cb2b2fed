import { isJsonArray, isJsonObject, type JsonValue, memberIn } from '../../asl';
import { splitAttribute } from '../functions/references';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';

/** Resources whose attributes nobody knows before the deployment. */
const CUSTOM = /^(?:Custom::|AWS::CloudFormation::(?:CustomResource|Stack)$|AWS::Serverless::Application$)/;

/**
 * The parts of a template's value that are known once it is deployed and not before: parameters, imports from elsewhere, conditions, lookups in
 * mappings, attributes of custom resources. What refers to the template's own resources is certain, as both sides of a comparison get the same name.
 */
export function uncertainReferences(value: JsonValue | undefined, scope: StackScope): readonly JsonValue[] {
  if (typeof value === 'string') return value.includes('{{resolve:') ? [value] : [];
  if (isJsonArray(value)) return value.flatMap((item) => uncertainReferences(item, scope));
  if (!isJsonObject(value)) return [];
  const [key, ...others] = Object.keys(value);
  if (key === undefined) return [];
  const argument = memberIn(value, key);
  if (others.length > 0 || (key !== 'Ref' && !key.startsWith('Fn::')))
    return Object.values(value).flatMap((member) => uncertainReferences(member, scope));
  switch (key) {
    case 'Ref':
      return isOwn(String(argument), scope) ? [] : [value];
    case 'Fn::GetAtt':
      return isOwnAttribute(argument, scope) ? [] : [value];
    case 'Fn::Join':
      return uncertainReferences(argument, scope);
    case 'Fn::Sub':
      return inText(argument, scope);
    case 'Fn::ImportValue': {
      const name = resolve(argument, scope);
      return typeof name === 'string' && scope.importValue(name) !== undefined ? [] : [value];
    }
    default:
      return [value];
  }
}

function isOwn(logicalId: string, scope: StackScope): boolean {
  if (logicalId.startsWith('AWS::')) return true;
  const type = scope.names.get(logicalId)?.type;
  return type !== undefined && !CUSTOM.test(type);
}

function isOwnAttribute(argument: JsonValue, scope: StackScope): boolean {
  const logicalId = isJsonArray(argument) ? argument[0] : typeof argument === 'string' ? splitAttribute(argument)?.[0] : undefined;
  return typeof logicalId === 'string' && isOwn(logicalId, scope);
}

/** `${Name}`, `${Name.Attribute}` and the names of the map beside the text. */
function inText(argument: JsonValue, scope: StackScope): readonly JsonValue[] {
  const [text, own] = isJsonArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return [argument];
  const known = isJsonObject(own) ? own : {};
  return [...text.matchAll(/\$\{([^{}]*)\}/g)].flatMap(([, inside = '']) => {
    const name = inside.trim();
    if (name.startsWith('!')) return [];
    if (Object.hasOwn(known, name)) return uncertainReferences(memberIn(known, name), scope);
    return uncertainReferences(name.includes('.') && !name.startsWith('AWS::') ? { 'Fn::GetAtt': name } : { Ref: name }, scope);
  });
}
