/** The limits of the service by name; sizes are bytes of UTF-8, durations seconds. */
export const QUOTAS = Object.freeze({
  /** Levels of nesting in data from outside: our own bound, far over any payload of 256 KiB that a service sends, and under the stack. */
  payloadDepth: 500,
  /** Input or output of a task, a state or an execution. */
  payloadBytes: 262_144,
  /** Bytes of a payload or an Assign where their quotas are switched off: our own bound, so that states that double their input end. */
  heldBytes: 33_554_432,
  /** Events in the history of a STANDARD execution. */
  historyEvents: 25_000,
  standardSeconds: 365 * 24 * 3600,
  expressSeconds: 300,
  /** A definition, and any API request. */
  definitionBytes: 1_048_576,
  /** Levels of nesting in the JSON of a definition: our own bound, far over any real one, so that nothing recurses without end. */
  definitionDepth: 1_000,
  /** Names of states, state machines, executions, activities and variables. */
  nameLength: 80,
  labelLength: 40,
  inlineMapConcurrency: 40,
  distributedMapConcurrency: 10_000,
  errorLength: 256,
  causeLength: 32_768,
  variableBytes: 262_144,
  assignBytes: 262_144,
  executionVariablesBytes: 10_485_760,
  intrinsicNesting: 10,
  arrayRangeItems: 1_000,
  hashCharacters: 10_000,
  base64Characters: 10_000,
  httpTaskSeconds: 60,
  csvHeaderBytes: 10_240,
  tags: 50,
  tagKeyLength: 128,
  tagValueLength: 256,
  activityPollSeconds: 60,
  redriveSeconds: 14 * 24 * 3600,
  historyRetentionSeconds: 90 * 24 * 3600,
  /** Largest TimeoutSeconds, HeartbeatSeconds, Seconds, IntervalSeconds and MaxAttempts. */
  largestCount: 99_999_999,
  /** Largest MaxDelaySeconds of a retrier. */
  largestDelaySeconds: 31_622_400,
  /** Largest MaxItems of an ItemReader. */
  largestItemCount: 100_000_000,
});
