/** One event of an execution, structurally a `HistoryEvent` of `@aws-sdk/client-sfn`. `input` and `output` are JSON text. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Virtual time. */
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>> | undefined;
}

/** Names of the events, as the service spells them. */
export type HistoryEventType = string;
