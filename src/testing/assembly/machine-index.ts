import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CloudAssembly, definitionOf, type ExtractedStateMachine, findStateMachine, readCloudAssembly } from '../../template';
import type { SourceMachine } from '../machine/read-source';
import { UsageError } from '../usage-error';

/** Folder of the index inside of an assembly's. */
const FOLDER = 'drystep-machines';
const INDEX = 'index.json';

/** Writes a file for each machine of an assembly, so that a test file reads the one that it tests and nothing else. Gives how many there are. */
export function writeMachineIndex(assembly: string): number {
  const { stateMachines } = readCloudAssembly(assembly);
  const folder = join(assembly, FOLDER);
  mkdirSync(folder, { recursive: true });
  const listed = stateMachines.map((machine, index) => {
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(machine));
    const { definition, definitionText, problems, ...rest } = machine;
    return rest;
  });
  writeFileSync(join(folder, INDEX), JSON.stringify(listed));
  return stateMachines.length;
}

/**
 * A machine of an assembly by its name; undefined where `cdk synth` wrote the assembly, which has no index. The assembly itself is read when somebody
 * asks for the places of its constructs. Throws a usage error for a folder that is not an assembly.
 */
export function machineFromIndex(assembly: string, name: string | undefined): SourceMachine | undefined {
  const folder = join(assembly, FOLDER);
  const path = join(folder, INDEX);
  if (!existsSync(path)) {
    if (existsSync(join(assembly, 'manifest.json'))) return undefined;
    throw new UsageError(
      `testMachine.from() found no assembly in ${resolve(assembly)}: ${existsSync(assembly) ? 'it has no manifest.json' : 'it is not there'}.`,
      "name the folder that cdk synth wrote, { assembly: 'cdk.out' }, or call synthesizeOnce() in the globalSetup of the runner again.",
    );
  }
  const listed = JSON.parse(readFileSync(path, 'utf8')) as readonly ExtractedStateMachine[];
  const machine = JSON.parse(
    readFileSync(join(folder, `${listed.indexOf(findStateMachine(listed, name))}.json`), 'utf8'),
  ) as ExtractedStateMachine;
  const definition = definitionOf(machine);
  let read: CloudAssembly | undefined;
  const whole = (): CloudAssembly => {
    read ??= readCloudAssembly(assembly);
    return read;
  };
  return {
    name: machine.name,
    definition,
    type: machine.type,
    roleArn: machine.roleArn,
    extracted: machine,
    construct: undefined,
    get resources() {
      return whole().resources;
    },
    get constructs() {
      return whole().constructs;
    },
  };
}
