import { exactMethods, isJsonObject, isPromise, type MethodTable, requireArguments } from '../../asl';
import {
  type Execution,
  type ExecutionOptions,
  isDelayed,
  parked,
  start,
  type TaskAnswer,
  type TaskCall,
  type TaskHandler,
  takenObjects,
  trusted,
} from '../../interpreter';
import { collectsCoverage, recordExecution } from '../coverage/collector';
import { type OperandRecord, operandRecord } from '../coverage/operand-record';
import { awaitedByTest } from '../execution/awaited-by-test';
import { type Drive, runAllToEnd, waitsForEver } from '../execution/drive';
import { failingItsTest } from '../execution/failing-its-test';
import { startedExecution } from '../execution/started-execution';
import { startedInTest } from '../execution/started-in-test';
import { type StartedByExecution, type TestExecution, testExecution } from '../execution/test-execution';
import { activityArn } from '../machine-view/activity-arn';
import { deployableName } from '../machine-view/deployable-name';
import { namesOf } from '../machine-view/machine-names';
import { type MachineStates, machineStates } from '../machine-view/machine-states';
import { type ExecutionTally, type MachineCore, type MachineView, setView, startableFrom, viewOf } from '../machine-view/machine-view';
import { waitsForAnswer } from '../machine-view/task-kind';
import { unmockedTask } from '../machine-view/unmocked';
import { AnswerChain, type AnswerValue, chainOf, requireAnswers, takenChain } from '../mocks/answer-chain';
import { requireFitting } from '../mocks/call-condition';
import { CallLog } from '../mocks/call-record';
import { checkedAnswer } from '../mocks/checked-answer';
import { givenMachines } from '../mocks/given-machines';
import { handlerOf } from '../mocks/handler-names';
import type { LambdaHandler } from '../mocks/lambda-handler';
import { MockBook, machineArns } from '../mocks/mock-book';
import { type MockKey, type MockTarget, mockTarget, targetText } from '../mocks/mock-target';
import { givenInput } from '../mocks/raw-result';
import { testScope } from '../mocks/test-scope';
import { collectRun } from '../report/run-collector';
import { runnerOf } from '../target/runner-of';
import type { TargetRequest } from '../target/target-runner';
import { UsageError } from '../usage-error';
import { checkedExecutionOptions, checkedOptions, MOCKS } from './checked-options';
import { factsOf } from './facts-of';
import { objectsOf } from './objects-of';
import { parsedDefinition } from './parsed-definition';
import type { SourceMachine } from './read-source';
import { isTestContext } from './test-context';
import type { Mocks, TestExecutionOptions, TestMachine, TestMachineOptions } from './tested-machine';

const METHODS: MethodTable<TestMachine> = {
  mock: { most: 2, hint: 'several answers are a chain: .mock(state).returns(first).returns(second).' },
  run: 2,
  calls: { most: 1, hint: 'ask for one task at a time, or for all with calls().' },
  reset: { most: 0, hint: 'it drops the mocks of all states; call mock() again to replace the answers of one.', lets: isTestContext },
  with: { most: 1, hint: 'options go to execute and start.' },
  execute: { most: 2, hint: 'write execute(input, { mocks, name, … }).' },
  start: { most: 2, hint: 'write start(input, { mocks, name, … }).' },
};

const NO_NEIGHBOURS: ReadonlyMap<string, MachineView> = new Map();

/**
 * The machine under test of what was found in a source.
 *
 * @param counted whether its executions count for coverage
 */
export function machineOf(
  found: SourceMachine,
  options: TestMachineOptions,
  neighbours: MachineCore['neighbours'] = () => NO_NEIGHBOURS,
  counted = true,
): TestMachine {
  const { strict = false, answers = strict ? 'STRICT' : 'NONE', objects: given, quotas, target, aws } = checkedOptions(options);
  const objects = given === undefined ? undefined : takenObjects(given);
  const definition = parsedDefinition(found, quotas);
  const states = machineStates(found.name, definition.machine, found.resources);
  const owner = { machineName: found.name, strict };
  const runner = runnerOf(target, namesOf(found), aws);
  if (runner !== undefined) refuseLocal(found.name, runner.name, { objects, quotas });
  return machineWith(
    {
      found,
      definition,
      states,
      facts: factsOf(found, states, definition.machine),
      answers,
      objects,
      quotas,
      owner,
      runner,
      neighbours,
      counted,
    },
    new MockBook(owner),
  );
}

