import type { AnyStateNode, StateGroup } from '../../asl';

/** Gives every state of a machine by its name, nested ones included: names are unique in a machine. */
export function statesOf(group: StateGroup, found = new Map<string, AnyStateNode>()): ReadonlyMap<string, AnyStateNode> {
  for (const node of group.states.values()) {
    found.set(node.name, node);
    for (const inner of node.groups) statesOf(inner, found);
  }
  return found;
}

/** The Map or Parallel state whose branches begin with a state, by the name of that state. */
export function ownersOf(states: ReadonlyMap<string, AnyStateNode>): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const node of states.values()) for (const group of node.groups) owners.set(group.startAt, node.name);
  return owners;
}
