import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { makeListener } from '../../src/server/http/listener';
import { serveMachine, settingsOf } from '../../src/server/operations/machines';
import { answerOwnCall } from '../../src/server/operations/own-calls';
import { Service } from '../../src/server/service/service';
import { ServerClock } from '../../src/server/time/time-mode';

const settings = {
  region: 'us-east-1',
  account: '111111111111',
  partition: 'aws',
  activityPollMilliseconds: 800,
  keptExecutions: 10,
  seed: 1,
};
const parts = { clock: new ServerClock('real', 0), tasks: undefined, cases: undefined, objects: undefined, own: answerOwnCall };
const patience = { request: 300, idle: 400, answer: 300 };

const large = 'arn:aws:states:us-east-1:111111111111:stateMachine:large';
let server: Server;
let service: Service;
let port: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  service = new Service(settings, { ...parts, log: () => undefined });
  service.addActivity({
    arn: 'arn:aws:states:us-east-1:111111111111:activity:a',
    name: 'a'.repeat(80),
    creationDate: new Date(0),
    tags: new Map(),
  });
  server = makeListener(service, () => undefined, patience);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens a connection, and tells when the server ends it: in milliseconds, and what it said. */
function opened(send: (socket: Socket) => void): {
  readonly ended: Promise<{ readonly after: number; readonly said: string }>;
  readonly socket: Socket;
} {
  const begin = performance.now();
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.on('connect', () => send(socket));
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve({ after: performance.now() - begin, said }))) };
}

const head = (operation: string, length: number) =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AWSStepFunctions.${operation}\r\nContent-Length: ${length}\r\n\r\n`;

// Without a patience of its own a server waits five seconds or more: longer than jest.
describe('a client that', () => {
  it.each([
    ['opens a connection and says nothing', () => undefined],
    ['stops within its headers', (socket: Socket) => void socket.write('POST / HTTP/1.1\r\nHost: x\r\n')],
    ['stops within its body', (socket: Socket) => void socket.write(`${head('ListActivities', 100)}{`)],
    [
      'sends a byte at a time',
      (socket: Socket) => {
        socket.write(head('ListActivities', 100));
        const dripping = setInterval(() => void socket.write(' '), 50);
        socket.on('close', () => clearInterval(dripping));
      },
    ],
  ])('%s is let go', async (_, send) => {
    const { after } = await opened(send).ended;

    expect(after).toBeGreaterThan(patience.request * 0.9);
  });

  it('idles after an answer is let go, and not before', async () => {
    const { after, said } = await opened((socket) => void socket.write(`${head('ListActivities', 2)}{}`)).ended;

    expect(said).toContain('"activities"');
    expect(after).toBeGreaterThan(patience.idle * 0.9);
  });

  it('waits for a task longer than any patience is answered', async () => {
    const body = JSON.stringify({ activityArn: 'arn:aws:states:us-east-1:111111111111:activity:a' });

    const { said } = await opened((socket) => void socket.write(`${head('GetActivityTask', body.length)}${body}`)).ended;

    expect(said).toMatch(/^HTTP\/1\.1 200[\s\S]*\{\}$/);
  });

  it('takes no answer in is let go', async () => {
    const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    const definition = JSON.stringify({ Comment: 'c'.repeat(1_000_000), StartAt: 'A', States: { A: { Type: 'Succeed' } } });
    serveMachine(service, {
      arn: large,
      name: 'large',
      type: 'STANDARD',
      tags: new Map(),
      settings: settingsOf({ definition, roleArn: 'arn:aws:iam::111111111111:role/role' }),
    });
    const body = JSON.stringify({ stateMachineArn: large });

    // Twenty answers of a megabyte are more than the buffers of both sides hold.
    const { socket } = opened((stuck) => void stuck.pause().write(`${head('DescribeStateMachine', body.length)}${body}`.repeat(20)));
    while ((await connections()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const begin = performance.now();
    while ((await connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));

    expect(performance.now() - begin).toBeGreaterThan(patience.answer * 0.9);
    expect(socket.bytesRead).toBeLessThan(1_000_000);
  }, 20_000);
});
