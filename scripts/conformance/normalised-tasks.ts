import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type HistoryEvent, type TaskCall, TaskError } from '../../src/interpreter';

interface Ending {
  /** `lambda:invoke`, or empty for a function ARN. */
  readonly service: string;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Answers tasks from a history whose Parallel the recorder sorted and stripped of its links, so that nobody knows which end belongs to which
 * task. The end whose output the state left with goes first, then one that echoes the call, then the first of its service. Undefined when none is left.
 */
export function normalisedTasks(history: readonly HistoryEvent[] | null): (call: TaskCall) => JsonValue | undefined {
  const endings = (history ?? []).flatMap((event) => ending(event) ?? []);
  const exits = new Map((history ?? []).flatMap((event) => exit(event) ?? []));
  return (call) => {
    const service = /^arn:[^:]*:states:[^:]*:[^:]*:(.+)$/.exec(call.resource)?.[1] ?? '';
    const fitting = endings.filter((candidate) => candidate.service === service);
    const found =
      fitting.find((candidate) => exits.has(call.state) && isDeepStrictEqual(exits.get(call.state), candidate.output)) ??
      fitting.find((candidate) => echoes(candidate, call)) ??
      fitting[0];
    if (found === undefined) return undefined;
    endings.splice(endings.indexOf(found), 1);
    if (found.output === undefined) throw new TaskError(found.error, found.cause);
    return found.output;
  };
}

function ending(event: HistoryEvent): Ending | undefined {
  if (typeof event.id === 'number') return undefined;
  const details = detailsOf(event);
  const service = event.type.startsWith('Task') ? `${details.resourceType}:${details.resource}` : '';
  if (/^(Task|LambdaFunction)Succeeded$/.test(event.type)) return { service, output: parsed(details.output!) };
  if (!/^(Task|LambdaFunction)Failed$/.test(event.type)) return undefined;
  const cause = typeof details.cause === 'object' ? JSON.stringify(details.cause) : (details.cause as string | undefined);
  return { service, error: details.error as string | undefined, cause };
}

function exit(event: HistoryEvent): [string, JsonValue][] | undefined {
  if (typeof event.id === 'number' || event.type !== 'TaskStateExited') return undefined;
  const { name, output } = detailsOf(event);
  return [[name as string, parsed(output!)]];
}

function detailsOf(event: HistoryEvent): JsonObject {
  const found = Object.entries(event).find(([name]) => name.endsWith('EventDetails'));
  return (found?.[1] ?? {}) as JsonObject;
}

/** The recorder stored JSON text that is not an object as text. */
function parsed(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

function echoes({ output }: Ending, call: TaskCall): boolean {
  const sent = (call.input as { Payload?: JsonValue } | null)?.Payload ?? call.input;
  return isDeepStrictEqual((output as { Payload?: JsonValue } | null | undefined)?.Payload ?? output, sent);
}
