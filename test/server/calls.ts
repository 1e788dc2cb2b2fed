import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { clientFor, type ServerOptions, type StepFunctionsServer, startServer } from 'drystep/server';

export const role = 'arn:aws:iam::111111111111:role/role';
export const account = 'arn:aws:states:us-east-1:111111111111';

/** A server for one test, with the SDK's client. */
export interface Stage {
  readonly server: StepFunctionsServer;
  readonly sfn: SFNClient;
  /** Creates a machine and gives its ARN. */
  create(name: string, definition: object, more?: { readonly type?: 'STANDARD' | 'EXPRESS'; readonly publish?: boolean }): Promise<string>;
  activity(name: string): Promise<string>;
  /** Asks until the execution has ended, or for so many real milliseconds. */
  ended(executionArn: string | undefined): Promise<DescribeExecutionCommandOutput>;
}

const open: Stage[] = [];

/** Starts a server that ends with the test file's next `closeAll`. */
export async function stage(options: ServerOptions = {}): Promise<Stage> {
  const server = await startServer({ seed: 1, log: () => undefined, ...options });
  const sfn = clientFor(SFNClient, server);
  const made: Stage = {
    server,
    sfn,
    async create(name, definition, more = {}) {
      const created = await sfn.send(
        new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: role, ...more }),
      );
      return created.stateMachineArn as string;
    },
    async activity(name) {
      return (await sfn.send(new CreateActivityCommand({ name }))).activityArn as string;
    },
    async ended(executionArn) {
      for (;;) {
        const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        if (described.status !== 'RUNNING') return described;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  open.push(made);
  return made;
}

export async function closeAll(): Promise<void> {
  for (const { server, sfn } of open.splice(0)) {
    sfn.destroy();
    await server.close();
  }
}

/** Sends a request as it stands, and gives status and body. */
export async function post(url: string, target: string, body: string, headers: Record<string, string> = {}) {
  const answered = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...headers },
    body,
  });
  return { status: answered.status, body: (await answered.json()) as Record<string, unknown> };
}
