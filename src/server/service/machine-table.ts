import { doesNotExist, resourceNotFound, ServiceProblem } from '../service-problem';
import { unqualified } from './arns';
import type { MachineAlias, MachineRecord, MachineVersion } from './machine-record';

/** What the ARN of a machine, a version or an alias names. */
export interface MachineReference {
  readonly machine: MachineRecord;
  readonly version?: MachineVersion;
  readonly alias?: MachineAlias;
}

/** The state machines of the service, by ARN. */
export class MachineTable {
  private readonly machines = new Map<string, MachineRecord>();

  add(machine: MachineRecord): void {
    this.machines.set(machine.arn, machine);
  }

  remove(arn: string): void {
    this.machines.delete(arn);
  }

  get(arn: string): MachineRecord | undefined {
    return this.machines.get(arn);
  }

  all(): readonly MachineRecord[] {
    return [...this.machines.values()];
  }

  /** What an ARN names, with version or alias; undefined where one of them is not there. */
  find(arn: string): MachineReference | undefined {
    const base = unqualified(arn);
    const machine = this.machines.get(base);
    if (machine === undefined || base === arn) return machine === undefined ? undefined : { machine };
    const qualifier = arn.slice(base.length + 1);
    const version = /^\d+$/.test(qualifier) ? machine.versions.get(Number(qualifier)) : undefined;
    if (version !== undefined) return { machine, version };
    const alias = machine.aliases.get(qualifier);
    return alias === undefined ? undefined : { machine, alias };
  }

  /** The same, where there must be one. Throws StateMachineDoesNotExist. */
  require(arn: string): MachineReference {
    const found = this.find(arn);
    if (found === undefined) throw doesNotExist('State Machine', arn);
    return found;
  }

  /** The machine of an ARN without version or alias, to be changed. Throws StateMachineDoesNotExist, StateMachineDeleting. */
  requireLiving(arn: string): MachineRecord {
    const machine = this.machines.get(arn);
    if (machine === undefined) throw doesNotExist('State Machine', arn);
    requireLiving(machine);
    return machine;
  }

  /** The alias that an ARN names. Throws ResourceNotFound. */
  requireAlias(arn: string): { readonly machine: MachineRecord; readonly alias: MachineAlias } {
    const { machine, alias } = this.find(arn) ?? {};
    if (machine === undefined || alias === undefined) throw resourceNotFound(arn);
    return { machine, alias };
  }
}

/** Throws StateMachineDeleting for a machine that is about to go. What the service says then is not recorded. */
export function requireLiving({ arn, deleting }: MachineRecord): void {
  if (deleting) throw new ServiceProblem('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);
}
