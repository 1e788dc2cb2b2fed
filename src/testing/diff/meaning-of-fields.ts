import { type AnyStateNode, fieldsAsJson, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { ChangeKind } from './definition-change';

/** What a change of a field is called; those not named here are `fieldChanged`. */
export const FIELD_CHANGES: Readonly<Record<string, ChangeKind>> = Object.freeze({
  ...kinds('expressionChanged', 'InputPath OutputPath ResultPath ResultSelector Parameters Arguments Output Assign Result'),
  ...kinds('expressionChanged', 'Items ItemsPath ItemSelector Error ErrorPath Cause CausePath Credentials'),
  ...kinds(
    'timeChanged',
    'TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath Seconds SecondsPath Timestamp TimestampPath',
  ),
  Resource: 'resourceChanged',
});

function kinds(kind: ChangeKind, names: string): Record<string, ChangeKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** Values that mean the same as an absent field. */
const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  InputPath: '$',
  OutputPath: '$',
  ResultPath: '$',
  ItemsPath: '$',
  MaxConcurrency: 0,
  // What the service takes for a Task without one.
  TimeoutSeconds: 99_999_999,
};
const CATCHER_DEFAULTS: Readonly<Record<string, JsonValue>> = { ResultPath: '$', Output: '{% $states.errorOutput %}' };
const RETRIER_DEFAULTS: Readonly<Record<string, JsonValue>> = {
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
  JitterStrategy: 'NONE',
};

const NO_DEFAULTS: Readonly<Record<string, JsonValue>> = {};

/** Fields that hold states, or say where the way goes: they are compared by themselves. */
const APART = new Set([
  'Type',
  'Comment',
  'QueryLanguage',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Choices',
  'Retry',
  'Catch',
  'Next',
  'End',
  'Default',
]);

/** What the fields of a state mean: without comments and defaults, and older names of fields under the newer ones. */
export function meaningOf(node: AnyStateNode): JsonObject {
  const fields = fieldsAsJson(node.fields);
  const meant = Object.entries(fields).filter(
    ([name, value]) => !APART.has(name) && value !== DEFAULTS[name] && !toleratesNothing(fields, name),
  );
  const renamed = meant.map(([name, value]): [string, JsonValue] => [
    node.type === 'Map' && name === 'Parameters' ? 'ItemSelector' : name,
    value,
  ]);
  const processor = ownKey(fields, 'ItemProcessor') ?? ownKey(fields, 'Iterator');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  const distributed = isJsonObject(config) && config.Mode === 'DISTRIBUTED';
  return {
    ...Object.fromEntries(renamed),
    QueryLanguage: node.queryLanguage,
    ...(distributed ? { ProcessorConfig: config } : {}),
  };
}

/** A threshold of 0 says what no threshold at all says: beside the other one it is stricter. */
function toleratesNothing(fields: JsonObject, name: string): boolean {
  if (!/^ToleratedFailure(?:Count|Percentage)$/.test(name) || fields[name] !== 0) return false;
  return Object.keys(fields).every((other) => other === name || !other.startsWith('ToleratedFailure'));
}

/** An entry of Retry, Catch or Choices without its comment and its defaults, its errors in an order that says nothing. */
export function meaningOfEntry(entry: JsonObject, list: 'Retry' | 'Catch' | 'Choices'): JsonObject {
  const defaults = { Retry: RETRIER_DEFAULTS, Catch: CATCHER_DEFAULTS, Choices: NO_DEFAULTS }[list];
  const meant = Object.entries(entry).filter(([name, value]) => name !== 'Comment' && value !== defaults[name]);
  return Object.fromEntries(meant.map(([name, value]) => [name, name === 'ErrorEquals' ? [...new Set(value as string[])].sort() : value]));
}
