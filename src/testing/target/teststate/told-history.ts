import type { JsonObject, JsonValue } from '../../../asl';
import { parseResource, recordedNames, type ServiceResource } from '../../../asl';
import type { HistoryEvent, HistoryEventType } from '../../../interpreter';
import { taskKindOf } from '../../machine-view/task-kind';

/** Events that an execution may have, as on AWS: a walk that goes round in circles ends here. */
const MOST_EVENTS = 25_000;

/** The history of a walk through TestState: an event for what each answer tells, and none for what none does. */
export class ToldHistory {
  readonly events: HistoryEvent[] = [];

  /** @param now virtual time: it moves by the backoffs that TestState tells, and by nothing else */
  constructor(public now: number) {}

  /** Whether no more events fit. */
  get full(): boolean {
    return this.events.length >= MOST_EVENTS;
  }

  /** Adds an event behind another and gives its id. */
  add(type: HistoryEventType, previousEventId: number, details: Readonly<Record<string, JsonObject | undefined>> = {}): number {
    const id = this.events.length + 1;
    this.events.push({ id, previousEventId, timestamp: new Date(this.now), type, ...details } as unknown as HistoryEvent);
    return id;
  }
}

/** What the events of one attempt are called and how they hold what was sent. */
interface AttemptEvents {
  readonly scheduled: (resource: string, input: string) => readonly [HistoryEventType, JsonObject];
  readonly family: 'Task' | 'LambdaFunction' | 'Activity';
}

const SERVICE: AttemptEvents = {
  family: 'Task',
  scheduled: (resource, parameters) => [
    'TaskScheduled',
    { taskScheduledEventDetails: { ...serviceOf(resource), region: 'us-east-1', parameters } },
  ],
};
const EVENTS: Readonly<Record<ReturnType<typeof taskKindOf>, AttemptEvents>> = {
  lambdaInvoke: SERVICE,
  lambdaSdk: SERVICE,
  service: SERVICE,
  lambdaArn: {
    family: 'LambdaFunction',
    scheduled: (resource, input) => ['LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: { resource, input } }],
  },
  activity: {
    family: 'Activity',
    scheduled: (resource, input) => ['ActivityScheduled', { activityScheduledEventDetails: { resource, input } }],
  },
};

/** Adds the event of a request to a service. */
export function addScheduled(history: ToldHistory, previous: number, resource: string, input: JsonValue): number {
  const [type, details] = EVENTS[taskKindOf(resource)].scheduled(resource, JSON.stringify(input));
  return history.add(type, previous, details as Record<string, JsonObject>);
}

/** Adds the event of a service's answer. */
export function addSucceeded(history: ToldHistory, previous: number, resource: string, output: JsonValue): number {
  return addEnd(history, previous, resource, 'Succeeded', { output: JSON.stringify(output) });
}

/** Adds the event of an attempt that failed or timed out. */
export function addFailed(
  history: ToldHistory,
  previous: number,
  resource: string,
  { error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined },
): number {
  const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  return addEnd(history, previous, resource, error === 'States.Timeout' ? 'TimedOut' : 'Failed', details);
}

/** Adds the event of an expression that failed, and nothing for any other failure. */
export function addEvaluationFailed(
  history: ToldHistory,
  previous: number,
  state: string,
  { error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined },
): number {
  if (error !== 'States.QueryEvaluationError') return previous;
  return history.add('EvaluationFailed', previous, {
    evaluationFailedEventDetails: { state, error, ...(cause === undefined ? {} : { cause }) },
  });
}

function addEnd(history: ToldHistory, previous: number, resource: string, end: 'Succeeded' | 'Failed' | 'TimedOut', details: JsonObject) {
  const { family } = EVENTS[taskKindOf(resource)];
  const type: HistoryEventType = `${family}${end}`;
  const service = family === 'Task' ? serviceOf(resource) : {};
  return history.add(type, previous, { [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: { ...service, ...details } });
}

function serviceOf(resource: string): { readonly resourceType: string; readonly resource: string } {
  return recordedNames(parseResource(resource) as ServiceResource);
}
