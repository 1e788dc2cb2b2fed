import { type JsonValue, kinds, type OptionTable, optionally, type Parameter, requireArguments } from '../../asl';
import { machineFromIndex } from '../assembly/machine-index';
import { ASSEMBLY_VARIABLE } from '../assembly/synthesize-once';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { MACHINE_OPTIONS } from './checked-options';
import { machineOf } from './machine-of';
import { readSource } from './read-source';
import type { TestMachine, TestMachineOptions } from './tested-machine';

/** Which assembly a machine is taken from. */
export interface FromOptions extends TestMachineOptions {
  /** Folder of an assembly, made by `synthesizeOnce` or `cdk synth`. @default the one that `synthesizeOnce` made */
  readonly assembly?: string;
}

const OPTIONS: OptionTable<FromOptions> = { ...MACHINE_OPTIONS, assembly: kinds.name };

const NAME: Parameter = { name: 'the name of the machine', kind: kinds.name, hint: "write testMachine.from('Orders')." };

/**
 * A machine of the app that `synthesizeOnce` synthesized in the runner's `globalSetup`. Throws a usage error when it did not.
 *
 * @param name name, logical id, construct id or construct path of the machine @default the only one
 */
export function machineFrom<Input = unknown, Output = JsonValue>(name?: string, given: FromOptions = {}): TestMachine<Input, Output> {
  requireArguments('testMachine.from()', arguments, optionally(NAME), { name: 'the options', kind: kinds.anything });
  requireOptions('testMachine.from()', given, OPTIONS, 'what belongs to one execution goes to execute or start.');
  const { assembly = process.env[ASSEMBLY_VARIABLE], ...options } = given;
  if (assembly === undefined || assembly === '') {
    throw new UsageError(
      'testMachine.from() found no assembly: nothing was synthesized before the tests.',
      "name a file in globalSetup of the runner that calls synthesizeOnce('bin/app.ts').",
    );
  }
  const { parameters } = options;
  // The index was written without values of parameters.
  const indexed = parameters === undefined ? machineFromIndex(assembly, name) : undefined;
  const found = indexed ?? readSource(assembly, name, parameters);
  return machineOf(found, options) as unknown as TestMachine<Input, Output>;
}
