import { kinds, type OptionTable, receivedText } from '../../asl';
import type { HistoryEvent, TestStateRequest, TestStateResponse } from '../../interpreter';
import { loadPeer } from '../load-peer';
import { UsageError } from '../usage-error';

/** A client of `@aws-sdk/client-sfn`, of any version. */
export interface SfnClient {
  send(command: never): Promise<unknown>;
}

/** How to reach AWS Step Functions. */
export interface SfnAccess {
  /** @default one made of `clientConfig` */
  readonly client?: SfnClient;
  /**
   * What `new SFNClient(clientConfig)` takes: region, credentials, endpoint. An endpoint of one's own wants `disableHostPrefix: true`, since TestState
   * and StartSyncExecution put `sync-` before the host.
   *
   * @default {}: region and credentials of the environment
   */
  readonly clientConfig?: object;
}

/** Every option with what it takes. */
export const SFN_ACCESS: OptionTable<SfnAccess> = {
  client: {
    expected: 'a client of @aws-sdk/client-sfn',
    accepts: (value) => typeof (value as Partial<SfnClient> | null | undefined)?.send === 'function',
  },
  clientConfig: kinds.anObject,
};

/** What an answer of the service always has, where the harness goes on with it. */
const ALWAYS: Readonly<Partial<Record<keyof SfnOperations, string>>> = {
  TestState: 'status',
  StartExecution: 'executionArn',
  StartSyncExecution: 'status',
  DescribeExecution: 'status',
};

/** A client of the test's own may answer anything: what is not an answer is told as one, and not taken for an outcome of the workflow. */
function requireAnswer(operation: keyof SfnOperations, answer: unknown): void {
  const wanted = ALWAYS[operation];
  const isAnswer = typeof answer === 'object' && answer !== null;
  if (isAnswer && (wanted === undefined || typeof (answer as Readonly<Record<string, unknown>>)[wanted] === 'string')) return;
  throw new UsageError(
    `The client answered ${operation} with ${receivedText(answer)}${wanted === undefined ? '' : `, without ${wanted}`}.`,
    'aws.client takes a client of @aws-sdk/client-sfn, or one that answers as it does.',
  );
}

interface ByArn {
  readonly executionArn: string;
}

interface Paged {
  readonly nextToken?: string;
}

/** What an execution came to, as the API tells it. */
export interface DescribedExecution extends ByArn {
  readonly stateMachineArn?: string;
  readonly name?: string;
  readonly status?: string;
  readonly startDate?: Date;
  readonly input?: string;
  readonly output?: string;
  readonly outputDetails?: { readonly included?: boolean };
  readonly error?: string;
  readonly cause?: string;
}

/** Operations of the API that the harness calls: what they take and give, as `@aws-sdk/client-sfn` types them. */
export interface SfnOperations {
  readonly TestState: { readonly input: TestStateRequest; readonly output: TestStateResponse };
  readonly StartExecution: {
    readonly input: { readonly stateMachineArn: string; readonly name?: string; readonly input: string };
    readonly output: ByArn & { readonly startDate?: Date };
  };
  readonly StartSyncExecution: {
    readonly input: { readonly stateMachineArn: string; readonly name?: string; readonly input: string };
    readonly output: DescribedExecution;
  };
  readonly DescribeExecution: { readonly input: ByArn; readonly output: DescribedExecution };
  readonly DescribeStateMachineForExecution: {
    readonly input: ByArn;
    readonly output: { readonly definition?: string; readonly name?: string; readonly roleArn?: string };
  };
  readonly GetExecutionHistory: {
    readonly input: ByArn & Paged & { readonly includeExecutionData: boolean; readonly maxResults: number };
    readonly output: Paged & { readonly events?: readonly HistoryEvent[] };
  };
  readonly ListMapRuns: {
    readonly input: ByArn & Paged & { readonly maxResults: number };
    readonly output: Paged & { readonly mapRuns?: readonly { readonly mapRunArn: string }[] };
  };
  readonly ListExecutions: {
    readonly input: Paged & { readonly mapRunArn: string; readonly maxResults: number };
    readonly output: Paged & { readonly executions?: readonly (ByArn & { readonly name: string; readonly status: string })[] };
  };
  readonly StopExecution: { readonly input: ByArn & { readonly error?: string; readonly cause?: string }; readonly output: object };
  readonly RedriveExecution: { readonly input: ByArn; readonly output: object };
  readonly SendTaskSuccess: { readonly input: { readonly taskToken: string; readonly output: string }; readonly output: object };
  readonly SendTaskFailure: {
    readonly input: { readonly taskToken: string; readonly error?: string; readonly cause?: string };
    readonly output: object;
  };
  readonly SendTaskHeartbeat: { readonly input: { readonly taskToken: string }; readonly output: object };
}

/** Calls an operation of AWS Step Functions. */
export type CallStepFunctions = <Operation extends keyof SfnOperations>(
  operation: Operation,
  input: SfnOperations[Operation]['input'],
) => Promise<SfnOperations[Operation]['output']>;

type Sdk = Readonly<Record<string, new (input: object) => never>> & { readonly SFNClient: new (config: object) => SfnClient };

/** The way to call AWS Step Functions. `@aws-sdk/client-sfn` is loaded at the first call; a usage error says so when it is not installed. */
export function stepFunctions({ client, clientConfig = {} }: SfnAccess, needing: string): CallStepFunctions {
  let loaded: { readonly sdk: Sdk; readonly client: SfnClient } | undefined;
  return (async (operation: keyof SfnOperations, input: object) => {
    if (loaded === undefined) {
      const sdk = loadPeer<Sdk>('@aws-sdk/client-sfn', needing);
      loaded = { sdk, client: client ?? new sdk.SFNClient(clientConfig) };
    }
    const Command = loaded.sdk[`${operation}Command`]!;
    const answer = await loaded.client.send(new Command(input));
    requireAnswer(operation, answer);
    return answer;
  }) as CallStepFunctions;
}
