import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

const SERVER = join(__dirname, 'endpoint-server.mjs');
const CONNECTIONS = 10;
const SECONDS = 2;
const ROUNDS = 3;
const MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:';
const ACTIVITY = 'arn:aws:states:us-east-1:111111111111:activity:work';
const ROLE = 'arn:aws:iam::111111111111:role/role';

/** Lines about the local endpoint: how fast it answers beside a bare server, how soon it is ready, and what many clients at once cost. */
export async function measureEndpoint(lib: string): Promise<{ readonly lines: readonly string[]; readonly missed: readonly string[] }> {
  const speed = await throughput(lib);
  const ready = readiness(lib);
  const lines = ['', ...speed.lines, ready.line, ...(await crowds(lib))];
  return { lines, missed: [...speed.missed, ...ready.missed] };
}

/** StartSyncExecution of ten Pass states, against a bare server with the same bodies in the same minute. */
async function throughput(lib: string): Promise<{ readonly lines: readonly string[]; readonly missed: readonly string[] }> {
  const ours = await serve(lib);
  const States = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`P${index}`, { Type: 'Pass', ...(index === 9 ? { End: true } : { Next: `P${index + 1}` }) }]),
  );
  await call(ours.url, 'CreateStateMachine', {
    name: 'Ten',
    type: 'EXPRESS',
    roleArn: ROLE,
    definition: JSON.stringify({ StartAt: 'P0', States }),
  });
  const request = { stateMachineArn: `${MACHINE}Ten`, input: '{"a":1}' };
  const bare = await serve('bare', JSON.stringify(await call(ours.url, 'StartSyncExecution', request)));
  for (const { url } of [ours, bare]) await load(url, request, 1);
  const rounds: Record<'ours' | 'bare', Awaited<ReturnType<typeof load>>>[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ ours: await load(ours.url, request), bare: await load(bare.url, request) });
  for (const { child } of [ours, bare]) child.disconnect();
  const [own, other] = (['ours', 'bare'] as const).map((who) => median(rounds.map((round) => round[who].perSecond))) as [number, number];
  const slow = median(rounds.map((round) => round.ours.p99));
  const share = own / other;
  return {
    lines: [
      `StartSyncExecution of ten Pass states: ${own.toFixed(0)} a second, p99 ${slow.toFixed(1)} ms; bare node:http with the same bodies ${other.toFixed(0)} (${(100 * share).toFixed(0)} %, goal 50 %; p99 goal 20 ms)`,
    ],
    missed: [...(share < 0.5 ? ['endpoint below half of node:http'] : []), ...(slow > 20 ? ['endpoint p99 over 20 ms'] : [])],
  };
}

/** From the start of a process until the server has answered, less what bare node takes. */
function readiness(lib: string): { readonly line: string; readonly missed: readonly string[] } {
  const script = `const { startServer } = require(${JSON.stringify(join(lib, 'server'))}); startServer().then((server) => fetch(server.url, { method: 'POST' })).then(() => process.exit());`;
  const fetching = `require('node:http').createServer((_, response) => response.end()).listen(0, '127.0.0.1', function () { fetch('http://127.0.0.1:' + this.address().port, { method: 'POST' }).then(() => process.exit()); });`;
  const took = (source: string): number => {
    const begin = performance.now();
    execFileSync(process.execPath, ['-e', source]);
    return performance.now() - begin;
  };
  const over = median(Array.from({ length: 7 }, () => took(script) - took(fetching)));
  return { line: `ready: ${over.toFixed(0)} ms over a bare node:http server (goal 150)`, missed: over > 150 ? ['endpoint ready'] : [] };
}

