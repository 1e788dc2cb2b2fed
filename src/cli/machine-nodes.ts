import type { AnyStateNode, StateGroup } from '../asl';

/** All states of a machine, those around others first. */
export function nodesIn(group: StateGroup): AnyStateNode[] {
  return [...group.states.values()].flatMap((node) => [node, ...node.groups.flatMap(nodesIn)]);
}

/** The tasks of a machine, in the order of its definition. */
export function tasksIn(group: StateGroup): { readonly name: string; readonly resource: string }[] {
  return nodesIn(group).flatMap((node) => (node.type === 'Task' ? [{ name: node.name, resource: node.fields.Resource }] : []));
}
