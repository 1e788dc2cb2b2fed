import type { AnyStateNode } from '../../asl';
import { UsageError } from '../usage-error';
import { type RecordedEvent, textOf } from './recorded-event';

/** Throws a UsageError for a history none of whose states the machine has. */
export function compareNames(events: readonly RecordedEvent[], states: ReadonlyMap<string, AnyStateNode>): void {
  const names = [...new Set(events.flatMap((event) => (event.type.endsWith('StateEntered') ? (textOf(event, 'name') ?? []) : [])))];
  if (names.length > 0 && !names.some((name) => states.has(name))) {
    throw new UsageError(
      `The history belongs to another machine: it entered ${listed(names)}, and the definition has ${listed([...states.keys()])}. Hint: give the history and the definition of the same machine.`,
    );
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => JSON.stringify(name));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
