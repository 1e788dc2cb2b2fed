import { type Machines, trusted } from '../../interpreter';
import type { Revision } from './machine-record';
import type { MachineTable } from './machine-table';

const STARTS = /:states:startExecution|:aws-sdk:sfn:start(?:Sync)?Execution/;

/** The machines that an execution may start, as they are now, by ARN: versions and aliases by theirs. Nothing where the definition starts none. */
export function startableMachines(table: MachineTable, definition: string): { readonly machines?: Machines } {
  if (!STARTS.test(definition)) return {};
  const machines: [string, Machines[string]][] = [];
  for (const { arn, type, revision, versions, aliases } of table.all()) {
    // All are there, whichever the definition starts.
    const entry = ({ prepared }: Revision): Machines[string] => trusted({ definition: prepared, type });
    machines.push([arn, entry(revision)]);
    for (const version of versions.values()) machines.push([version.arn, entry(version.revision)]);
    for (const alias of aliases.values()) {
      const target = versions.get(Number(alias.routing[0]?.stateMachineVersionArn.split(':').at(-1)));
      if (target !== undefined) machines.push([alias.arn, entry(target.revision)]);
    }
  }
  return { machines: Object.fromEntries(machines) };
}
