import { isPlainObject, kinds, listedQuoted, type OptionKind, type OptionTable, type Parameter } from '../../asl';
import { fileHints } from '../mocks/file-hints';
import { requireOptions } from '../require-options';
import { AWS_OPTIONS } from '../target/aws-options';
import type { TestExecutionOptions, TestMachineOptions } from './tested-machine';

/** Mocks by what they stand for. Objects of a class have no members that anybody mocks by. */
const MOCKS_KIND: OptionKind = {
  expected: 'an object, or a Map, of mocks by state',
  accepts: (value) => {
    const tag = Object.prototype.toString.call(value);
    return tag === '[object Map]' || (tag === '[object Object]' && isPlainObject(value as object));
  },
};

/** The mocks of `with`, as a parameter. */
export const MOCKS: Parameter = { name: 'the mocks', kind: MOCKS_KIND, hint: 'write with({ Ship: { shipped: true } }).' };

/** Values of parameters; the template says which it takes. */
export const PARAMETERS_KIND: OptionKind = kinds.recordOf({
  expected: 'a text, a number, a boolean or a list of texts',
  accepts: (value) =>
    ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
});

/** How answers are compared with the service's model. */
const ANSWERS = kinds.oneOf('STRICT', 'PRESENT', 'NONE');

/** Every option of a machine with what it takes. */
export const MACHINE_OPTIONS: OptionTable<TestMachineOptions> = {
  strict: kinds.flag,
  answers: ANSWERS,
  objects: kinds.storedObjects,
  quotas: kinds.recordOf(kinds.flag),
  parameters: PARAMETERS_KIND,
  // The place says itself what it takes.
  target: kinds.anything,
  aws: kinds.nested(AWS_OPTIONS),
};

/** Every option of an execution with what it takes. */
const EXECUTION_OPTIONS: OptionTable<TestExecutionOptions> = {
  mocks: MOCKS_KIND,
  answers: ANSWERS,
  objects: kinds.storedObjects,
  ignoreMocks: kinds.flag,
  settleWithin: kinds.numberFrom(1),
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
  name: kinds.text,
  stateMachineName: kinds.text,
  roleArn: kinds.name,
  startTime: kinds.moment,
  seed: kinds.integer,
  quotas: kinds.recordOf(kinds.flag),
  mostEvents: kinds.wholeNumber(2),
  machines: kinds.recordOf(kinds.anObject),
  activities: kinds.listOf(kinds.name),
  childHistories: kinds.wholeNumber(0),
  deliverTwice: kinds.flag,
};

/** The options of a machine as they are. Throws a usage error for an unknown name, and for a value that the option does not take. */
export function checkedOptions(options: TestMachineOptions): TestMachineOptions {
  requireOptions('testMachine()', options, MACHINE_OPTIONS, 'what belongs to one execution goes to execute or start.');
  return options;
}

/** Options whose names hardly any data has. */
const SAYS_OPTIONS = ['mocks', 'ignoreMocks', 'settleWithin', 'stateMachineName', 'mostEvents', 'deliverTwice', 'childHistories'];

/** The options of an execution as they are. Throws as {@link checkedOptions} does; options in the place of the input are told when the file ends. */
export function checkedExecutionOptions(options: TestExecutionOptions, input: unknown): TestExecutionOptions {
  requireOptions('execute() and start()', options, EXECUTION_OPTIONS, 'what holds for all executions goes to testMachine.');
  const isMap = typeof input === 'object' && input !== null && !Array.isArray(input);
  const names = isMap && Object.keys(options).length === 0 ? Object.keys(input) : [];
  if (names.some((name) => SAYS_OPTIONS.includes(name)) && names.every((name) => Object.hasOwn(EXECUTION_OPTIONS, name)))
    fileHints.add(
      `An execution was given ${listedQuoted(names)} as its input, and as options nothing. Hint: write execute(input, { ${names.join(', ')} }).`,
    );
  return options;
}
