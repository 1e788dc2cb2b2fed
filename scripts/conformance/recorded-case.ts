import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/asl';
import type { HistoryEvent } from '../../src/interpreter';

/** One attempt of a task as the recording tells it. */
export interface RecordedTask {
  readonly state: string;
  readonly order: number;
  readonly scheduledEventId: number;
  readonly branch?: readonly { readonly state: string; readonly run: number; readonly index?: number; readonly branch?: string }[];
  readonly kind: 'task' | 'lambda' | 'activity';
  readonly resource: string;
  readonly submitted?: { readonly output: JsonValue };
  readonly outcome: 'succeeded' | 'failed' | 'timedOut' | 'aborted' | 'none';
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
}

/** What the recorded test had set up around the machine. */
export interface Fixtures {
  readonly s3Objects?: readonly { readonly Bucket: string; readonly Key: string; readonly Body: string | null }[];
  readonly lambdaFunctions?: Readonly<Record<string, { readonly source: string }>>;
  readonly stateMachines?: readonly { readonly arn: string; readonly type: string; readonly definition: JsonObject }[];
  readonly activities?: readonly string[];
}

/** Names that stand for values in a recording. */
export interface Placeholders {
  readonly refs?: readonly string[];
  readonly wildcards?: readonly string[];
  readonly bindings?: Readonly<Record<string, string>>;
}

/** How a recorded execution ended. */
export interface RecordedOutcome {
  readonly status: string | null;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: JsonValue;
}

/** An execution of the real service, `executions/` and `mocked/` alike. */
export interface ExecutionCase {
  readonly id: string;
  readonly recordedOn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: JsonObject;
  readonly input: JsonValue;
  readonly executionName?: string;
  readonly stateMachineName: string;
  readonly expected: RecordedOutcome;
  readonly history: readonly HistoryEvent[] | null;
  readonly tasks: readonly RecordedTask[];
  readonly placeholders: Placeholders;
  readonly fixtures?: Fixtures;
  readonly notes: readonly string[];
  readonly mockConfig?: JsonValue;
  readonly testCase?: string;
}

/** A TestState request, or a definition handed to a control-plane call, with the service's answer. */
export interface RequestCase {
  readonly id: string;
  readonly operation?: string;
  readonly kind?: string;
  readonly definition?: JsonObject;
  readonly definitionText?: string;
  readonly request: JsonObject;
  readonly expected: JsonObject;
  readonly placeholders: Placeholders;
  readonly fixtures?: Fixtures;
}

/** A case with its place in the folder. */
export interface Located<Case> {
  /** Folder below the group, `.` when there is none. */
  readonly area: string;
  readonly path: string;
  readonly case: Case;
}

/** Reads every case of one group, in the order of its paths; none when the folder has no such group. */
export function loadGroup<Case>(folder: string, group: string): Located<Case>[] {
  const root = join(folder, group);
  return filesBelow(root).map((path) => {
    const place = relative(root, path).split(sep);
    return { area: place.length > 1 ? place[0]! : '.', path: relative(folder, path), case: JSON.parse(readFileSync(path, 'utf8')) as Case };
  });
}

function filesBelow(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return path.endsWith('.json') ? [path] : [];
  });
}
