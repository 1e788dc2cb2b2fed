import { listedQuoted, nearestName, UsageError } from '../../asl';
import type { MachineRecord } from '../service/machine-record';
import type { MockedCases } from './mocked-cases';
import { fitsRuleName, type TakenTasks } from './server-tasks';
import { taskStates } from './task-states';

/**
 * A sentence for each rule that fits no task of the machines that are served: it answers nothing, unless a client creates its machine later.
 * Nothing where the rules are a function, or where no machine is served.
 */
export function uncalledRules(tasks: TakenTasks | undefined, machines: readonly MachineRecord[]): readonly string[] {
  const { names, keys } = uncalled(tasks, machines);
  return keys.map((key) => {
    const near = nearestName(key, names);
    return `tasks[${JSON.stringify(key)}] names no task of the machines that are served, by state, "Machine/State" or resource.${hintOf(near)}`;
  });
}

/** Refuses a rule for a state that its machine, which is served, does not have. No client creates that machine later, and a pattern may answer in the rule's place. */
export function requireStatesOfRules(tasks: TakenTasks | undefined, machines: readonly MachineRecord[]): void {
  const { names, keys } = uncalled(tasks, machines);
  for (const key of keys) {
    const machine = machines.find(({ name }) => key.startsWith(`${name}/`));
    if (machine === undefined) continue;
    const own = [...names].filter((name) => name.startsWith(`${machine.name}/`));
    throw new UsageError(
      `startServer(): tasks[${JSON.stringify(key)}] names no task of the machine ${JSON.stringify(machine.name)}, which is served.`,
      nearestName(key, own) === undefined
        ? `its tasks are ${listedQuoted(own) || 'none'}.`
        : `did you mean ${JSON.stringify(nearestName(key, own))}?`,
    );
  }
}

/** A sentence for each machine of a MockConfigFile, and for each state of its test cases, that no machine which is served has. */
export function uncalledCases(cases: MockedCases | undefined, machines: readonly MachineRecord[]): readonly string[] {
  if (cases === undefined || machines.length === 0) return [];
  const served = new Map(machines.map((machine) => [machine.name, taskStates(machine.revision.prepared.machine).map(({ name }) => name)]));
  return [...cases].flatMap(([machine, ofMachine]) => {
    const states = served.get(machine);
    if (states === undefined)
      return [`MockConfigFile: /StateMachines/${machine} names no machine that is served.${hintOf(nearestName(machine, served.keys()))}`];
    return [...ofMachine].flatMap(([testCase, found]) =>
      [...found.keys()]
        .filter((state) => !states.includes(state))
        .map(
          (state) =>
            `MockConfigFile: /StateMachines/${machine}/TestCases/${testCase}/${state} names no Task state of the machine.${hintOf(nearestName(state, states))}`,
        ),
    );
  });
}

function hintOf(near: string | undefined): string {
  return near === undefined ? '' : ` Hint: did you mean ${JSON.stringify(near)}?`;
}

function uncalled(tasks: TakenTasks | undefined, machines: readonly MachineRecord[]) {
  const names = new Set(
    machines.flatMap((machine) =>
      taskStates(machine.revision.prepared.machine).flatMap(({ name, fields }) => [`${machine.name}/${name}`, name, fields.Resource]),
    ),
  );
  const rules = tasks === undefined || typeof tasks === 'function' || machines.length === 0 ? [] : Object.keys(tasks);
  const keys = rules.filter((key) => !names.has(key) && !(key.includes('*') && [...names].some((name) => fitsRuleName(name, key))));
  return { names, keys };
}
