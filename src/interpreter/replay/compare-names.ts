import type { AnyStateNode } from '../../asl';
import { UsageError } from '../usage-error';
import { type RecordedEvent, textOf } from './recorded-event';

/** Throws a UsageError for a history none of whose states the machine has, and for one that cannot be followed. */
export function compareNames(events: readonly RecordedEvent[], states: ReadonlyMap<string, AnyStateNode>): void {
  const names = [...new Set(events.flatMap((event) => (event.type.endsWith('StateEntered') ? (textOf(event, 'name') ?? []) : [])))];
  if (names.length > 0 && !names.some((name) => states.has(name))) {
    throw new UsageError(
      `The history belongs to another machine: it entered ${listed(names)}, and the definition has ${listed([...states.keys()])}. Hint: give the history and the definition of the same machine.`,
    );
  }
  const redriven = events.findIndex((event) => event.type === 'ExecutionRedriven');
  if (redriven !== -1 && insideFork(events.slice(0, redriven))) {
    throw new UsageError(
      `Event ${(events[redriven] as RecordedEvent).id} of the history (ExecutionRedriven): the execution was redriven inside a Map or Parallel state, which a replay cannot follow. Hint: replay the events before it.`,
    );
  }
}

/** Whether the last Map or Parallel that was entered was never left. */
function insideFork(events: readonly RecordedEvent[]): boolean {
  const balance = (type: string) => (/^(Map|Parallel)StateEntered$/.test(type) ? 1 : /^(Map|Parallel)StateExited$/.test(type) ? -1 : 0);
  return events.reduce((sum, event) => sum + balance(event.type), 0) > 0;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => JSON.stringify(name));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
