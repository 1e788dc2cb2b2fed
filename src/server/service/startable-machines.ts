import { type ListedMachine, type MachineDirectory, trusted } from '../../interpreter';
import type { ExecutionTable } from './execution-table';
import type { Revision } from './machine-record';
import type { MachineTable } from './machine-table';
import { routed } from './routed-machine';

/** A machine that an execution starts, with what that execution runs. */
export interface StartableMachine extends ListedMachine {
  readonly revision: Revision;
}

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
      const { machine, revision, version } = routed(found, random);
      const { arn: of, type } = machine;
      const { prepared: definition, roleArn } = revision;
      const startable: StartableMachine = {
        definition,
        type,
        arn: of,
        roleArn,
        revision,
        ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
        ...(found.alias === undefined ? {} : { stateMachineAliasArn: found.alias.arn }),
      };
      return trusted(startable);
    },
    hasExecution: (arn) => executions.bearer(arn, now()) !== undefined,
  };
}
