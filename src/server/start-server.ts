import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { exactMethods, kinds, type OptionTable, printableLines, refuseSurplus, requireOptions, utcTime } from '../asl';
import { type ObjectStore, requireFolders, UsageError } from '../interpreter';
import { stackEnvironment } from '../template';
import { makeListener } from './http/listener';
import { loadMachines, type MachineSource, type UnservedMachine } from './load-machines';
import { answerOwnCall } from './operations/own-calls';
import { Service } from './service/service';
import { takenCases } from './tasks/mocked-cases';
import type { ServerTasks } from './tasks/server-tasks';
import { takenTasks } from './tasks/taken-tasks';
import { requireStatesOfRules, uncalledCases, uncalledRules } from './tasks/uncalled-rules';
import { ServerClock, type TimeMode } from './time/time-mode';

/** How a server is started. */
export interface ServerOptions {
  /** TCP port; 0: one that is free. @default 0 */
  readonly port?: number;
  /** Address to listen at. Anything but loopback lets other machines drive the server, which checks no credentials. @default '127.0.0.1' */
  readonly host?: string;
  /** Machines to begin with: paths of `cdk.out`, templates, ASL and folders, templates as objects, or definitions by name. @default none */
  readonly machines?: MachineSource | readonly MachineSource[];
  /** Who answers tasks. @default workers, holders of tokens and other machines of the server; any other task fails with the line to write */
  readonly tasks?: ServerTasks;
  /** A `MockConfigFile.json` of Step Functions Local, as object or text: `<ARN of a machine>#<test case>` starts an execution that its responses answer. */
  readonly mockConfig?: object | string;
  /** What distributed Maps read and write, by bucket. */
  readonly objects?: ObjectStore | readonly ObjectStore[];
  /** `real`; `virtual`: time stands still until a client moves it; `fast`: waits and retry delays take no time. @default 'real' */
  readonly time?: TimeMode;
  /** Virtual time only: when it begins. @default now */
  readonly startTime?: Date | string | number;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** Twelve digits. @default '111111111111' */
  readonly account?: string;
  /** How long GetActivityTask waits for a task, in real milliseconds. @default 55000, since clients give up after 60 seconds */
  readonly activityPollMilliseconds?: number;
  /** How many executions that have ended can be read, those that they started and children of Map runs included. @default 10000 */
  readonly keptExecutions?: number;
  /** Decides ids, jitter and the versions of aliases. @default from the clock */
  readonly seed?: number;
  /** Called with what a person should read. @default lines on standard error */
  readonly log?: (line: string) => void;
}

/** A server that runs. */
export interface StepFunctionsServer {
  /** Such as `http://127.0.0.1:8083`. */
  readonly url: string;
  readonly region: string;
  /** Machines that could not be served, and why. */
  readonly unserved: readonly UnservedMachine[];
  /** Variables that point a program in any language here: the AWS SDKs and the command line read them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Reads machines again: those that are there are updated, as UpdateStateMachine does, and new ones are added. Gives those that cannot be served. */
  reload(): readonly UnservedMachine[];
  /** Stops it: requests that wait are ended. */
  close(): Promise<void>;
}

const SOURCE = kinds.either('a path, a template, or definitions by name', kinds.name, kinds.anObject);

/** Every option with what it takes. */
export const SERVER_OPTIONS: OptionTable<ServerOptions> = {
  port: kinds.wholeNumber(0),
  host: kinds.name,
  machines: kinds.either('a source of machines, or several', SOURCE, kinds.listOf(SOURCE)),
  tasks: kinds.either('a function of the call, or answers by state or resource', kinds.callable, kinds.anObject),
  mockConfig: kinds.either('an object, or JSON text', kinds.text, kinds.anObject),
  objects: kinds.either('what S3 holds by bucket, or several of these', kinds.listOf(kinds.storedObjects), kinds.storedObjects),
  time: kinds.oneOf('real', 'virtual', 'fast'),
  startTime: kinds.moment,
  region: kinds.name,
  account: kinds.text,
  activityPollMilliseconds: kinds.wholeNumber(1),
  keptExecutions: kinds.wholeNumber(1),
  seed: kinds.integer,
  log: kinds.callable,
};

