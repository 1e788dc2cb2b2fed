import { isTimestamp, QUOTAS } from '../../asl';

/** What numbers a field takes. */
interface Range {
  readonly least: number;
  readonly most: number;
  /** Whether a fraction will do. */
  readonly fraction?: true;
}

const SECONDS = { least: 1, most: QUOTAS.largestCount };
const COUNT = { least: 0, most: Number.MAX_SAFE_INTEGER };
const RANGES: ReadonlyMap<string, Range> = new Map<string, Range>([
  ['Seconds', { ...SECONDS, least: 0 }],
  ['TimeoutSeconds', SECONDS],
  ['HeartbeatSeconds', SECONDS],
  ['MaxConcurrency', COUNT],
  ['ToleratedFailureCount', COUNT],
  ['ToleratedFailurePercentage', { least: 0, most: 100, fraction: true }],
  ['MaxItems', COUNT],
  ['MaxItemsPerBatch', { ...COUNT, least: 1 }],
  ['MaxInputBytesPerBatch', { ...COUNT, least: 1 }],
]);

/** Why a field cannot take the value that its expression always gives, as the rest of a sentence; undefined where it can. */
export function outOfRange(field: string, value: unknown): string | undefined {
  const shown = JSON.stringify(value);
  if (field === 'Timestamp')
    return typeof value !== 'string' || isTimestamp(value) ? undefined : `"Timestamp" takes a timestamp, and the expression gives ${shown}`;
  const range = RANGES.get(field);
  if (range === undefined || typeof value !== 'number') return undefined;
  const { least, most, fraction } = range;
  if (value >= least && value <= most && (fraction || Number.isInteger(value))) return undefined;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return `"${field}" takes ${fraction ? 'a number' : 'a whole number'} ${bounds}, and the expression gives ${shown}`;
}
