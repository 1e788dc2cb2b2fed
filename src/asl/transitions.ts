import type { StateType } from './definition';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from './json';
import type { TransitionTarget } from './state-table';
import { STATE_TABLES } from './state-tables';

/** Every state name a state may go to, with the keys of the field that says so: `Next`, those of its kind, and `Catch`. */
export function transitionTargets(type: StateType, state: JsonObject): readonly TransitionTarget[] {
  const table = STATE_TABLES[type];
  const targets: TransitionTarget[] = [];
  const next = table.facts.takesNext ? ownKey(state, 'Next') : undefined;
  if (typeof next === 'string') targets.push({ path: ['Next'], name: next });
  if (table.targets) targets.push(...table.targets(state));
  const catchers = table.facts.takesRetry ? ownKey(state, 'Catch') : undefined;
  if (Array.isArray(catchers)) {
    catchers.forEach((catcher: JsonValue, index) => {
      const name = isJsonObject(catcher) ? ownKey(catcher, 'Next') : undefined;
      if (typeof name === 'string') targets.push({ path: ['Catch', index, 'Next'], name });
    });
  }
  return targets;
}