/**
 * Starts the Step Functions API on loopback: application code calls it through the SDK it has. Rejects with a UsageError for options that make no sense, and for a
 * port that is taken.
 *
 * @example const server = await startServer({ machines: 'cdk.out', tasks: { Charge: { charged: true } } });
 */
export async function startServer(options: ServerOptions = {}): Promise<StepFunctionsServer> {
  refuseSurplus('startServer()', 1, arguments);
  requireOptions('startServer', options, SERVER_OPTIONS);
  const { region = 'us-east-1', account = '111111111111', time = 'real', host = '127.0.0.1', port = 0 } = options;
  if (!/^\d{12}$/.test(account))
    throw new UsageError(`startServer(): expected an account of 12 digits, received ${JSON.stringify(account)}.`);
  if (!/^[a-z0-9-]+$/.test(region))
    throw new UsageError(`startServer(): expected a region such as "eu-west-1", received ${JSON.stringify(region)}.`);
  if (port > 65_535) throw new UsageError(`startServer(): expected a port up to 65535, received ${port}.`);
  if (options.startTime !== undefined && time !== 'virtual')
    throw new UsageError("startServer(): startTime is for virtual time. Hint: set time: 'virtual', or leave startTime out.");
  if (options.objects !== undefined) requireFolders(Array.isArray(options.objects) ? options.objects : [options.objects as ObjectStore]);
  const write = options.log ?? ((line: string) => void process.stderr.write(`drystep: ${line}\n`));
  // Lines hold names of machines and what requests said.
  const log = (line: string): void => write(printableLines(line));
  const tasks = takenTasks(options.tasks);
  const cases = takenCases(options.mockConfig);
  const service = new Service(
    {
      region,
      account,
      partition: stackEnvironment({ region }).partition,
      activityPollMilliseconds: options.activityPollMilliseconds ?? 55_000,
      keptExecutions: options.keptExecutions ?? 10_000,
      seed: options.seed ?? Date.now(),
    },
    {
      clock: new ServerClock(time, startMillis(options.startTime)),
      tasks,
      cases,
      objects: options.objects,
      own: answerOwnCall,
      log,
    },
  );
  const sources = (
    options.machines === undefined ? [] : Array.isArray(options.machines) ? options.machines : [options.machines]
  ) as readonly MachineSource[];
  const load = (): readonly UnservedMachine[] => {
    const loaded = new Map<string, string>();
    const unserved = sources.flatMap((source) => loadMachines(service, source, loaded, log));
    for (const { name, why } of unserved) log(`machine ${name} is not served: ${why}`);
    const served = service.machines.all();
    for (const line of [...uncalledRules(tasks, served), ...uncalledCases(cases, served)]) log(line);
    return unserved;
  };
  const unserved = load();
  requireStatesOfRules(tasks, service.machines.all());
  if (!LOOPBACK.test(host)) log(`listening at ${host}: whoever reaches this machine can drive the server, which checks no credentials.`);
  const server = makeListener(service, log);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  const running: StepFunctionsServer = {
    url,
    region,
    unserved,
    environment: {
      AWS_ENDPOINT_URL_SFN: url,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'drystep',
      AWS_SECRET_ACCESS_KEY: 'drystep',
      AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    },
    reload: load,
    close() {
      service.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        // Answers that were just given get through; connections that idle do not hold the end up.
        server.closeIdleConnections();
        setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, CLOSING).unref();
      });
    },
  };
  return exactMethods(running, '', { reload: 0, close: 0 });
}

/** Real milliseconds that requests under way have when a server closes. */
const CLOSING = 500;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

function startMillis(given: ServerOptions['startTime']): number {
  if (given === undefined) return Date.now();
  return typeof given === 'string' ? utcTime(given) : Number(given);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new UsageError(`startServer(): cannot listen at ${host}:${port}: ${error.message}. Hint: port 0 takes one that is free.`));
    });
    server.listen(port, host, resolve);
  });
}