/** What many clients and executions at once take. */
async function crowds(lib: string): Promise<readonly string[]> {
  const { url, child } = await serve(lib);
  const memory = async (): Promise<number> => (await told(child, () => child.send('memory'))).megabytes as number;
  const lambda = { Type: 'Task', Resource: ACTIVITY, End: true };
  const waits = { Type: 'Wait', Seconds: 86_400, End: true };
  for (const [name, Only] of Object.entries({ Work: lambda, Waits: waits }))
    await call(url, 'CreateStateMachine', { name, roleArn: ROLE, definition: JSON.stringify({ StartAt: 'Only', States: { Only } }) });
  await call(url, 'CreateActivity', { name: 'work' });
  const start = (name: string, count: number): Promise<void> =>
    inTurns(count, 50, () => call(url, 'StartExecution', { stateMachineArn: `${MACHINE}${name}` }));
  const lines: string[] = [];
  const measured = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const before = await memory();
    const begin = performance.now();
    await work();
    const took = performance.now() - begin;
    lines.push(`${what}: ${took.toFixed(0)} ms, memory ${before.toFixed(0)} -> ${(await memory()).toFixed(0)} MB`);
  };
  await measured('10,000 executions that wait', () => start('Waits', 10_000));
  const pollers: Promise<unknown>[] = [];
  await measured('1,000 pollers of an activity, each a connection', async () => {
    for (let count = 0; count < 1000; count++) pollers.push(once(url, 'GetActivityTask', { activityArn: ACTIVITY }));
    await call(url, 'ListActivities', {});
  });
  await measured('1,000 executions, one task for each poller, all answered', async () => {
    await start('Work', 1000);
    const tasks = (await Promise.all(pollers)) as { readonly taskToken: string }[];
    await inTurns(1000, 50, (index) => call(url, 'SendTaskSuccess', { taskToken: tasks[index]?.taskToken, output: '1' }));
  });
  await measured('20,000 executions that end, of which 1,000 are kept', async () => {
    await call(url, 'CreateStateMachine', {
      name: 'Ends',
      roleArn: ROLE,
      definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
    });
    await start('Ends', 20_000);
  });
  child.disconnect();
  return lines;
}

async function inTurns(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const turn = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
}

async function serve(...given: readonly string[]): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = fork(SERVER, given, { execArgv: ['--expose-gc'] });
  const { url } = await told(child, () => undefined);
  return { url: url as string, child };
}

function told(child: ChildProcess, ask: () => void): Promise<{ readonly url?: string; readonly megabytes?: number }> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as object));
    ask();
  });
}

async function call(url: string, operation: string, request: object): Promise<unknown> {
  const answered = await fetch(url, { method: 'POST', headers: headersOf(operation), body: JSON.stringify(request) });
  if (!answered.ok) throw new Error(await answered.text());
  return answered.json();
}

const headersOf = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSStepFunctions.${operation}`,
});

function bytesOf(operation: string, request: object): Buffer {
  const body = JSON.stringify(request);
  const head = Object.entries({ host: 'x', ...headersOf(operation), 'content-length': Buffer.byteLength(body) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}

/** One request on a connection of its own. */
function once(url: string, operation: string, request: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = opened(url, (body) => {
      socket.destroy();
      resolve(JSON.parse(body));
    });
    socket.on('error', reject);
    socket.on('connect', () => socket.write(bytesOf(operation, request)));
  });
}

/** Sends one request after the other on a few connections, as bare sockets: a client would be slower than the servers. */
function load(url: string, request: object, seconds = SECONDS): Promise<{ readonly perSecond: number; readonly p99: number }> {
  const bytes = bytesOf('StartSyncExecution', request);
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  return new Promise((resolve) => {
    let open = CONNECTIONS;
    for (let count = 0; count < CONNECTIONS; count++) {
      let sent = 0;
      const send = (): void => {
        sent = performance.now();
        socket.write(bytes);
      };
      const socket = opened(url, () => {
        const now = performance.now();
        times.push(now - sent);
        if (now < end) {
          send();
          return;
        }
        socket.destroy();
        if (--open > 0) return;
        times.sort((one, other) => one - other);
        resolve({ perSecond: (1000 * times.length) / (now - begin), p99: times[Math.floor(times.length * 0.99)] as number });
      });
      socket.on('connect', send);
    }
  });
}

/** A connection that tells the body of each answer. */
function opened(url: string, answered: (body: string) => void): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
    if (received.length < head + 4 + length) return;
    const body = received.slice(head + 4, head + 4 + length);
    received = '';
    answered(body);
  });
  return socket;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] as number;
}
