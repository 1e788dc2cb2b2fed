import { kinds, type OptionTable, requireArguments, requireOptions } from '../../asl';
import { detailsOfEvent } from './details-of-event';
import type { HistoryEvent } from './history-event';
import { HISTORY } from './history-parameter';
import { loggedText } from './logged-text';

/** How much of an execution CloudWatch Logs is sent. */
export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

/** What to log and of which execution. */
export interface LogOptions {
  /** @default 'ALL' */
  readonly level?: LogLevel;
  /** Whether inputs, outputs and parameters are logged. @default false */
  readonly includeExecutionData?: boolean;
  /** ARN of the execution, as each record names it. */
  readonly executionArn: string;
}

const OPTIONS: OptionTable<LogOptions> = {
  level: kinds.oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
  includeExecutionData: kinds.flag,
  executionArn: kinds.name,
};

/** One record of the log, as the service writes it. */
export interface LogEvent {
  readonly id: string;
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly previous_event_id: string;
  /** Milliseconds since the epoch. */
  readonly event_timestamp: string;
  readonly execution_arn: string;
  readonly redrive_count: string;
}

const FATAL = new Set(['ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted']);

/** Fields of details that are execution data. */
const DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters', 'assignedVariables', 'assignedVariablesDetails']);

/** The records that an Express (or a logging Standard) execution sends to CloudWatch Logs, in the order of its events. */
export function logEvents(history: readonly HistoryEvent[], options: LogOptions): readonly LogEvent[] {
  requireArguments('logEvents()', arguments, HISTORY, { name: 'the options', kind: kinds.anything });
  requireOptions('logEvents', options, OPTIONS);
  const { level = 'ALL', includeExecutionData = false, executionArn } = options;
  let redrives = 0;
  const records: LogEvent[] = [];
  for (const event of history) {
    redrives = event.executionRedrivenEventDetails?.redriveCount ?? redrives;
    if (!isLogged(event.type, level)) continue;
    records.push({
      id: String(event.id),
      type: event.type,
      details: loggedDetails(event, includeExecutionData),
      previous_event_id: String(event.previousEventId),
      event_timestamp: String(event.timestamp.getTime()),
      execution_arn: executionArn,
      redrive_count: String(redrives),
    });
  }
  return records;
}

/** ERROR takes what failed, timed out or was cut short, and the entry of a Fail; FATAL only the end of the execution. */
function isLogged(type: string, level: LogLevel): boolean {
  if (level === 'ALL') return true;
  if (level === 'OFF') return false;
  return FATAL.has(type) || (level === 'ERROR' && (/(Failed|TimedOut|Aborted)$/.test(type) || type === 'FailStateEntered'));
}

function loggedDetails(event: HistoryEvent, data: boolean): Record<string, unknown> {
  const details = Object.fromEntries(Object.entries(detailsOfEvent(event) ?? {}).filter(([name]) => data || !DATA.has(name)));
  for (const payload of ['input', 'output']) {
    const text = details[payload];
    if (typeof text !== 'string') continue;
    const logged = loggedText(text);
    if (logged.length === text.length) continue;
    details[payload] = logged;
    details[`${payload}Details`] = { truncated: true };
  }
  return details;
}
