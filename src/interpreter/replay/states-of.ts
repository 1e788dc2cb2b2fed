import type { AnyStateFields, AnyStateNode, StateGroup } from '../../asl';

/** Every state of a machine by its name, nested ones included: names are unique in a machine. */
export function statesOf(group: StateGroup, found = new Map<string, AnyStateNode>()): ReadonlyMap<string, AnyStateNode> {
  for (const node of group.states.values()) {
    found.set(node.name, node);
    for (const inner of node.groups) statesOf(inner, found);
  }
  return found;
}

/** Where a state stands among others. */
export interface EnteredState {
  /** The Map or Parallel state around it; undefined at the top. */
  readonly owner: string | undefined;
  /** The first state of its group, which names a Parallel branch. */
  readonly startAt: string;
  /** Whether nothing comes after it. */
  readonly last: boolean;
}

/** The place of every state of a machine by its name. */
export function placesOf(group: StateGroup, owner?: string, found = new Map<string, EnteredState>()): ReadonlyMap<string, EnteredState> {
  const { startAt } = group;
  for (const { name, type, fields, groups } of group.states.values()) {
    const { Catch, End }: AnyStateFields = fields;
    found.set(name, { owner, startAt, last: type === 'Succeed' || type === 'Fail' || (End === true && Catch === undefined) });
    for (const inner of groups) placesOf(inner, name, found);
  }
  return found;
}