/** What only the local engine has: AWS reads S3 itself, and keeps its quotas. */
function refuseLocal(machineName: string, place: string, options: Pick<TestMachineOptions, 'objects' | 'quotas'>): void {
  const [name] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return;
  throw new UsageError(
    `${machineName}: the option ${name} means nothing with target ${JSON.stringify(place)}.`,
    "leave it out, or run this test with target: 'local'.",
  );
}

/** A machine under test with mocks of its own. */
export function machineWith(core: MachineCore, book: MockBook, used: () => void = () => undefined): TestMachine {
  const { found, definition, states, facts, runner } = core;
  const log = new CallLog(() => book.requireOwn('calls() lists those of all tests that run side by side'));
  const view: MachineView = { core, book, log, used };
  const add = (key: MockKey, fill: (chain: AnswerChain) => void = () => undefined): AnswerChain => {
    used();
    const target = mockTarget(key, states);
    const chain = checkedChain(target);
    book.add(target, chain);
    fill(chain);
    return chain;
  };
  const machine: TestMachine = {
    name: found.name,
    definition: definition.machine.source,
    type: found.type ?? 'STANDARD',
    target: runner?.name ?? 'local',
    constructPath: found.extracted?.constructPath,
    mock: ((key: MockKey, ...values: readonly (AnswerValue | TestMachine)[]) => {
      const other = viewOf(values[0]);
      if (other !== undefined) return mockMachine(mockTarget(key, states), other, book);
      return add(key, (chain) => (values.length === 0 ? undefined : chain.returns(values[0] as AnswerValue)));
    }) as TestMachine['mock'],
    run: ((key: MockKey, handler: LambdaHandler) => add(key, (chain) => chain.run(handler))) as TestMachine['run'],
    calls: ((key?: MockKey) => {
      startedInTest.asked();
      if (key === undefined) return log.read(() => true);
      const target = mockTarget(key, states);
      // A task that says only at run time what it calls may fit as well.
      return log.read(target.matches, target.byState || !states.hasDynamicTargets ? target.states.map(({ name }) => name) : undefined);
    }) as TestMachine['calls'],
    reset: () => {
      book.reset();
      log.clear();
    },
    with: (mocks) => {
      requireArguments('with()', [mocks], MOCKS);
      used();
      const labels: string[] = [];
      const own = bookOf(mocks, states, book.isolated(), labels);
      return machineWith(core, own, givenMachines.watch(found.name, labels));
    },
    execute: (input?: unknown, given?: TestExecutionOptions) => awaitedByTest(() => executeWith(view, input, given)),
    start: (input?: unknown, given: TestExecutionOptions = {}) => {
      used();
      const options = checkedExecutionOptions(given, input);
      if (runner !== undefined) return runner.start(requestOf(view, input, options));
      const { execution, others, drive } = begin(view, input, options);
      const machines = [states, ...[...others.values()].map((other) => other.core.states)];
      return startedExecution(execution, facts, drive, startedBy(execution, view, others), (key) => activityArn(key, machines));
    },
  };
  setView(machine, view);
  return exactMethods(machine, '', METHODS);
}

async function executeWith(view: MachineView, input: unknown, given: TestExecutionOptions = {}): Promise<TestExecution> {
  view.used();
  const { runner, tally } = view.core;
  const options = checkedExecutionOptions(given, input);
  if (runner !== undefined) return runner.execute(requestOf(view, input, options));
  const run = options.deliverTwice === true ? executeTwice : executeOnce;
  return tally === undefined ? run(view, input, options) : tallied(tally, () => run(view, input, options));
}

async function executeOnce(view: MachineView, input: unknown, options: TestExecutionOptions): Promise<TestExecution> {
  const { execution, others, operands, drive } = begin(view, input, options);
  const ended = await runAllToEnd(execution, drive).catch((error: unknown) => {
    throw drive.forgiving === true ? error : failingItsTest(error);
  });
  if (!ended) throw waitsForEver(execution);
  recordStarted(execution, others, operands);
  const { facts } = view.core;
  return testExecution(execution.result!, facts, startedBy(execution, view, others), () => execution.written);
}

