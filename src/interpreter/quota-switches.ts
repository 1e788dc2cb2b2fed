/** Limits of the service by name: all are enforced, `false` switches one off. */
export interface QuotaSwitches {
  /** 25,000 events in the history of a Standard execution. */
  readonly historyEvents?: boolean;
  /** 262,144 bytes of UTF-8 for the input and output of a task, state or execution. */
  readonly payloadBytes?: boolean;
  /** 40 iterations of an inline Map at once. */
  readonly inlineMapConcurrency?: boolean;
  /** 10,000 child executions of a distributed Map at once. */
  readonly distributedMapConcurrency?: boolean;
  /** 80 characters for the name of an execution or of a state machine. */
  readonly nameLength?: boolean;
  /** One year for Standard, five minutes for Express. */
  readonly duration?: boolean;
  /** 256 KiB per variable and Assign, 10 MiB per execution. */
  readonly variableBytes?: boolean;
  /** 90 days after its end the name of a Standard execution can be given again; without it, never. */
  readonly historyRetention?: boolean;
}
