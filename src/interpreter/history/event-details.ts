import type { JsonObject, JsonValue } from '../../asl';

/**
 * Writes a payload as JSON text. Details call it in getters, when somebody reads the field: the texts of a long history with large payloads
 * would not fit into memory, and few of them are ever looked at.
 */
export type JsonText = (value: JsonValue) => string;

/** What an event keeps until somebody reads it: the meaning of each slot is the event type's own. */
export interface EventSlots {
  readonly first: unknown;
  readonly second: unknown;
  readonly third: unknown;
}

/** How the details of one event type are made from its slots. */
export interface DetailsMaker {
  readonly key: `${string}EventDetails`;
  make(slots: EventSlots, text: JsonText): Record<string, unknown>;
}

const whole = { truncated: false };

/** Longest error name and cause that an event holds (FACTS.md, numbers to enforce). */
const ERROR_LENGTH = 256;
const CAUSE_LENGTH = 32_768;

/** `error` and `cause` as events hold them: what is absent or empty is left out. */
export function errorDetails(error: string | undefined, cause: string | undefined): Record<string, unknown> {
  const details: Record<string, unknown> = {};
  if (cause !== undefined && cause !== '') details.cause = cause.slice(0, CAUSE_LENGTH);
  if (error !== undefined) details.error = error.slice(0, ERROR_LENGTH);
  return details;
}

/** first: error name, second: cause. */
export function failed(key: `${string}EventDetails`): DetailsMaker {
  return { key, make: ({ first, second }) => errorDetails(first as string | undefined, second as string | undefined) };
}

/** second: payload. */
export function succeeded(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ second }, text) => ({
      get output() {
        return text(second as JsonValue);
      },
      outputDetails: whole,
    }),
  };
}

/** first: state name, second: input. */
export const entered: DetailsMaker = {
  key: 'stateEnteredEventDetails',
  make: ({ first, second }, text) => ({
    name: first,
    get input() {
      return text(second as JsonValue);
    },
    inputDetails: whole,
  }),
};

/** first: state name, second: output, third: assigned variables. */
export const exited: DetailsMaker = {
  key: 'stateExitedEventDetails',
  make: ({ first, second, third }, text) => {
    const details: Record<string, unknown> = {
      name: first,
      get output() {
        return text(second as JsonValue);
      },
      outputDetails: whole,
    };
    if (third !== undefined) {
      details.assignedVariables = Object.fromEntries(Object.entries(third as JsonObject).map(([name, value]) => [name, text(value)]));
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
export interface ServiceResource {
  readonly resource: string;
  readonly resourceType: string;
}

/** Timeouts and role of one attempt; absent ones are left out. */
export interface ScheduledExtras {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: { readonly roleArn: string };
}

/** first: {@link ServiceResource}, second: parameters, third: {@link ScheduledExtras} and region. */
export const taskScheduled: DetailsMaker = {
  key: 'taskScheduledEventDetails',
  make: ({ first, second, third }, text) => ({
    ...(first as ServiceResource),
    ...(third as ScheduledExtras),
    get parameters() {
      return text(second as JsonValue);
    },
  }),
};

/** first: {@link ServiceResource}. */
export const taskStarted: DetailsMaker = { key: 'taskStartedEventDetails', make: ({ first }) => ({ ...(first as ServiceResource) }) };

/** first: {@link ServiceResource}, second: output. */
export function taskOutput(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ first, second }, text) => ({
      ...(first as ServiceResource),
      get output() {
        return text(second as JsonValue);
      },
      outputDetails: whole,
    }),
  };
}

/** first: {@link ServiceResource}, second: error, third: cause. */
export function taskError(key: `${string}EventDetails`): DetailsMaker {
  return {
    key,
    make: ({ first, second, third }) => ({
      ...(first as ServiceResource),
      ...errorDetails(second as string | undefined, third as string | undefined),
    }),
  };
}

/** first: ARN, second: input, third: {@link ScheduledExtras}, of which the event holds `extras` only. */
export function inputScheduled(key: `${string}EventDetails`, extras: readonly (keyof ScheduledExtras)[]): DetailsMaker {
  return {
    key,
    make: ({ first, second, third }, text) => {
      const details: Record<string, unknown> = {
        resource: first,
        get input() {
          return text(second as JsonValue);
        },
        inputDetails: whole,
      };
      for (const name of extras) {
        const extra = (third as ScheduledExtras)[name];
        if (extra !== undefined) details[name] = extra;
      }
      return details;
    },
  };
}