/** Delivers an Express execution twice, as the service may: the mocks answer on where the first delivery left them. */
async function executeTwice(view: MachineView, input: unknown, options: TestExecutionOptions): Promise<TestExecution> {
  const { found, definition } = view.core;
  if ((options.type ?? found.type) !== 'EXPRESS') {
    throw new UsageError(
      `deliverTwice: ${found.name} is a Standard machine, whose executions run exactly once.`,
      "leave it out, or run the machine as type: 'EXPRESS'.",
    );
  }
  const once = { ...options, deliverTwice: false };
  const taken = input === undefined ? undefined : givenInput(found.name, input, definition.machine.source);
  const first = await executeOnce(view, taken, once);
  const redelivery = await executeOnce(view, taken, once);
  return Object.defineProperty(first, 'redelivery', { value: redelivery });
}

async function tallied<Result>(tally: ExecutionTally, run: () => Promise<Result>): Promise<Result> {
  tally.open++;
  try {
    return await run();
  } finally {
    tally.open--;
  }
}

/** An execution that has begun, and the machines that it may start. */
interface Begun {
  readonly execution: Execution;
  readonly others: ReadonlyMap<string, MachineView>;
  readonly drive: Drive;
  /** What operands of choice rules come to, where coverage is collected. */
  readonly operands: OperandRecord | undefined;
}

