import { isDefinitionError, kinds, type OptionTable, requireOptions } from '../../asl';
import type { FoundMachine, ListedMachine, MachineOptions, MachineRegister } from '../engine/machine-register';
import type { Definition } from '../engine/prepared';
import { isTrusted } from '../payloads/own-copy';
import type { QuotaSwitches } from '../quotas/quota-switches';
import { UsageError } from '../usage-error';
import { isDefinition, parse } from './prepare';

/** Every option with what it takes. */
export const MACHINE_OPTIONS: OptionTable<MachineOptions> = {
  definition: kinds.either('a definition', kinds.name, kinds.anObject),
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
};

/** Machines that `states:startExecution` finds, by ARN or name. */
export type Machines = Readonly<Record<string, MachineOptions>>;

/** What knows machines at any time, and the executions that others started. */
export interface MachineDirectory {
  /** The machine of an ARN, of a version or an alias, too. */
  find(arn: string): ListedMachine | undefined;
  /** Whether an execution that somebody else started has this ARN. */
  hasExecution(executionArn: string): boolean;
}

const LISTED: OptionTable<ListedMachine> = {
  ...MACHINE_OPTIONS,
  arn: kinds.name,
  roleArn: kinds.name,
  stateMachineVersionArn: kinds.name,
  stateMachineAliasArn: kinds.name,
};

/** Finds registered machines; each is prepared once, when it is first started, and what a directory gives each time. */
export class MachineRegistry implements MachineRegister {
  private readonly found = new Map<string, FoundMachine>();
  private readonly machines: Machines;

  constructor(
    private readonly given: Machines | MachineDirectory,
    private readonly quotas: QuotaSwitches = {},
  ) {
    this.machines = isDirectory(given) ? {} : given;
  }

  /** The ARNs and names that a caller wrote; those of an application are all there, whoever starts them. */
  named(): readonly string[] {
    return Object.keys(this.machines).filter((key) => !isTrusted(this.machines[key]!));
  }

  /** All that can be read: one that cannot says so when it is started. */
  definitions(): readonly Definition[] {
    return Object.keys(this.machines).flatMap((key) => {
      try {
        return this.find(key)?.definition ?? [];
      } catch (error) {
        if (isDefinitionError(error)) return [];
        throw error;
      }
    });
  }

  find(arn: string): FoundMachine | undefined {
    if (isDirectory(this.given)) {
      const listed = this.given.find(arn);
      if (listed === undefined) return undefined;
      if (listed === null || !isTrusted(listed)) requireListed(arn, listed);
      return { ...this.taken(listed, nameIn(listed.arn), listed.arn), listed };
    }
    const known = this.found.get(arn);
    if (known !== undefined) return known;
    const name = nameIn(arn);
    const key = Object.hasOwn(this.machines, arn) ? arn : Object.hasOwn(this.machines, name) ? name : undefined;
    if (key === undefined) return undefined;
    const machine = this.taken(this.machines[key]!, name, arn);
    this.found.set(arn, machine);
    return machine;
  }

  hasExecution(executionArn: string): boolean {
    return isDirectory(this.given) && this.given.hasExecution(executionArn);
  }

  private taken({ definition, type = 'STANDARD' }: MachineOptions, name: string, arn: string): FoundMachine {
    return { definition: isDefinition(definition) ? definition : parse(definition, { quotas: this.quotas }), type, name, arn };
  }
}

/** Throws a UsageError for what a directory of somebody else gives and no machine can be made of. */
function requireListed(arn: string, listed: ListedMachine): void {
  const call = `machines.find(${JSON.stringify(arn)})`;
  requireOptions(call, listed, LISTED);
  for (const member of ['definition', 'arn'] as const)
    if (listed[member] === undefined)
      throw new UsageError(`${call}: expected the ${member} of the machine, received none.`, 'give { definition, type, arn }.');
}

/** A machine may be called `find`, and is never a function. */
function isDirectory(given: Machines | MachineDirectory): given is MachineDirectory {
  return typeof given.find === 'function';
}

/** The name in an ARN of a machine, or of a version or alias of it; what is not an ARN is a name. */
export function nameIn(arn: string): string {
  return /:stateMachine:([^:]+)/.exec(arn)?.[1] ?? arn;
}
