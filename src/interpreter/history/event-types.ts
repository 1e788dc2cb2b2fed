import {
  type DetailsMaker,
  entered,
  errorDetails,
  exited,
  failed,
  inputScheduled,
  iteration,
  succeeded,
  taskError,
  taskOutput,
  taskScheduled,
  taskStarted,
} from './event-details';

/** Events without details. */
const plain = undefined;

/** Every event the interpreter records, with the maker of its details: the one list of event types. */
const EVENT_DETAILS = {
  ExecutionStarted: {
    key: 'executionStartedEventDetails',
    make: ({ first, second }, payloads) => {
      const details = { input: undefined, inputDetails: { truncated: false }, roleArn: first };
      payloads.put(details, 'input', second as never);
      return details;
    },
  },
  ExecutionSucceeded: succeeded('executionSucceededEventDetails'),
  ExecutionFailed: failed('executionFailedEventDetails'),
  ExecutionTimedOut: failed('executionTimedOutEventDetails'),
  ExecutionAborted: failed('executionAbortedEventDetails'),
  ExecutionRedriven: { key: 'executionRedrivenEventDetails', make: ({ first }) => ({ redriveCount: first }) },
  TaskStateEntered: entered,
  TaskStateExited: exited,
  TaskStateAborted: plain,
  PassStateEntered: entered,
  PassStateExited: exited,
  ChoiceStateEntered: entered,
  ChoiceStateExited: exited,
  WaitStateEntered: entered,
  WaitStateExited: exited,
  WaitStateAborted: plain,
  SucceedStateEntered: entered,
  SucceedStateExited: exited,
  FailStateEntered: entered,
  ParallelStateEntered: entered,
  ParallelStateExited: exited,
  ParallelStateStarted: plain,
  ParallelStateSucceeded: plain,
  ParallelStateFailed: plain,
  ParallelStateAborted: plain,
  MapStateEntered: entered,
  MapStateExited: exited,
  MapStateStarted: { key: 'mapStateStartedEventDetails', make: ({ first }) => ({ length: first }) },
  MapStateSucceeded: plain,
  MapStateFailed: plain,
  MapStateAborted: plain,
  MapIterationStarted: iteration('mapIterationStartedEventDetails'),
  MapIterationSucceeded: iteration('mapIterationSucceededEventDetails'),
  MapIterationFailed: iteration('mapIterationFailedEventDetails'),
  MapIterationAborted: iteration('mapIterationAbortedEventDetails'),
  MapRunStarted: { key: 'mapRunStartedEventDetails', make: ({ first }) => ({ mapRunArn: first }) },
  MapRunSucceeded: plain,
  MapRunFailed: failed('mapRunFailedEventDetails'),
  MapRunAborted: plain,
  MapRunRedriven: { key: 'mapRunRedrivenEventDetails', make: ({ first, second }) => ({ mapRunArn: first, redriveCount: second }) },
  LambdaFunctionScheduled: inputScheduled('lambdaFunctionScheduledEventDetails', ['timeoutInSeconds', 'taskCredentials']),
  LambdaFunctionStarted: plain,
  LambdaFunctionSucceeded: succeeded('lambdaFunctionSucceededEventDetails'),
  LambdaFunctionFailed: failed('lambdaFunctionFailedEventDetails'),
  LambdaFunctionTimedOut: failed('lambdaFunctionTimedOutEventDetails'),
  ActivityScheduled: inputScheduled('activityScheduledEventDetails', ['timeoutInSeconds', 'heartbeatInSeconds']),
  ActivityStarted: { key: 'activityStartedEventDetails', make: ({ first }) => (first === undefined ? {} : { workerName: first }) },
  ActivitySucceeded: succeeded('activitySucceededEventDetails'),
  ActivityFailed: failed('activityFailedEventDetails'),
  ActivityTimedOut: failed('activityTimedOutEventDetails'),
  TaskScheduled: taskScheduled,
  TaskStarted: taskStarted,
  TaskSubmitted: taskOutput('taskSubmittedEventDetails'),
  TaskSubmitFailed: taskError('taskSubmitFailedEventDetails'),
  TaskSucceeded: taskOutput('taskSucceededEventDetails'),
  TaskFailed: taskError('taskFailedEventDetails'),
  TaskTimedOut: taskError('taskTimedOutEventDetails'),
  EvaluationFailed: {
    key: 'evaluationFailedEventDetails',
    make: ({ first, second, third }, texts) => ({
      state: first,
      ...errorDetails('States.QueryEvaluationError', second as string, texts),
      ...(third === undefined ? {} : { location: third }),
    }),
  },
} satisfies Record<string, DetailsMaker | undefined>;

/** Name of an event. */
export type EventName = keyof typeof EVENT_DETAILS;

/** Names by number, for a compact record. */
export const EVENT_NAMES = Object.keys(EVENT_DETAILS) as readonly EventName[];

/** Makers by number. */
export const EVENT_MAKERS: readonly (DetailsMaker | undefined)[] = EVENT_NAMES.map((name) => EVENT_DETAILS[name]);

/** Number of an event by name. */
export const EVENT = Object.fromEntries(EVENT_NAMES.map((name, index) => [name, index])) as Readonly<Record<EventName, number>>;
