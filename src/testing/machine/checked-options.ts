import { unknownName } from '../../asl';
import { UsageError } from '../usage-error';
import type { TestExecutionOptions, TestMachineOptions } from './tested-machine';

type Names<Options> = Readonly<Record<keyof Required<Options>, true>>;

const OF_MACHINE: Names<TestMachineOptions> = { strict: true, answers: true, objects: true, quotas: true, target: true, aws: true };
const MACHINE_NAMES = Object.keys(OF_MACHINE);

const OF_EXECUTION: Names<TestExecutionOptions> = {
  mocks: true,
  answers: true,
  objects: true,
  ignoreMocks: true,
  settleWithin: true,
  type: true,
  name: true,
  stateMachineName: true,
  roleArn: true,
  startTime: true,
  seed: true,
  quotas: true,
  machines: true,
  activities: true,
  deliverTwice: true,
};
const EXECUTION_NAMES = Object.keys(OF_EXECUTION);

/** Gives the options of a machine as they are. Throws a usage error for a name that is none: a misspelt option would be ignored. */
export function checkedOptions(options: TestMachineOptions): TestMachineOptions {
  return checked('testMachine()', options, MACHINE_NAMES, 'what belongs to one execution goes to execute or start.');
}

/** Gives the options of an execution as they are. Throws as {@link checkedOptions} does. */
export function checkedExecutionOptions(options: TestExecutionOptions): TestExecutionOptions {
  return checked('execute() and start()', options, EXECUTION_NAMES, 'what holds for all executions goes to testMachine.');
}

function checked<Options extends object>(call: string, options: Options, known: readonly string[], hint: string): Options {
  const unknown = unknownName(options, known);
  if (unknown === undefined) return options;
  const { name, nearest } = unknown;
  throw new UsageError(
    `${call}: expected options among ${known.join(', ')}, received ${JSON.stringify(name)}.`,
    nearest === undefined ? hint : `did you mean ${JSON.stringify(nearest)}?`,
  );
}
