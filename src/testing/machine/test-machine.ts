import { type JsonValue, refuseSurplus } from '../../asl';
import { type ConstructLike, isConstructLike } from '../machine-view/construct-like';
import { UsageError } from '../usage-error';
import { checkedOptions } from './checked-options';
import { machineFrom } from './machine-from';
import { machineOf } from './machine-of';
import { readSource } from './read-source';
import type { MachineSource, TestMachine, TestMachineOf, TestMachineOptions } from './tested-machine';

/**
 * The state machine of a stack (synthesized here, without deploying anything), template, cloud assembly folder or definition.
 *
 * @param source Stack, nested stack, Stage, App, construct, `Template`, template object, path of a template, definition or folder, in JSON or YAML, or ASL as object or text
 * @param name name, logical id, construct id, construct path or construct of the one that is meant, where the source has several; options may
 * stand in its place
 * @example const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
 */
export function testMachine<Source extends MachineSource>(
  source: Source,
  name?: undefined,
  options?: TestMachineOptions,
): TestMachineOf<Source>;
export function testMachine<Source extends MachineSource>(source: Source, options: TestMachineOptions): TestMachineOf<Source>;
export function testMachine<Construct extends ConstructLike>(
  source: MachineSource,
  name: Construct,
  options?: TestMachineOptions,
): TestMachineOf<Construct>;
export function testMachine<Input = unknown, Output = JsonValue>(
  source: MachineSource,
  name?: string | ConstructLike,
  options?: TestMachineOptions,
): TestMachine<Input, Output>;
export function testMachine(
  source: MachineSource,
  name?: string | ConstructLike | TestMachineOptions,
  options: TestMachineOptions = {},
): TestMachine {
  refuseSurplus('testMachine()', 3, arguments);
  if (typeof name === 'string' && name.trim() === '')
    throw new UsageError(
      'testMachine(): expected the name of a machine, received empty text.',
      'leave it out where the source holds one machine only.',
    );
  if (name !== undefined && typeof name !== 'string' && !isConstructLike(name)) {
    refuseSurplus('testMachine(source, options)', 2, arguments, 'write testMachine(source, name, options).');
    return machineOf(readSource(source, undefined, checkedOptions(name).parameters), name);
  }
  return machineOf(readSource(source, name, checkedOptions(options).parameters), options);
}

/** A machine of the app that `synthesizeOnce` synthesized before the tests. */
testMachine.from = machineFrom;
