import { type AnyStateNode, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
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
const DEFAULTS: Readonly<Record<string, JsonValue>> = { InputPath: '$', OutputPath: '$', ResultPath: '$', MaxConcurrency: 0 };
const RETRIER_DEFAULTS: Readonly<Record<string, JsonValue>> = {
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
  JitterStrategy: 'NONE',
};

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

/** Gives what the fields of a state mean: without comments and defaults, and older names of fields under the newer ones. */
export function meaningOf(node: AnyStateNode): JsonObject {
  const fields = node.fields as unknown as JsonObject;
  const meant = Object.entries(fields).filter(([name, value]) => !APART.has(name) && value !== DEFAULTS[name]);
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

/** Gives an entry of Retry, Catch or Choices without its comment and its defaults. */
export function meaningOfEntry(entry: JsonObject, list: 'Retry' | 'Catch' | 'Choices'): JsonObject {
  const defaults = list === 'Retry' ? RETRIER_DEFAULTS : DEFAULTS;
  return Object.fromEntries(Object.entries(entry).filter(([name, value]) => name !== 'Comment' && value !== defaults[name]));
}
