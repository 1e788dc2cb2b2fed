import type { JsonValue } from '../../src/asl';
import type { TaskCall } from '../../src/interpreter';
import { TaskError } from '../../src/interpreter';
import type { Fixtures } from './recorded-case';

/**
 * Answers a Lambda task from the source of the recorded test's function, for attempts that the recordings do not hold. No Python runs: only
 * handlers that return their event, a text around it or a constant, or raise an Exception with a text, are known.
 * Undefined when the task is not a Lambda or its source is another one.
 */
export function answerFromSource(call: TaskCall, fixtures: Fixtures | undefined): JsonValue | undefined {
  const direct = call.resource.includes(':function:');
  if (!direct && !call.resource.endsWith(':lambda:invoke')) return undefined;
  const request = call.input as { FunctionName?: string; Payload?: JsonValue };
  const name = (direct ? call.resource : String(request.FunctionName)).split(':function:').pop() as string;
  const source = fixtures?.lambdaFunctions?.[name]?.source;
  if (source === undefined) return undefined;
  const raised = /^ {4}raise Exception\("([^"\\]*)"\)$/m.exec(source);
  if (raised !== null) throw new TaskError('Exception', raisedCause(source, raised, direct));
  const payload = returned(source, direct ? call.input : (request.Payload ?? {}));
  return payload === undefined || direct ? payload : invocation(payload);
}

function returned(source: string, event: JsonValue): JsonValue | undefined {
  const expression = /^ {4}return (.+)$/m.exec(source)?.[1];
  if (expression === undefined) return undefined;
  if (expression === 'event') return event;
  const formatted = /^f"([^"{}]*)\{event\}([^"{}]*)"$/.exec(expression);
  if (formatted !== null) return `${formatted[1]}${pythonText(event)}${formatted[2]}`;
  // Bytes are the answer as it is sent: JSON text.
  const bytes = /^b'([^'\\]*)'$/.exec(expression);
  try {
    return JSON.parse(bytes?.[1] ?? expression) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The service keeps the spaces of Lambda's error text for a function ARN, and removes them for `lambda:invoke`. */
function raisedCause(source: string, raised: RegExpExecArray, direct: boolean): string {
  const line = source.slice(0, raised.index).split('\n').length;
  const trace = `  File "/var/task/handler.py", line ${line}, in handler\n    ${raised[0].trim()}\n`;
  const fields: [string, JsonValue][] = [
    ['errorMessage', raised[1]!],
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
