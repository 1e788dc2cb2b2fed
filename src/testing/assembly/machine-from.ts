import type { JsonValue } from '../../asl';
import { machineOf } from '../machine/machine-of';
import type { TestMachine, TestMachineOptions } from '../machine/tested-machine';
import { UsageError } from '../usage-error';
import { machineFromIndex } from './machine-index';
import { ASSEMBLY_VARIABLE } from './synthesize-once';

/** Which assembly a machine is taken from. */
export interface FromOptions extends TestMachineOptions {
  /** Folder of the assembly. @default the one that `synthesizeOnce` made */
  readonly assembly?: string;
}

/**
 * Gives a machine of the app that `synthesizeOnce` synthesized in the runner's `globalSetup`. Throws a usage error when it did not.
 *
 * @param name name, logical id, construct id or construct path of the machine @default the only one
 */
export function machineFrom<Input = unknown, Output = JsonValue>(
  name?: string,
  { assembly = process.env[ASSEMBLY_VARIABLE], ...options }: FromOptions = {},
): TestMachine<Input, Output> {
  if (assembly === undefined || assembly === '') {
    throw new UsageError(
      'testMachine.from() found no assembly: nothing was synthesized before the tests.',
      "name a file in globalSetup of the runner that calls synthesizeOnce('bin/app.ts').",
    );
  }
  return machineOf(machineFromIndex(assembly, name), options) as unknown as TestMachine<Input, Output>;
}
