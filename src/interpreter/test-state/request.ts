import type { HttpRequestData, HttpResponseData } from './http-exchange';

/** What TestState is asked: one state, its input, and what stands in for the world. As `@aws-sdk/client-sfn` types it; JSON travels as text. */
export interface TestStateRequest {
  /** ASL of one state, or of a whole machine when `stateName` is given. */
  readonly definition: string | undefined;
  /** Needed by a Task without a mock. */
  readonly roleArn?: string;
  /** @default '{}' */
  readonly input?: string;
  /** @default 'INFO' */
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  /** Variables that the state can read, as a JSON object. */
  readonly variables?: string;
  /** State of the machine to test, at any depth. */
  readonly stateName?: string;
  readonly mock?: TestStateMock;
  /** The context object, instead of a made one. */
  readonly context?: string;
  readonly stateConfiguration?: TestStateConfiguration;
}

/** What a Task, Map or Parallel state comes to: a result or an error. */
export interface TestStateMock {
  /** Raw result as JSON text. */
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  /** How strictly the result must fit the service's model. @default 'STRICT' */
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
}

/** What happened before, or inside the state. */
export interface TestStateConfiguration {
  /** Retries already made by the retrier that matches the error. @default 0 */
  readonly retrierRetryCount?: number;
  /** The state inside the Map or Parallel that the mocked error comes from. */
  readonly errorCausedByState?: string;
  /** How many iterations of the Map failed. @default 0 */
  readonly mapIterationFailureCount?: number;
  /** What the Map's ItemReader reads, as it stands in the source. */
  readonly mapItemReaderData?: string;
}

/** What became of the state. JSON travels as text. */
export interface TestStateResponse {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** Levels DEBUG and TRACE only. */
  readonly inspectionData?: InspectionData;
}

/** The data at each step of a state's processing, up to the step that failed. */
export interface InspectionData {
  readonly input?: string;
  readonly afterArguments?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly afterItemsPath?: string;
  readonly afterItemsPointer?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly variables?: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly errorDetails?: ErrorDetails;
  /** TRACE only: what an HTTP Task without a mock sends. */
  readonly request?: HttpRequestData;
  /** TRACE only: what it gets. */
  readonly response?: HttpResponseData;
}

/** Which retrier or catcher took up the error. */
export interface ErrorDetails {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
}
