import { type AnyStateNode, listedQuoted, nearestName, parseDefinition, type StateGroup } from '../asl';
import type { TestMachine } from '../testing';
import { CommandError } from './command-error';

/** All states of a machine, those around others first. */
export function nodesIn(group: StateGroup): AnyStateNode[] {
  return [...group.states.values()].flatMap((node) => [node, ...node.groups.flatMap(nodesIn)]);
}

/** The tasks of a machine, in the order of its definition. */
export function tasksIn(group: StateGroup): { readonly name: string; readonly resource: string }[] {
  return nodesIn(group).flatMap((node) => (node.type === 'Task' ? [{ name: node.name, resource: node.fields.Resource }] : []));
}

/** Throws a CommandError for a state which the option names and the machine does not have, with the nearest name. */
export function requireState(option: string, state: string, { name, definition }: Pick<TestMachine, 'name' | 'definition'>): void {
  const parsed = parseDefinition(definition);
  const names = parsed.ok ? nodesIn(parsed.machine).map((node) => node.name) : [];
  if (names.length === 0 || names.includes(state)) return;
  const near = nearestName(state, names);
  throw new CommandError(
    `${option}: ${name} has no state ${JSON.stringify(state)}.`,
    near === undefined ? `its states are ${listedQuoted(names)}.` : `did you mean ${JSON.stringify(near)}?`,
  );
}
