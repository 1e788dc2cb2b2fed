import type { StateGroup } from '../../asl';

/** Names of the states of a machine or a part of it, nested ones included, in the order of the definition. */
export function stateNames(group: StateGroup): readonly string[] {
  return [...group.states.values()].flatMap((state) => [state.name, ...state.groups.flatMap(stateNames)]);
}
