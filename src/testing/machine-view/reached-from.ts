import type { MachineStates } from './machine-states';

/** States that may come after a state, itself only in a loop. */
export function reachedFrom(start: string, states: Pick<MachineStates, 'get'>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...(states.get(start)?.nexts ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(states.get(name)?.nexts ?? []));
  }
  return reached;
}
