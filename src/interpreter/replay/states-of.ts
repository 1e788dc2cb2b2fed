import type { AnyStateNode, StateGroup } from '../../asl';

/** Gives every state of a machine by its name, nested ones included: names are unique in a machine. */
export function statesOf(group: StateGroup, found = new Map<string, AnyStateNode>()): ReadonlyMap<string, AnyStateNode> {
  for (const node of group.states.values()) {
    found.set(node.name, node);
    for (const inner of node.groups) statesOf(inner, found);
  }
  return found;
}