function begin(view: MachineView, input: unknown, asked: TestExecutionOptions = {}): Begun {
  testScope.executionBegan();
  const { mocks, settleWithin, answers, objects: given, ignoreMocks: _, ...options } = asked;
  const { found, definition } = view.core;
  const own = withMocks(view, mocks);
  const others = startableFrom(own);
  for (const { book, core } of [own, ...others.values()]) {
    book.requireAnswers();
    if (core.tally !== undefined) core.tally.begun++;
  }
  const objects = objectsOf(view, others, given);
  const quotas = view.core.quotas === undefined ? options.quotas : { ...view.core.quotas, ...options.quotas };
  const nameOfExecution = (): string => execution.name;
  const called = (call: TaskCall): MachineView => (others.size === 0 ? own : (others.get(machineIdOf(call)) ?? own));
  let slow: Map<string, TaskCall> | undefined;
  let noted: TaskCall | undefined;
  const handler: TaskHandler = Object.assign(
    trusted((call: TaskCall) => {
      const by = calledBy(called(call), own);
      if (call !== noted) by.log.add(call, nameOfExecution);
      const { core } = by;
      const answered = checkedAnswer(call, () => answer(call, by, own), answers ?? core.answers, core.definition.machine, core.found.name);
      if (isPromise(answered) || isDelayed(answered)) {
        slow ??= new Map();
        slow.set(call.state, call);
      }
      return answered;
    }),
    others.size === 0
      ? {}
      : {
          answers: (call: TaskCall) => {
            const by = calledBy(called(call), own);
            if (by.book.answers(call)) return true;
            // A machine of the application may answer it, which asks no handler.
            by.log.add(call, nameOfExecution);
            noted = call;
            return false;
          },
        },
  );
  const execution = start(definition, {
    ...(found.type === undefined ? {} : { type: found.type }),
    ...(found.roleArn === undefined ? {} : { roleArn: found.roleArn }),
    stateMachineName: deployableName(found.name),
    ...(view.core.mostEvents === undefined ? {} : { mostEvents: view.core.mostEvents }),
    ...options,
    ...(objects === undefined ? {} : { objects }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(others.size === 0 ? {} : { machines: { ...machinesOf(others), ...options.machines } }),
    ...(input === undefined ? {} : { input: givenInput(found.name, input, definition.machine.source) }),
    tasks: handler,
  });
  if (view.core.counted) collectRun({ facts: view.core.facts, execution, started: startedBy(execution, view, others) });
  const operands = view.core.counted && collectsCoverage() ? operandRecord() : undefined;
  if (operands !== undefined) {
    execution.watchChoices(operands.watch);
    recordExecution({ name: found.name, machine: definition.machine }, execution, operands);
  }
  const slowHandler = (state: string): string | undefined => {
    const last = slow?.get(state);
    return last === undefined ? undefined : handlerOf(last);
  };
  const { forgiving = false } = view.core;
  const drive = { ...(settleWithin === undefined ? {} : { settleWithin }), handlerOf: slowHandler, forgiving };
  return { execution, others, operands, drive };
}

/** Mocks of one execution go before the machine's. */
function withMocks(view: MachineView, mocks: Mocks | undefined): MachineView {
  const { states, owner } = view.core;
  return mocks === undefined ? view : { ...view, book: bookOf(mocks, states, new MockBook(owner, view.book)) };
}

function requestOf(view: MachineView, input: unknown, asked: TestExecutionOptions): TargetRequest {
  testScope.executionBegan();
  const { mocks, ...options } = asked;
  return { view: withMocks(view, mocks), input, options };
}

/** A machine that starts itself uses the mocks of the execution at the top. */
function calledBy(called: MachineView, own: MachineView): MachineView {
  return called.core === own.core ? own : called;
}

/** The machine that calls; a child execution of a distributed Map calls itself its machine with a label behind a slash. */
function machineIdOf({ context }: TaskCall): string {
  const machine = context.StateMachine;
  return isJsonObject(machine) && typeof machine.Id === 'string' ? machine.Id.replace(/\/[^/]*$/, '') : '';
}

function machinesOf(others: ReadonlyMap<string, MachineView>): NonNullable<ExecutionOptions['machines']> {
  return Object.fromEntries(
    [...others].map(([arn, { core }]) => [arn, trusted({ definition: core.definition, type: core.found.type ?? 'STANDARD' })]),
  );
}

/** Executions that an execution started, as tests look at them. */
function startedBy(execution: Execution, view: MachineView, others: Begun['others']): () => readonly StartedByExecution[] {
  return () => execution.nested.map((nested) => ({ nested, facts: (others.get(nested.stateMachineArn) ?? view).core.facts }));
}

/** Coverage counts them as executions of their own machines. */
function recordStarted(execution: Execution, others: Begun['others'], operands: OperandRecord | undefined): void {
  if (others.size === 0) return;
  for (const nested of execution.nested) {
    const core = others.get(nested.stateMachineArn)?.core;
    if (core === undefined || nested.status === 'RUNNING') continue;
    recordExecution(
      { name: core.found.name, machine: core.definition.machine },
      { ...nested, result: { ...nested, status: nested.status } },
      operands,
    );
  }
}

function mockMachine(target: MockTarget, machine: MachineView, book: MockBook): AnswerChain {
  const unknown = target.states.find((state) => machineArns(state).length === 0);
  if (unknown !== undefined) {
    throw new UsageError(
      `State "${unknown.name}" at ${unknown.pointer} starts no machine that its definition names: ${machine.core.found.name} cannot stand in for it.`,
      `mock it with .returns({ … }), or with a function that executes the machine.`,
    );
  }
  const chain = checkedChain(target);
  book.add(target, chain, undefined, machine);
  return chain;
}

function answer(call: TaskCall, { book, core }: MachineView, own: MachineView): TaskAnswer | Promise<TaskAnswer> {
  const answered = book.answer(call);
  if (answered !== undefined) return answered;
  if (waitsForAnswer(call.resource)) return parked();
  throw unmockedTask(call, core.facts, own.core.facts, book.absent(call));
}

/** @param labels filled with what is mocked, as it was written */
function bookOf(mocks: Mocks, states: MachineStates, book: MockBook, labels: string[] = []): MockBook {
  // A machine under test stands in for the one that a task starts.
  const entries = mocks instanceof Map ? mocks.entries() : Object.entries(mocks as Readonly<Record<string, AnswerChain | AnswerValue>>);
  for (const [key, value] of entries as Iterable<[MockKey, AnswerChain | AnswerValue]>) {
    const target = mockTarget(key, states);
    labels.push(target.label);
    const other = viewOf(value);
    if (other !== undefined) {
      mockMachine(target, other, book);
      continue;
    }
    const chain = chainOf(value, targetText(target));
    for (const each of chain.sections.flatMap((section) => section.answers))
      for (const task of target.states) each.check(task.name, task.resource!);
    for (const each of chain.sections.flatMap((section) => section.conditions)) requireFitting(each, target.label, target.states);
    requireAnswers(chain, targetText(target));
    book.add(target, takenChain(chain), true);
  }
  return book;
}

function checkedChain(target: MockTarget): AnswerChain {
  return new AnswerChain(
    targetText(target),
    (added) => {
      for (const task of target.states) added.check(task.name, task.resource!);
    },
    (added) => requireFitting(added, target.label, target.states),
  );
}
