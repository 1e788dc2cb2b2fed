import { isJsonArray, isJsonObject, type JsonValue, ownKey } from '../../asl';
import { EXTENSIONS_HINT, hasLanguageExtensions } from '../language-extensions';
import { broken, invented, scalarText, type TemplateFunction, unresolved } from './intrinsic-function';
import { isOpen } from './open-value';

/** `Fn::FindInMap`: `[map, key, key]`, with a `DefaultValue` behind them when `AWS::LanguageExtensions` is in use. */
export const findInMap: TemplateFunction = (argument, context) => {
  const parts = isJsonArray(argument) ? argument : [];
  const keys = parts.slice(0, 3).map((part, index) => scalarText(context.resolve(part, index)));
  const { scope } = context;
  const mappings = ownKey(scope.template, 'Mappings');
  const label = `Fn::FindInMap-${keys.join('-')}`;
  const fallback = isJsonObject(parts[3]) ? ownKey(parts[3], 'DefaultValue') : undefined;
  if (fallback !== undefined && !hasLanguageExtensions(scope.template)) {
    const expected = 'the transform AWS::LanguageExtensions, which DefaultValue needs';
    return broken(context, label, { expected, received: argument, hint: EXTENSIONS_HINT });
  }
  const found = keys.length === 3 ? valueInMap(mappings, keys) : undefined;
  if (found !== undefined) return context.resolve(found);
  if (fallback !== undefined) return context.resolve(fallback, 3, 'DefaultValue');
  // Another region, or another value of a parameter, may find something.
  const open = parts.slice(0, 3).map((part, index) => (isOpen(part, scope) ? undefined : keys[index]));
  const hint = 'Add the entry to Mappings, or give the parameters their values.';
  const mistake = { expected: '[map, key, key] found under Mappings', received: keys as JsonValue, hint };
  if (keys.length === 3 && open.includes(undefined) && mayFind(mappings, open))
    return unresolved(context, invented(context, keys.join('-')), mistake);
  return broken(context, label, mistake);
};

function valueInMap(value: JsonValue | undefined, [key, ...rest]: readonly (string | undefined)[]): JsonValue | undefined {
  if (key === undefined) return rest.length === 0 ? value : undefined;
  return isJsonObject(value) ? valueInMap(ownKey(value, key), rest) : undefined;
}

/** Whether some way through the mappings fits, where an open key fits all. */
function mayFind(value: JsonValue | undefined, [key, ...rest]: readonly (string | undefined)[]): boolean {
  const inside = isJsonObject(value) ? (key === undefined ? Object.values(value) : [ownKey(value, key)]) : [];
  return inside.some((each) => each !== undefined && (rest.length === 0 || mayFind(each, rest)));
}
