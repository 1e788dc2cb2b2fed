import { isJsonArray, isJsonObject, type JsonValue, parseJson, printable } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { detailsOfEvent } from '../../interpreter';
import { canonicalJson } from './canonical-json';
import type { SnapshotSerializer } from './serializer';
import { withoutAssetHashes } from './without-asset-hashes';

/** Prints a history as a line per event: its type and details, without ids, times, tokens, names of executions and stack traces. */
export const historySerializer: SnapshotSerializer = {
  test: (value) => isJsonArray(value) && value.length > 0 && value.every(isEvent),
  serialize: (value, _config, indentation) => historyText(value as readonly HistoryEvent[]).replaceAll('\n', `\n${indentation}`),
};

/** What a history's text holds besides types and details. */
export interface HistoryTextOptions {
  /** Ids of events and of those before them. @default false */
  readonly ids?: boolean;
  /** Seconds of virtual time since the start. @default false */
  readonly times?: boolean;
}

/** A history as a line per event. */
export function historyText(history: readonly HistoryEvent[], { ids = false, times = false }: HistoryTextOptions = {}): string {
  const start = history[0]?.timestamp.getTime() ?? 0;
  const lines = history.map((event) =>
    [
      ...(ids ? [`${event.previousEventId} → ${event.id}`] : []),
      ...(times ? [`${(event.timestamp.getTime() - start) / 1000} s`] : []),
      eventText(event),
    ].join('  '),
  );
  return withoutAssetHashes(lines.map(printable).join('\n'));
}

/** Details that differ from run to run, or repeat the definition. */
const LEFT_OUT = new Set([
  'roleArn',
  'region',
  'inputDetails',
  'outputDetails',
  'assignedVariablesDetails',
  'stateMachineAliasArn',
  'stateMachineVersionArn',
  'timeoutInSeconds',
  'heartbeatInSeconds',
]);

function isEvent(value: unknown): value is HistoryEvent {
  return isJsonObject(value) && typeof value.id === 'number' && typeof value.previousEventId === 'number' && typeof value.type === 'string';
}

function eventText(event: HistoryEvent): string {
  const parts = Object.entries(detailsOfEvent(event) ?? {})
    .filter(([name, value]) => value !== undefined && !LEFT_OUT.has(name))
    .map(([name, value]) => (name === 'name' ? JSON.stringify(value) : `${name} ${detailText(value)}`));
  return [event.type, ...parts].join('  ');
}

function detailText(value: unknown): string {
  if (typeof value !== 'string') return oneLine(value as JsonValue);
  const json = jsonInText(value);
  return json === undefined ? masked(value) : oneLine(json);
}

function oneLine(value: JsonValue): string {
  return masked(canonicalJson(withoutNoise(value)).replaceAll(/\n\s*/g, ' '));
}

/** Ids made for the run, and tokens, say nothing of the workflow. */
function masked(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\b[A-Za-z0-9+/]{80,}={0,2}/g, '<token>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>');
}

/** The trace of a Lambda function's error holds paths of the machine that ran it. */
function withoutNoise(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withoutNoise);
  if (!isJsonObject(value)) return typeof value === 'string' && value.includes('"trace":') ? withoutTrace(value) : value;
  const { trace, ...rest } = value;
  const kept = typeof value.errorType === 'string' && trace !== undefined ? rest : value;
  return Object.fromEntries(Object.entries(kept).map(([key, item]) => [key, withoutNoise(item)]));
}

function withoutTrace(text: string): JsonValue {
  const json = jsonInText(text);
  return json === undefined ? text : JSON.stringify(withoutNoise(json));
}

function jsonInText(text: string): JsonValue | undefined {
  if (!/^[{["\d-]|^(?:true|false|null)$/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
