import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errorText, isJsonObject, isPromise, type JsonObject, parseJson } from '../../asl';
import { answerTarget, unknownTarget } from '../operations';
import type { RequestScene } from '../operations/operation';
import type { HangUp } from '../service/activities';
import type { Service } from '../service/service';
import { asServiceProblem, MODELLED, ServiceProblem } from '../service-problem';
import { readBody } from './read-body';

const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Real milliseconds that a client may take before its connection is ended. An answer that is not there yet takes as long as it takes. */
export interface Patience {
  /** To send a request, from the opening of the connection or the first byte. */
  readonly request: number;
  /** Between requests. */
  readonly idle: number;
  /** To take an answer in, without taking a byte. */
  readonly answer: number;
}

const PATIENCE: Patience = { request: 30_000, idle: 65_000, answer: 30_000 };

/** Makes the HTTP server that speaks AWS JSON 1.0: one route, `POST /`. */
export function makeListener(service: Service, log: (line: string) => void, patience = PATIENCE): Server {
  const server = createServer(
    {
      requestTimeout: patience.request,
      headersTimeout: patience.request,
      keepAliveTimeout: patience.idle,
      connectionsCheckingInterval: Math.min(patience.request / 2, 5000),
    },
    (request, response) => {
      void respond(service, request, response, { log, patience });
    },
  );
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  return server;
}

/** What all answers of a server have in common. */
interface Manner {
  readonly log: (line: string) => void;
  readonly patience: Patience;
}

async function respond(service: Service, request: IncomingMessage, response: ServerResponse, { log, patience }: Manner): Promise<void> {
  response.on('error', () => undefined);
  try {
    refuseStrangers(request);
    const body = await readBody(request);
    const { 'x-amzn-trace-id': traceHeader } = request.headers as Readonly<Record<string, string | undefined>>;
    const given = answerRequest(service, request, body, { hungUp: () => hangUpOf(response), traceHeader });
    // Most answers are there at once.
    const answer = isPromise(given) ? await given : given;
    if (!response.destroyed) send(response, patience, 200, answer);
  } catch (thrown) {
    const problem = asServiceProblem(thrown) ?? internal(thrown, log);
    if (response.destroyed || response.headersSent) return;
    send(response, patience, problem.status, { __type: typeName(problem.name), message: problem.message, ...problem.fields }, problem.name);
  }
}

/** Namespaces of the service's model and of its framework, as AWS answers (measured in public: aoyagikouhei/sfn-local). Clients leave them out. */
function typeName(name: string): string {
  if (name === 'ValidationException') return `com.amazon.coral.validate#${name}`;
  return MODELLED.has(name) ? `com.amazonaws.swf.service.v2.model#${name}` : name;
}

function answerRequest(service: Service, request: IncomingMessage, body: string, scene: RequestScene): JsonObject | Promise<JsonObject> {
  const { 'x-amz-target': target, 'content-type': type = '' } = request.headers;
  if (typeof target !== 'string' || target === '')
    throw unknownOperation('The request has no header X-Amz-Target, which names the operation.');
  if (!/^application\/x-amz-json-1\.\d/.test(type))
    throw unknownOperation(`Expected the content type application/x-amz-json-1.0, received ${JSON.stringify(type)}.`);
  const answer = answerTarget(service, target, readRequest(body), scene);
  if (answer === undefined) throw unknownOperation(unknownTarget(target));
  return answer;
}

/** Made for a request that waits: most are answered at once. */
function hangUpOf(response: ServerResponse): HangUp {
  const hungUp = new AbortController();
  if (response.destroyed) hungUp.abort();
  response.on('close', () => {
    if (!response.writableFinished) hungUp.abort();
  });
  return hungUp.signal;
}

/** A web page that is open in a browser must not drive the server: browsers send an Origin with such requests. */
function refuseStrangers({ headers, method }: IncomingMessage): void {
  if (headers.origin !== undefined)
    throw new ServiceProblem('AccessDeniedException', 'A request with an Origin is refused: web pages may not drive this server.', {}, 403);
  if (method !== 'POST') throw unknownOperation(`Expected a POST, received a ${method}.`);
}

function readRequest(body: string): JsonObject {
  let value: unknown;
  try {
    value = body === '' ? {} : parseJson(body);
  } catch {
    value = undefined;
  }
  if (!isJsonObject(value as never)) throw new ServiceProblem('SerializationException', 'The request is not a JSON object.');
  return value as JsonObject;
}

/** The service gives its name alone; the words are ours. */
function unknownOperation(message: string): ServiceProblem {
  return new ServiceProblem('UnknownOperationException', message, {}, 404);
}

function internal(thrown: unknown, log: (line: string) => void): ServiceProblem {
  const message = errorText(thrown);
  log(`internal error: ${thrown instanceof Error ? (thrown.stack ?? message) : message}`);
  return new ServiceProblem('InternalFailure', message, {}, 500);
}

function send(response: ServerResponse, patience: Patience, status: number, answer: JsonObject, error?: string): void {
  const body = JSON.stringify(answer);
  // Until the answer has left: node sets the patience between requests then.
  response.socket?.setTimeout(patience.answer);
  response.writeHead(status, {
    'Content-Type': CONTENT_TYPE,
    'Content-Length': Buffer.byteLength(body),
    'x-amzn-RequestId': randomUUID(),
    ...(error === undefined ? {} : { 'x-amzn-ErrorType': error }),
  });
  response.end(body);
}
