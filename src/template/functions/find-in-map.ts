import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import { type IntrinsicFunction, textOf, unresolved } from './intrinsic-function';

/** `Fn::FindInMap`: `[map, key, key]`, with a `DefaultValue` behind them when `AWS::LanguageExtensions` is in use. */
export const findInMap: IntrinsicFunction = (argument, context) => {
  const parts = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const keys = parts.slice(0, 3).map((part, index) => textOf(context.resolve(part, index)));
  let found: JsonValue | undefined = ownKey(context.scope.template, 'Mappings');
  for (const key of keys) found = isJsonObject(found) && key !== undefined ? ownKey(found, key) : undefined;
  if (keys.length === 3 && found !== undefined) return context.resolve(found);
  const fallback = isJsonObject(parts[3]) ? ownKey(parts[3], 'DefaultValue') : undefined;
  if (fallback !== undefined) return context.resolve(fallback, 3, 'DefaultValue');
  return unresolved(
    context,
    `Fn::FindInMap-${keys.join('-')}`,
    '[map, key, key] found under Mappings',
    argument,
    'Add the entry to Mappings.',
  );
};
