import type { EventName } from './event-types';

/** Whether a payload was cut: the local history never cuts. */
interface PayloadDetails {
  readonly truncated?: boolean;
}

interface FailureDetails {
  readonly error?: string;
  readonly cause?: string;
}

interface OutputDetails {
  /** JSON text. */
  readonly output?: string;
  readonly outputDetails?: PayloadDetails;
}

interface InputDetails {
  /** JSON text. */
  readonly input?: string;
  readonly inputDetails?: PayloadDetails;
}

interface ScheduledDetails extends InputDetails {
  readonly resource: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

interface ServiceDetails {
  readonly resourceType: string;
  readonly resource: string;
}

interface IterationDetails {
  readonly name?: string;
  readonly index?: number;
}

/** Details of events by their field, as GetExecutionHistory names them: an event has at most one of them. */
interface EventDetails {
  readonly executionStartedEventDetails?: InputDetails & { readonly roleArn?: string };
  readonly executionSucceededEventDetails?: OutputDetails;
  readonly executionFailedEventDetails?: FailureDetails;
  readonly executionTimedOutEventDetails?: FailureDetails;
  readonly executionAbortedEventDetails?: FailureDetails;
  readonly executionRedrivenEventDetails?: { readonly redriveCount?: number };
  readonly stateEnteredEventDetails?: InputDetails & { readonly name: string };
  readonly stateExitedEventDetails?: OutputDetails & {
    readonly name: string;
    /** JSON text by variable. */
    readonly assignedVariables?: Record<string, string>;
    readonly assignedVariablesDetails?: PayloadDetails;
  };
  readonly mapStateStartedEventDetails?: { readonly length?: number };
  readonly mapIterationStartedEventDetails?: IterationDetails;
  readonly mapIterationSucceededEventDetails?: IterationDetails;
  readonly mapIterationFailedEventDetails?: IterationDetails;
  readonly mapIterationAbortedEventDetails?: IterationDetails;
  readonly mapRunStartedEventDetails?: { readonly mapRunArn?: string };
  readonly mapRunRedrivenEventDetails?: { readonly mapRunArn?: string; readonly redriveCount?: number };
  readonly mapRunFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionScheduledEventDetails?: ScheduledDetails & { readonly taskCredentials?: { readonly roleArn?: string } };
  readonly lambdaFunctionSucceededEventDetails?: OutputDetails;
  readonly lambdaFunctionFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionTimedOutEventDetails?: FailureDetails;
  readonly activityScheduledEventDetails?: ScheduledDetails;
  readonly activityStartedEventDetails?: { readonly workerName?: string };
  readonly activitySucceededEventDetails?: OutputDetails;
  readonly activityFailedEventDetails?: FailureDetails;
  readonly activityTimedOutEventDetails?: FailureDetails;
  readonly taskScheduledEventDetails?: ServiceDetails & {
    readonly region: string;
    /** JSON text. */
    readonly parameters: string;
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
    readonly taskCredentials?: { readonly roleArn?: string };
  };
  readonly taskStartedEventDetails?: ServiceDetails;
  readonly taskSubmittedEventDetails?: ServiceDetails & OutputDetails;
  readonly taskSubmitFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskSucceededEventDetails?: ServiceDetails & OutputDetails;
  readonly taskFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskTimedOutEventDetails?: ServiceDetails & FailureDetails;
  readonly evaluationFailedEventDetails?: FailureDetails & { readonly state: string; readonly location?: string };
}

/** Name of an event, as the service spells it. */
export type HistoryEventType = EventName;

/** One event of an execution, structurally a `HistoryEvent` of `@aws-sdk/client-sfn`; `input` and `output` are JSON text. */
export interface HistoryEvent extends EventDetails {
  readonly id: number;
  readonly previousEventId: number;
  /** Virtual time. */
  readonly timestamp: Date;
  readonly type: HistoryEventType;
}
