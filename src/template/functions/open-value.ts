import { isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { StackScope } from '../stack-scope';

/** Functions that ask an account, or a resource once it is there. */
const ASKING = new Set(['Fn::GetAtt', 'Fn::ImportValue', 'Fn::GetStackOutput', 'Fn::Transform', 'Fn::GetAZs', 'Fn::Cidr']);

/**
 * True for a value that the deployment may change: it depends on a parameter that nobody has given a value, a resource or an account. What misses
 * because of such a value may fit there, so that it is not a mistake of the template.
 */
export function isOpen(value: JsonValue | undefined, scope: StackScope): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:');
  if (isJsonArray(value)) return value.some((item) => isOpen(item, scope));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, field]) => {
    if (key === 'Ref') return typeof field !== 'string' || !scope.isGiven(field);
    if (ASKING.has(key)) return true;
    if (key === 'Fn::Sub') return isOpenText(field, scope);
    return isOpen(field, scope);
  });
}

function isOpenText(argument: JsonValue, scope: StackScope): boolean {
  const [text, own = {}] = isJsonArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return true;
  const names = [...text.matchAll(/\$\{([^{}!]*)\}/g)].map(([, name = '']) => name.trim());
  return isOpen(own, scope) || names.some((name) => !(isJsonObject(own) && Object.hasOwn(own, name)) && !scope.isGiven(name));
}
