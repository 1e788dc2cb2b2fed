// The SDK warns of Node 20 in each test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject, JsonValue } from '../../../src/asl';

/** One request that the stub was sent. */
export interface StubCall {
  readonly operation: string;
  readonly input: JsonObject;
}

/** Answers an operation; an Error with a `name` becomes AWS's exception of that name. */
export type Operation = (input: never) => object | Promise<object>;

/** The Step Functions API on loopback, speaking AWS JSON 1.0. */
export interface AwsStub {
  /** What `new SFNClient()` takes to reach it. */
  readonly clientConfig: object;
  readonly calls: readonly StubCall[];
  operations: Readonly<Record<string, Operation>>;
  reset(): void;
  close(): Promise<void>;
}

/** Starts a stub without any operations. */
export async function startAwsStub(): Promise<AwsStub> {
  const calls: StubCall[] = [];
  const stub: { operations: Readonly<Record<string, Operation>> } = { operations: {} };
  const server: Server = createServer((request, response) => {
    void answer(request, stub.operations, calls).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(body, (_key, value: unknown) => value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stub, {
    calls,
    clientConfig: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'stub', secretAccessKey: 'stub' },
      disableHostPrefix: true,
      maxAttempts: 1,
    },
    reset: () => {
      calls.length = 0;
      stub.operations = {};
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function answer(request: IncomingMessage, operations: AwsStub['operations'], calls: StubCall[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const operation = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
  const input = JSON.parse(Buffer.concat(chunks).toString()) as JsonObject;
  calls.push({ operation, input });
  const work = operations[operation];
  if (work === undefined) return { status: 400, body: { __type: 'UnknownOperationException', message: `the stub has no ${operation}` } };
  try {
    return { status: 200, body: withSeconds(await work(input as never)) };
  } catch (thrown) {
    const { name, message } = thrown as Error;
    return { status: 400, body: { __type: name, message } };
  }
}

/** Dates travel as seconds since the epoch. */
function withSeconds(value: unknown): JsonValue {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withSeconds);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, withSeconds(item)]),
  );
}
