import { nearestName } from '../../asl';
import type { MachineRecord } from '../service/machine-record';
import { fitsRuleName, type TakenTasks } from './server-tasks';
import { taskStates } from './task-states';

/**
 * A sentence for each rule that fits no task of the machines that are served: it answers nothing, unless a client creates its machine later.
 * Nothing where the rules are a function, or where no machine is served.
 */
export function uncalledRules(tasks: TakenTasks | undefined, machines: readonly MachineRecord[]): readonly string[] {
  if (tasks === undefined || typeof tasks === 'function' || machines.length === 0) return [];
  const names = new Set(
    machines.flatMap((machine) =>
      taskStates(machine.revision.prepared.machine).flatMap(({ name, fields }) => [`${machine.name}/${name}`, name, fields.Resource]),
    ),
  );
  return Object.keys(tasks)
    .filter((key) => !names.has(key) && !(key.includes('*') && [...names].some((name) => fitsRuleName(name, key))))
    .map((key) => {
      const near = nearestName(key, names);
      return `tasks[${JSON.stringify(key)}] names no task of the machines that are served, by state, "Machine/State" or resource.${near === undefined ? '' : ` Hint: did you mean ${JSON.stringify(near)}?`}`;
    });
}
