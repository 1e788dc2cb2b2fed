import type { HistoryEvent } from '../interpreter';

/** Tells a history from another list, and from one that went through JSON, whose times are texts. */
export function isHistory(value: unknown): value is readonly HistoryEvent[] {
  if (!Array.isArray(value)) return false;
  const { type, timestamp }: { readonly type?: unknown; readonly timestamp?: unknown } = Object(value[0]);
  return typeof type === 'string' && Object.prototype.toString.call(timestamp) === '[object Date]';
}
