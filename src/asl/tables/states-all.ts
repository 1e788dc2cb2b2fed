import { isJsonArray, isJsonObject, type JsonValue, ownKey } from '../json';
import { childPlace, type Place, report } from '../place';

/** Reports `States.ALL` where it shares a list with other names, or stands before the last entry of `Retry` or `Catch`. */
export function checkStatesAll(entries: JsonValue, place: Place, field: string | number, what: 'retrier' | 'catcher'): void {
  if (!isJsonArray(entries)) return;
  entries.forEach((entry, index) => {
    const names = isJsonObject(entry) ? ownKey(entry, 'ErrorEquals') : undefined;
    if (!Array.isArray(names) || !names.includes('States.ALL')) return;
    const at = childPlace(childPlace(place, field), index);
    if (names.length > 1) {
      const hint = 'it matches the other names too: drop them';
      report(at, 'ErrorEquals', 'STATES_ALL_PLACEMENT', { place: 'alone' }, { received: names, hint });
    } else if (index < entries.length - 1) {
      const hint = `move this ${what} to the end: those after it are never reached`;
      report(at, 'ErrorEquals', 'STATES_ALL_PLACEMENT', { place: 'last', what }, { received: names, hint });
    }
  });
}
