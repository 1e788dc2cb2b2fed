import type { MachineRecord, MachineVersion, Revision } from './machine-record';
import type { MachineReference } from './machine-table';

/** What an execution of a machine, a version or an alias runs. */
export interface RoutedMachine {
  readonly machine: MachineRecord;
  readonly revision: Revision;
  /** Where a version or an alias was named. */
  readonly version?: MachineVersion;
}

/** Takes one of the versions of an alias, by their weights. */
export function routed({ machine, version, alias }: MachineReference, random: { next(): number }): RoutedMachine {
  const chosen = alias === undefined ? version : versionOf(machine, alias.routing, random);
  return { machine, revision: chosen?.revision ?? machine.revision, ...(chosen === undefined ? {} : { version: chosen }) };
}

function versionOf(
  { versions }: MachineRecord,
  routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[],
  random: { next(): number },
): MachineVersion | undefined {
  let left = routing.length === 1 ? 0 : Math.floor(random.next() * 100);
  for (const { stateMachineVersionArn, weight } of routing) {
    if (left < weight) return versions.get(Number(stateMachineVersionArn.slice(stateMachineVersionArn.lastIndexOf(':') + 1)));
    left -= weight;
  }
  return undefined;
}
