import { isJsonObject, type JsonObject, type JsonValue } from '../../src/asl';
import { TaskError } from '../../src/interpreter';
import type { RequestCase } from './recorded-case';

/**
 * What the service behind an unmocked Task answered, as far as the recorded response of TestState holds it: its raw result, or what the state
 * made of it where that can be undone, or its error. The recordings of executions give the results of their tasks likewise.
 */
export function recordedAnswer({ request, expected }: RequestCase): JsonValue {
  const response = (expected.response ?? {}) as JsonObject;
  const { error, cause, inspectionData } = response;
  if (error !== undefined) throw new TaskError(error as string, cause as string | undefined);
  const raw = isJsonObject(inspectionData) ? inspectionData.result : undefined;
  return raw === undefined ? atResultPath(request.definition, fromText(response.output)) : fromText(raw);
}

/** The recorder keeps JSON texts, but for those of objects. */
function fromText(value: JsonValue | undefined): JsonValue {
  return typeof value === 'string' ? (JSON.parse(value) as JsonValue) : (value ?? null);
}

function atResultPath(definition: JsonValue | undefined, output: JsonValue): JsonValue {
  const path = isJsonObject(definition) ? definition.ResultPath : undefined;
  const [, field] = typeof path === 'string' ? (/^\$\.(\w+)$/.exec(path) ?? []) : [];
  return field !== undefined && isJsonObject(output) ? (output[field] ?? null) : output;
}
