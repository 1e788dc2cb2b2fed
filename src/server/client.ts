import { exactMethods, kinds, type Parameter, requireArguments } from '../asl';
import type { StepFunctionsServer } from './start-server';

/** What every server's client is given: the settings of `SFNClient` of `@aws-sdk/client-sfn`. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  /** The SDK signs its requests with them; the server looks at nothing of it. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** StartSyncExecution and TestState would be sent to `sync-127.0.0.1` otherwise. */
  readonly disableHostPrefix: true;
}

const CLASS: Parameter = {
  name: 'the class of the client',
  kind: kinds.callable,
  hint: "write clientFor(SFNClient, server), with SFNClient of '@aws-sdk/client-sfn'.",
};
const SERVER: Parameter = {
  name: 'the server',
  kind: kinds.objectWith('what startServer() gave', { url: kinds.name }),
  hint: 'await startServer() first.',
};

/**
 * Makes a client of your own SDK that talks to a server: endpoint, region, made-up credentials, and no prefix before the host.
 *
 * @example const sfn = clientFor(SFNClient, server);
 */
export function clientFor<Client>(
  ClientClass: new (settings: ClientSettings) => Client,
  server: Pick<StepFunctionsServer, 'url' | 'region'>,
): Client {
  requireArguments('clientFor()', arguments, CLASS, SERVER);
  return new ClientClass({
    endpoint: server.url,
    region: server.region,
    credentials: { accessKeyId: 'drystep', secretAccessKey: 'drystep' },
    disableHostPrefix: true,
  });
}

/** The time of a server with `time: 'virtual'`, for a program to move. */
export interface ServerTime {
  /** What time it is for its executions. */
  now(): Promise<Date>;
  /** Moves it, from timer to timer. Rejects where time is not virtual. @param seconds of virtual time */
  advance(seconds: number): Promise<Date>;
  /** Moves it to the next timer: the end of a Wait or a retry delay, or a timeout. False when there is none. */
  skipToNext(): Promise<boolean>;
}

const SECONDS: Parameter = { name: 'the seconds', kind: kinds.numberFrom(0), hint: 'write advance(3600).' };

/**
 * The time of a server, here or in another process.
 *
 * @example await timeOf(server).advance(7 * 24 * 3600);
 */
export function timeOf(server: Pick<StepFunctionsServer, 'url'>): ServerTime {
  requireArguments('timeOf()', arguments, SERVER);
  const call = async (operation: string, request: object): Promise<{ readonly now: number; readonly skipped?: boolean }> => {
    const answered = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `Drystep.${operation}` },
      body: JSON.stringify(request),
    });
    const answer = (await answered.json()) as { readonly now: number; readonly message?: string };
    if (!answered.ok) throw new Error(answer.message);
    return answer;
  };
  const time: ServerTime = {
    now: async () => new Date((await call('Clock', {})).now * 1000),
    advance: async (seconds) => {
      requireArguments('advance()', [seconds], SECONDS);
      return new Date((await call('Advance', { seconds })).now * 1000);
    },
    skipToNext: async () => (await call('SkipToNext', {})).skipped === true,
  };
  return exactMethods(time, '', { now: 0, advance: 1, skipToNext: 0 });
}
