import type { JsonObject, JsonValue } from '../../asl';
import type { ErrorTextLimits } from '../failure';

/** Payloads of an event as JSON text. */
export interface PayloadTexts {
  /** How long error names and causes may be. */
  readonly limits: ErrorTextLimits;
  /** The JSON text of a value. */
  text(value: JsonValue): string;
  /**
   * Sets a field to the JSON text of a payload. A large payload gets a getter that writes it when somebody reads it: the texts of a long history
   * with large payloads would not fit into memory, and few of them are ever looked at.
   */
  put(details: Record<string, unknown>, field: string, value: JsonValue): void;
}

/** What an event keeps until somebody reads it: the meaning of each slot is the event type's own. */
export interface EventSlots<First, Second, Third> {
  readonly first: First;
  readonly second: Second;
  readonly third: Third;
}

/** How the details of one event type are made from its slots. Whoever records the event puts there what its type says. */
export interface DetailsMaker<First = unknown, Second = unknown, Third = unknown> {
  readonly key: `${string}EventDetails`;
  make(slots: EventSlots<First, Second, Third>, payloads: PayloadTexts): Record<string, unknown>;
}

const whole = { truncated: false };

/** `error` and `cause` as events hold them: what is absent or empty is left out. */
export function errorDetails(error: string | undefined, cause: string | undefined, { limits }: PayloadTexts): Record<string, unknown> {
  const details: Record<string, unknown> = {};
  if (cause !== undefined && cause !== '') details.cause = cause.slice(0, limits.cause);
  if (error !== undefined) details.error = error.slice(0, limits.error);
  return details;
}

/** first: error name, second: cause. */
export function failed(key: `${string}EventDetails`): DetailsMaker<string | undefined, string | undefined> {
  return { key, make: ({ first, second }, texts) => errorDetails(first, second, texts) };
}

/** second: payload. */
export function succeeded(key: `${string}EventDetails`): DetailsMaker<unknown, JsonValue> {
  return {
    key,
    make: ({ second }, payloads) => {
      const details = { output: undefined, outputDetails: whole };
      payloads.put(details, 'output', second);
      return details;
    },
  };
}

/** What the events of entering and leaving a state keep: the state, and the way out of it. */
export interface RecordedState {
  readonly name: string;
  /** The number that counts the event. */
  readonly slot: number;
}

/** first: {@link RecordedState}, second: input. */
export const entered: DetailsMaker<RecordedState, JsonValue> = {
  key: 'stateEnteredEventDetails',
  make: ({ first, second }, payloads) => {
    const details = { name: first.name, input: undefined, inputDetails: whole };
    payloads.put(details, 'input', second);
    return details;
  },
};

/** first: {@link RecordedState}, second: output, third: assigned variables. */
export const exited: DetailsMaker<RecordedState, JsonValue, JsonObject | undefined> = {
  key: 'stateExitedEventDetails',
  make: ({ first, second, third }, payloads) => {
    const details: Record<string, unknown> = { name: first.name, output: undefined, outputDetails: whole };
    payloads.put(details, 'output', second);
    if (third !== undefined) {
      details.assignedVariables = Object.fromEntries(Object.entries(third).map(([name, value]) => [name, payloads.text(value)]));
      details.assignedVariablesDetails = whole;
    }
    return details;
  },
};

/** first: state name, second: index. */
export function iteration(key: `${string}EventDetails`): DetailsMaker {
  return { key, make: ({ first, second }) => ({ name: first, index: second }) };
}

/** What the events of a service task say of its resource. */
export interface RecordedService {
  readonly resource: string;
  readonly resourceType: string;
}

/** Timeouts and role of one attempt; absent ones are left out. */
export interface ScheduledExtras {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: { readonly roleArn: string };
}

/** first: {@link RecordedService}, second: parameters, third: {@link ScheduledExtras} and region. */
export const taskScheduled: DetailsMaker<RecordedService, JsonValue, ScheduledExtras> = {
  key: 'taskScheduledEventDetails',
  make: ({ first, second, third }, payloads) => {
    const details = { ...first, ...third, parameters: undefined };
    payloads.put(details, 'parameters', second);
    return details;
  },
};

/** first: {@link RecordedService}. */
export const taskStarted: DetailsMaker<RecordedService> = { key: 'taskStartedEventDetails', make: ({ first }) => ({ ...first }) };

/** first: {@link RecordedService}, second: output. */
export function taskOutput(key: `${string}EventDetails`): DetailsMaker<RecordedService, JsonValue> {
  return {
    key,
    make: ({ first, second }, payloads) => {
      const details = { ...first, output: undefined, outputDetails: whole };
      payloads.put(details, 'output', second);
      return details;
    },
  };
}

/** first: {@link RecordedService}, second: error, third: cause. */
export function taskError(key: `${string}EventDetails`): DetailsMaker<RecordedService, string | undefined, string | undefined> {
  return {
    key,
    make: ({ first, second, third }, texts) => ({
      ...first,
      ...errorDetails(second, third, texts),
    }),
  };
}

/** first: ARN, second: input, third: {@link ScheduledExtras}, of which the event holds `extras` only. */
export function inputScheduled(
  key: `${string}EventDetails`,
  extras: readonly (keyof ScheduledExtras)[],
): DetailsMaker<unknown, JsonValue, ScheduledExtras> {
  return {
    key,
    make: ({ first, second, third }, payloads) => {
      const details: Record<string, unknown> = { resource: first, input: undefined, inputDetails: whole };
      payloads.put(details, 'input', second);
      for (const name of extras) {
        const extra = third[name];
        if (extra !== undefined) details[name] = extra;
      }
      return details;
    },
  };
}
