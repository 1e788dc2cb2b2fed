/** What the service does with a reserved error name. */
export interface ReservedErrorName {
  /** One line: when it occurs. */
  readonly meaning: string;
  /** False: neither Retry nor Catch sees it, not even as `States.ALL`. */
  readonly catchable: boolean;
  /** What the service gives in its place: the name is the language's, and no execution on AWS was seen to fail with it. */
  readonly instead?: 'States.ReferencePathConflict' | 'States.Runtime';
}

/**
 * The error names that begin with `States.` and belong to the language or the service. What AWS gives `instead` is recorded for paths and intrinsic
 * functions, measured for a Choice (tiny-asl-machine, groups Choice.*, and floci) and quoted from failed executions for ResultPath
 * (cdklabs/construct-hub pull request 459, qiita.com/tsubasaogawa/items/4fe341bdb6ae7d2fd8ee).
 */
export const RESERVED_ERROR_NAMES = Object.freeze({
  'States.ALL': { meaning: 'matches any error; stands alone in the last retrier or catcher', catchable: true },
  'States.BranchFailed': { meaning: 'a branch of a Parallel failed', catchable: true },
  'States.DataLimitExceeded': { meaning: 'a payload is over 256 KiB', catchable: true },
  'States.ExceedToleratedFailureThreshold': { meaning: 'more items of a Map failed than it tolerates', catchable: true },
  'States.HeartbeatTimeout': { meaning: 'a task sent no heartbeat in time', catchable: true },
  'States.Http.Socket': { meaning: 'an HTTP task got no answer within 60 seconds', catchable: true },
  'States.IntrinsicFailure': { meaning: 'an intrinsic function failed', catchable: true, instead: 'States.Runtime' },
  'States.ItemReaderFailed': { meaning: 'a Map could not read its items', catchable: true },
  'States.NoChoiceMatched': { meaning: 'no rule of a Choice matched and it has no Default', catchable: true, instead: 'States.Runtime' },
  'States.ParameterPathFailure': { meaning: 'a path in a payload template found nothing', catchable: true, instead: 'States.Runtime' },
  'States.Permissions': { meaning: 'the role lacks a permission', catchable: true },
  'States.QueryEvaluationError': { meaning: 'a JSONata expression failed', catchable: true },
  'States.ReferencePathConflict': { meaning: 'ResultPath or ItemsPath cannot be applied to the input', catchable: true },
  'States.ResultPathMatchFailure': {
    meaning: 'ResultPath cannot be applied to the input',
    catchable: true,
    instead: 'States.ReferencePathConflict',
  },
  'States.ResultWriterFailed': { meaning: 'a Map could not write its results', catchable: true },
  'States.Runtime': { meaning: 'the execution cannot go on', catchable: false },
  'States.TaskFailed': { meaning: 'matches any error of a task except States.Timeout', catchable: true },
  'States.Timeout': { meaning: 'a task or the execution took too long', catchable: true },
} as const satisfies Record<string, ReservedErrorName>);

/** A reserved error name. */
export type StatesErrorName = keyof typeof RESERVED_ERROR_NAMES;

/** What matches any error in Retry and Catch. Nothing fails with it. */
export const WILDCARD_ERROR = 'States.ALL' satisfies StatesErrorName;

/** A name of the specification in whose place AWS gives another. */
export type NeverGivenErrorName = {
  [Name in StatesErrorName]: (typeof RESERVED_ERROR_NAMES)[Name] extends { readonly instead: string } ? Name : never;
}[StatesErrorName];

/** Tells a reserved error name from any other. */
export function isReservedErrorName(name: string): name is StatesErrorName {
  return Object.hasOwn(RESERVED_ERROR_NAMES, name);
}

/** Tells the name of an error that an HTTP task fails with for the status of an answer: `States.Http.StatusCode.503`. */
export function isHttpStatusError(name: string): boolean {
  return /^States\.Http\.StatusCode\.\d+$/.test(name);
}
