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
export interface EventSlots {
  readonly first: unknown;
  readonly second: unknown;
  readonly third: unknown;
}

/** How the details of one event type are made from its slots. */
export interface DetailsMaker {
  readonly key: `${string}EventDetails`;
  make(slots: EventSlots, payloads: PayloadTexts): Record<string, unknown>;
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
export function failed(key: `${string}EventDetails`): DetailsMaker {
  return { key, make: ({ first, second }, texts) => errorDetails(first as string | undefined, second as string | undefined, texts) };
}

/** second: payload. */
export function succeeded(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ second }, payloads) => {
      const details = { output: undefined, outputDetails: whole };
      payloads.put(details, 'output', second as JsonValue);
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
export const entered: DetailsMaker = {
  key: 'stateEnteredEventDetails',
  make: ({ first, second }, payloads) => {
    const details = { name: (first as RecordedState).name, input: undefined, inputDetails: whole };
    payloads.put(details, 'input', second as JsonValue);
    return details;
  },
};

/** first: {@link RecordedState}, second: output, third: assigned variables. */
export const exited: DetailsMaker = {
  key: 'stateExitedEventDetails',
  make: ({ first, second, third }, payloads) => {
    const details: Record<string, unknown> = { name: (first as RecordedState).name, output: undefined, outputDetails: whole };
    payloads.put(details, 'output', second as JsonValue);
    if (third !== undefined) {
      details.assignedVariables = Object.fromEntries(
        Object.entries(third as JsonObject).map(([name, value]) => [name, payloads.text(value)]),
      );
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
export const taskScheduled: DetailsMaker = {
  key: 'taskScheduledEventDetails',
  make: ({ first, second, third }, payloads) => {
    const details = { ...(first as RecordedService), ...(third as ScheduledExtras), parameters: undefined };
    payloads.put(details, 'parameters', second as JsonValue);
    return details;
  },
};

/** first: {@link RecordedService}. */
export const taskStarted: DetailsMaker = { key: 'taskStartedEventDetails', make: ({ first }) => ({ ...(first as RecordedService) }) };

/** first: {@link RecordedService}, second: output. */
export function taskOutput(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ first, second }, payloads) => {
      const details = { ...(first as RecordedService), output: undefined, outputDetails: whole };
      payloads.put(details, 'output', second as JsonValue);
      return details;
    },
  };
}

/** first: {@link RecordedService}, second: error, third: cause. */
export function taskError(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ first, second, third }, texts) => ({
      ...(first as RecordedService),
      ...errorDetails(second as string | undefined, third as string | undefined, texts),
    }),
  };
}

/** first: ARN, second: input, third: {@link ScheduledExtras}, of which the event holds `extras` only. */
export function inputScheduled(key: `${string}EventDetails`, extras: readonly (keyof ScheduledExtras)[]): DetailsMaker {
  return {
    key,
    make: ({ first, second, third }, payloads) => {
      const details: Record<string, unknown> = { resource: first, input: undefined, inputDetails: whole };
      payloads.put(details, 'input', second as JsonValue);
      for (const name of extras) {
        const extra = (third as ScheduledExtras)[name];
        if (extra !== undefined) details[name] = extra;
      }
      return details;
    },
  };
}
