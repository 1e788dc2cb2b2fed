import { nearestName, type StateGroup } from '../../asl';
import type { Definition } from '../engine/prepared';
import type { Tasks } from '../tasks/task-call';
import { UsageError } from '../usage-error';

/** Names and resources of the tasks of a definition, and what its other states are. */
interface Askers {
  readonly tasks: ReadonlySet<string>;
  readonly others: ReadonlyMap<string, string>;
}

const found = new WeakMap<Definition, Askers>();

/**
 * Throws a UsageError for answers to tasks that neither the definition nor a machine that it may start has: nobody would ever ask for them.
 *
 * @param machines the definitions that may be started, asked for only where a name is not the definition's own
 */
export function requireKnownTasks(tasks: Tasks | undefined, definition: Definition, machines: () => readonly Definition[]): void {
  if (tasks === undefined || typeof tasks === 'function') return;
  const own = askersOf(definition);
  const isStrange = (name: string): boolean => !own.tasks.has(name);
  const names = Object.keys(tasks);
  if (names.some(isStrange)) requireOthers(names.filter(isStrange), own, machines());
}

/** Throws a UsageError for a name that no definition has. */
function requireOthers(strange: readonly string[], own: Askers, machines: readonly Definition[]): void {
  const all = [own, ...machines.map(askersOf)];
  const unknown = strange.find((name) => !all.some((each) => each.tasks.has(name)));
  if (unknown === undefined) return;
  const kind = all.map((each) => each.others.get(unknown)).find((type) => type !== undefined);
  const names = [...new Set(all.flatMap((each) => [...each.tasks]))];
  const nearest = nearestName(unknown, names);
  const received = JSON.stringify(unknown);
  throw new UsageError(
    `tasks: expected names or resources of Task states, received ${received}${kind === undefined ? '' : `, a ${kind} state, which calls nothing`}.${
      nearest !== undefined
        ? ` Hint: did you mean ${JSON.stringify(nearest)}?`
        : ` Hint: ${names.length === 0 ? 'the definition has no Task state.' : `choose from ${names.map((name) => JSON.stringify(name)).join(', ')}.`}`
    }`,
  );
}

function askersOf(definition: Definition): Askers {
  const known = found.get(definition);
  if (known !== undefined) return known;
  const tasks = new Set<string>();
  const others = new Map<string, string>();
  const collect = (group: StateGroup): void => {
    for (const node of group.states.values()) {
      if (node.type === 'Task') tasks.add(node.name).add(node.fields.Resource);
      else others.set(node.name, node.type);
      for (const inner of node.groups) collect(inner);
    }
  };
  collect(definition.machine);
  const askers = { tasks, others };
  found.set(definition, askers);
  return askers;
}
