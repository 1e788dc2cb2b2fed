import { allNodes } from '../all-nodes';
import type { GraphNode } from '../graph/graph';
import type { PageMachine } from '../html/page-data';

const parsed = new WeakMap<PageMachine, unknown>();

/** The node of a state; undefined for one that the machine does not have. */
export function graphNodeOf(machine: PageMachine, state: string | undefined): GraphNode | undefined {
  return state === undefined ? undefined : allNodes(machine.graph.group).find(({ name }) => name === state);
}

/** What the definition says of a state, as JSON text; undefined for one that it does not have, such as a removed one. */
export function definitionOf(machine: PageMachine, { pointer }: GraphNode): string | undefined {
  if (!parsed.has(machine)) parsed.set(machine, JSON.parse(machine.definition));
  let value = parsed.get(machine);
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return JSON.stringify(value);
}
