/** What callers, or executions that have already started, could notice of a change. */
export type NoticeCode =
  | 'MACHINE_REMOVED'
  | 'MACHINE_REPLACED'
  | 'WAITING_STATE_REMOVED'
  | 'WAITING_STATE_RENAMED'
  | 'ANSWER_CHANGED'
  | 'TIME_SHORTENED'
  | 'TIME_COMPUTED'
  | 'RESOURCE_REMOVED'
  | 'RESOURCE_UNUSED'
  | 'RECORDED_DIVERGES';

/** One such thing. */
export interface Notice {
  readonly code: NoticeCode;
  /** Whether `--fail-on breaking` fails. */
  readonly breaking: boolean;
  /** By its earlier name; undefined for the machine. */
  readonly state: string | undefined;
  readonly message: string;
  readonly hint: string;
}

/** Those that are worth knowing and fail nothing: whether they do harm, the definitions do not say. */
const HARMLESS: ReadonlySet<NoticeCode> = new Set(['TIME_COMPUTED', 'RESOURCE_UNUSED']);

/** A notice, breaking or not as its code says. */
export function notice(code: NoticeCode, state: string | undefined, message: string, hint: string): Notice {
  return { code, breaking: !HARMLESS.has(code), state, message, hint };
}
