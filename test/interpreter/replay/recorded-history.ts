import type { JsonObject, JsonValue } from '../../../src/asl';
import type { ReplayOptions } from '../../../src/interpreter';
import { sharedContents } from '../../shared-data';

/** Where recorded executions lie in the shared folder. */
export const EXECUTIONS = 'aws-recordings/executions';

/** A recorded execution whose history the recorder kept. */
export interface Recording {
  readonly id: string;
  readonly recordedOn: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  readonly stateMachineName: string;
  readonly executionName?: string;
  readonly history: readonly JsonObject[] | null;
  readonly fixtures?: {
    readonly activities?: readonly string[];
    readonly s3Objects?: readonly { readonly Bucket: string; readonly Key: string; readonly Body: string | null }[];
  };
  readonly placeholders: { readonly bindings?: Readonly<Record<string, string>> };
}

/** Recorded executions whose recording lost what a replay needs. */
export const NOT_REPLAYED: Readonly<Record<string, string>> = {
  'scenarios/base_scenarios.max_concurrency_path_negative': 'the recorder kept the start alone, which any definition matches',
  'assign/assign_base.base_parallel_cases.BASE_SCOPE_PARALLEL': 'the recorder sorted the Parallel and dropped its ids',
  'local_mocking/base_scenarios.parallel_state_lambda': 'the recorder sorted the Parallel and dropped its ids',
  'scenarios/base_scenarios.parallel_state.PARALLEL_STATE_PARAMETERS': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_OUTPUT': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING':
    'the recorder sorted the Parallel and dropped its ids',
  'assign/assign_reference_variables.reference_assign.BASE_REFERENCE_IN_WAIT': 'a placeholder stands for a literal of the definition',
  'scenarios/base_scenarios.invalid_jsonpath.INVALID_JSONPATH_IN_ERRORPATH': 'a placeholder stands for the input in the cause',
  'scenarios/base_scenarios.invalid_jsonpath.INVALID_JSONPATH_IN_STRING_EXPR_CONTEXTPATH':
    'a placeholder stands for the input in the cause',
  'services/apigetway_task_service.invoke_with_headers.singleStringHeader': 'a placeholder stands for the input in the cause',
  'scenarios/base_scenarios.map_item_reader_base_list_objects_v2': 'a placeholder stands for the tag of an object',
  'scenarios/sfn_scenarios.wait_for_callback.failure__execution_history': 'a placeholder stands for a literal of the definition',
  'scenarios/sfn_scenarios.wait_for_callback.success__execution_history': 'a placeholder stands for a literal of the definition',
  'scenarios/base_scenarios.lambda_service_invoke_with_retry_extended_input':
    'recorded before the context object had Execution.RedriveCount',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_0': 'a random result',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_1': 'a random result',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_2': 'a random result',
  'intrinsic_functions/math_operations.math_random_seeded': 'a random result',
};

/** Recordings of the real service with a history, of a folder and those below it. */
export function recordings(folder: string): Recording[] {
  return sharedContents<Recording>(folder).filter(({ history }) => history !== null);
}

/** The history as GetExecutionHistory would have given it: values for the recorder's placeholders, payloads as JSON text, times an event a millisecond. */
export function serviceHistory(recorded: Recording): object[] {
  const recording = withInputBindings(recorded);
  const start = Date.parse(recording.recordedOn);
  return (recording.history ?? []).map((event, index) => {
    const at = new Date(start + index).toISOString();
    const entries = Object.entries(event).map(([key, value]): [string, unknown] => {
      if (key === 'timestamp') return [key, at];
      return [key, key.endsWith('EventDetails') ? detailsOf(value as JsonObject, recording) : value];
    });
    return Object.fromEntries(entries);
  });
}

/** What a replay of a recording needs beside its history. */
export function replayOptions({ stateMachineName, executionName, history, fixtures, placeholders }: Recording): ReplayOptions {
  const objects: Record<string, Record<string, string>> = {};
  for (const { Bucket, Key, Body } of fixtures?.s3Objects ?? []) {
    objects[Bucket] ??= {};
    if (Body !== null) objects[Bucket][Key] = Body;
  }
  const scheduled = JSON.stringify(history).includes('ActivityScheduled');
  const name = executionName ?? placeholders.bindings?.['<ExecArnPart_0idx>'];
  return {
    // The recorder dropped the times.
    times: false,
    stateMachineName,
    ...(name === undefined ? {} : { name }),
    ...(fixtures?.s3Objects === undefined ? {} : { objects }),
    // An activity of the fixtures that was never scheduled had been deleted.
    ...(fixtures?.activities === undefined ? {} : { activities: scheduled ? fixtures.activities : [] }),
  };
}

/** The input of the case holds real values where the recorded one holds placeholders. */
function withInputBindings(recording: Recording): Recording {
  const started = recording.history?.[0] as { executionStartedEventDetails?: { input?: JsonValue } } | undefined;
  const bindings: Record<string, string> = { ...recording.placeholders.bindings };
  pairTexts(started?.executionStartedEventDetails?.input ?? null, recording.input, bindings);
  return { ...recording, placeholders: { bindings } };
}

function pairTexts(recorded: JsonValue, real: JsonValue, bindings: Record<string, string>): void {
  if (typeof recorded === 'string') {
    if (typeof real === 'string' && /^\/?<[\w-]+>$|^[a-z-]+$/.test(recorded) && recorded !== real) bindings[recorded] ??= real;
    return;
  }
  if (typeof recorded !== 'object' || recorded === null || typeof real !== 'object' || real === null) return;
  for (const [key, value] of Object.entries(recorded)) pairTexts(value as JsonValue, (real as JsonObject)[key] ?? null, bindings);
}

const PAYLOADS = new Set(['input', 'output', 'parameters']);

function detailsOf(details: JsonObject, recording: Recording): JsonObject {
  const entries = Object.entries(details).map(([key, value]): [string, JsonValue] => {
    const filled = fill(value, recording);
    if (key === 'assignedVariables')
      return [key, Object.fromEntries(Object.entries(filled as JsonObject).map(([name, text]) => [name, jsonText(text)]))];
    if (PAYLOADS.has(key)) return [key, jsonText(filled)];
    return [key, key === 'cause' && typeof filled === 'object' ? JSON.stringify(filled) : filled];
  });
  return Object.fromEntries(entries);
}

/** The recorder keeps JSON text as text unless it is an object's. */
function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fill(value: JsonValue, recording: Recording): JsonValue {
  if (typeof value === 'string') return fillText(value, recording);
  if (Array.isArray(value)) return value.map((item) => fill(item, recording));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, recording)]));
}

function fillText(text: string, { placeholders, recordedOn }: Recording): string {
  let filled = text;
  for (const [name, value] of Object.entries(placeholders.bindings ?? {}).sort(([one], [other]) => other.length - one.length)) {
    filled = name.startsWith('<')
      ? filled.replaceAll(name, value)
      : filled.replace(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g'), () => value);
  }
  return filled
    .replace(/<uuid:(\d+)>/g, (_, number: string) => `00000000-0000-4000-8000-${number.padStart(12, '0')}`)
    .replace(/<task_token:(\d+)>/g, (_, number: string) => `AQCgAAAAKgAAAAMAAAAA${number.padStart(60, 'A')}`)
    .replace(
      /^(date|datetime|start-date|start-time|<start-time>|stop-date|entered-time|<entered-time>|<date>)$/,
      new Date(recordedOn).toISOString(),
    );
}
