import { holdsJson, isJsonObject, type JsonObject, type JsonValue, jsonFrom } from '../../asl';
import type { TaskCall } from '../../interpreter';
import { taskKindOf, waitsForAnswer } from '../machine-view/task-kind';
import { UsageError } from '../usage-error';
import { checkedJson } from './checked-json';

/** An answer of a mock as JSON. Throws a usage error that names who gave it (`State "Ship"`) when it is not JSON. */
export function rawResult(who: string, method: string, value: unknown, verb: 'answer' | 'write' = 'answer'): JsonValue {
  const checked = checkedJson(value);
  if ('value' in checked) return checked.value;
  const { pointer, received, hint } = checked.notJson;
  const place = pointer === '' ? '' : ` at ${pointer}`;
  throw new UsageError(`${who}: ${method} expected a JSON value, received ${received}${place}.`, hint(verb));
}

/** What reads a text as JSON: an intrinsic function, and functions of JSONata. */
const PARSES = /States\.StringToJson|\$(?:parse|eval)\b/;

/**
 * The input of an execution as JSON. Throws a usage error that names the machine when it is not JSON, and for the text of it, which the SDK takes and this does not, where no
 * state reads such a text.
 */
export function givenInput(machineName: string, input: unknown, definition: JsonObject): JsonValue {
  if (holdsJson(input) && !PARSES.test(JSON.stringify(definition)))
    throw new UsageError(
      `${machineName}: expected the input itself, received JSON text, which no state of the machine reads.`,
      'leave JSON.stringify() out.',
    );
  return rawResult(machineName, 'the input of the execution', input, 'write');
}

/** Wraps a payload the way the task's service does: `lambda:invoke` gives `{ Payload, … }`, a function's ARN the payload itself. */
export function wrapPayload({ resource }: Pick<TaskCall, 'resource'>, payload: JsonValue): JsonValue {
  // Whoever answers a token or an activity sends the payload itself.
  if (waitsForAnswer(resource)) return payload;
  const kind = taskKindOf(resource);
  if (kind === 'lambdaInvoke') return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
  if (kind === 'lambdaSdk') return { ExecutedVersion: '$LATEST', Payload: JSON.stringify(payload), StatusCode: 200 };
  return payload;
}

/** The event that a Lambda function called by the task would receive. */
export function lambdaEvent({ resource, input }: Pick<TaskCall, 'resource' | 'input'>): JsonValue {
  const kind = taskKindOf(resource);
  if (kind !== 'lambdaInvoke' && kind !== 'lambdaSdk') return input;
  const payload = isJsonObject(input) ? input.Payload : undefined;
  if (payload === undefined) return {};
  return kind === 'lambdaSdk' && typeof payload === 'string' ? jsonOrText(payload) : payload;
}

/** Throws a usage error when a state has no payload: its service answers in a shape of its own. */
export function requirePayload(state: string, resource: string, method: string): void {
  if (taskKindOf(resource) !== 'service' || waitsForAnswer(resource)) return;
  throw new UsageError(
    `State "${state}": ${method} is for Lambda functions, activities and callbacks; this state calls ${resource}.`,
    "answer the service's raw response with .returns({ … }).",
  );
}

function jsonOrText(text: string): JsonValue {
  try {
    return jsonFrom(text);
  } catch {
    return text;
  }
}
