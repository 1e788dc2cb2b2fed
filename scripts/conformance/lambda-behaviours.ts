import type { JsonValue } from '../../src/asl';
import type { TaskCall } from '../../src/interpreter';
import { TaskError } from '../../src/interpreter';
import type { Fixtures } from './recorded-case';

const ECHO = 'def handler(event, context):\n    return event\n';
const FORMATTED = 'def handler(event, context):\n    return f"input-event-{event}"\n';
const RAISES = 'def handler(event, context):\n    raise Exception("Some exception was raised.")\n';

/**
 * Answers a Lambda task from the source of the recorded test's function, for the few sources whose attempts the recordings do not hold.
 * Undefined when the function or its source is not one of them.
 */
export function answerFromSource(call: TaskCall, fixtures: Fixtures | undefined): JsonValue | undefined {
  const direct = call.resource.includes(':function:');
  if (!direct && !call.resource.endsWith(':lambda:invoke')) return undefined;
  const request = call.input as { FunctionName?: string; Payload?: JsonValue };
  const name = (direct ? call.resource : String(request.FunctionName)).split(':function:').pop() as string;
  const source = fixtures?.lambdaFunctions?.[name]?.source;
  const event = direct ? call.input : (request.Payload ?? {});
  if (source === RAISES) throw new TaskError('Exception', raisedCause(direct));
  const payload = source === ECHO ? event : source === FORMATTED ? `input-event-${pythonText(event)}` : undefined;
  if (payload === undefined || direct) return payload;
  return invocation(payload);
}

/** The service keeps the spaces of Lambda's error text for a function ARN, and removes them for `lambda:invoke`. */
function raisedCause(direct: boolean): string {
  const trace = '  File "/var/task/handler.py", line 2, in handler\n    raise Exception("Some exception was raised.")\n';
  const fields: [string, JsonValue][] = [
    ['errorMessage', 'Some exception was raised.'],
    ['errorType', 'Exception'],
    ['requestId', '00000000-0000-4000-8000-000000000000'],
    ['stackTrace', [trace]],
  ];
  const text = fields.map(([key, value]) => `${JSON.stringify(key)}:${direct ? ' ' : ''}${JSON.stringify(value)}`);
  return `{${text.join(direct ? ', ' : ',')}}`;
}

function pythonText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value).replaceAll('"', "'").replaceAll(',', ', ').replaceAll(':', ': ');
}

/** Raw result of `lambda:invoke` with the headers that the service passes on. */
function invocation(payload: JsonValue): JsonValue {
  const length = String(Buffer.byteLength(JSON.stringify(payload).replaceAll('":', '": ')));
  const requestId = '00000000-0000-4000-8000-000000000000';
  const date = 'Mon, 01 Jan 2024 00:00:00 GMT';
  const trace = 'root=1-00000000-000000000000000000000000;parent=0000000000000000;sampled=0';
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: {
        'X-Amz-Executed-Version': ['$LATEST'],
        'x-amzn-Remapped-Content-Length': ['0'],
        Connection: ['keep-alive'],
        'x-amzn-RequestId': [requestId],
        'Content-Length': [length],
        Date: [date],
        'X-Amzn-Trace-Id': [trace],
        'Content-Type': ['application/json'],
      },
      HttpHeaders: {
        Connection: 'keep-alive',
        'Content-Length': length,
        'Content-Type': 'application/json',
        Date: date,
        'X-Amz-Executed-Version': '$LATEST',
        'x-amzn-Remapped-Content-Length': '0',
        'x-amzn-RequestId': requestId,
        'X-Amzn-Trace-Id': trace,
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}
