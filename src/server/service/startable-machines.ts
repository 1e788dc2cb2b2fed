import { type MachineDirectory, trusted } from '../../interpreter';
import type { ExecutionTable } from './execution-table';
import type { MachineTable } from './machine-table';
import { type RoutedMachine, routed } from './routed-machine';

/** The machines that executions may start, as they are when they are started: versions and aliases by their ARNs. One directory serves all executions. */
export function startableMachines(
  table: MachineTable,
  executions: ExecutionTable,
  now: () => number,
  random: Parameters<typeof routed>[1],
): MachineDirectory {
  return {
    find(arn) {
      const found = table.find(arn);
      if (found === undefined || found.machine.deleting) return undefined;
      const { machine, revision }: RoutedMachine = routed(found, random);
      return trusted({ definition: revision.prepared, type: machine.type, arn: machine.arn });
    },
    hasExecution: (arn) => executions.bearer(arn, now()) !== undefined,
  };
}
