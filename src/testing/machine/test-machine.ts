import type { JsonObject, JsonValue, WorkflowBrand } from '../../asl';
import {
  type Definition,
  type ExecutionOptions,
  type ExecutionResult,
  type FieldValidationMode,
  parked,
  parse,
  start,
  type TaskAnswer,
  type TaskCall,
} from '../../interpreter';
import { recordExecution } from '../coverage/collector';
import { type DriveOptions, runToEnd, waitsForEver } from '../execution/drive';
import { type StartedExecution, startedExecution } from '../execution/started-execution';
import { type TestExecution, testExecution } from '../execution/test-execution';
import { AnswerChain, type AnswerValue, chainOf } from '../mocks/answer-chain';
import { CallLog, type CallRecord } from '../mocks/call-record';
import { checkedAnswer } from '../mocks/checked-answer';
import type { LambdaHandler } from '../mocks/lambda-handler';
import { type BookOwner, MockBook } from '../mocks/mock-book';
import { type MockKey, type MockTarget, mockTarget } from '../mocks/mock-target';
import { rawResult } from '../mocks/raw-result';
import { waitsForAnswer } from '../mocks/task-kind';
import type { ConstructLike } from './construct-like';
import { identifiersOf } from './identifiers';
import { type MachineFacts, requireStateOf } from './machine-facts';
import { machinePlace } from './machine-place';
import { type MachineStates, machineStates } from './machine-states';
import { placeText, stateOrigins } from './origins';
import { type FoundMachine, readSource } from './read-source';
import { unmockedTask } from './unmocked';

/** Mocks by state name or resource ARN, or a Map that also takes constructs. A value is what `.returns()` takes, or a chain of answers. */
export type Mocks = Readonly<Record<string, AnswerChain | AnswerValue>> | ReadonlyMap<MockKey, AnswerChain | AnswerValue>;

/** How one execution is run. */
export interface TestExecutionOptions extends Omit<ExecutionOptions, 'input' | 'tasks'>, DriveOptions {
  /** Mocks for this execution alone: they go before the machine's. */
  readonly mocks?: Mocks;
  /** How the answers of mocks are compared with what the service answers. @default the machine's */
  readonly answers?: FieldValidationMode;
}

/** How a machine is tested. */
export interface TestMachineOptions {
  /** A mock that a test sets and no execution of it asks fails the test, and answers are checked as `STRICT`. @default false: a warning when the file ends */
  readonly strict?: boolean;
  /**
   * Compares the answers of mocks with the service's own model, as TestState does: `STRICT` wants required fields and known names, `PRESENT`
   * judges the fields that are there. A wrong field is a usage error that names it.
   *
   * @default 'NONE', with `strict` 'STRICT'
   */
  readonly answers?: FieldValidationMode;
}

/** What `execute` and `start` take: the input may be left out only where the workflow takes anything. */
export type ExecuteParameters<Input> = undefined extends Input
  ? [input?: Input, options?: TestExecutionOptions]
  : [input: Input, options?: TestExecutionOptions];

/**
 * A state machine under test.
 *
 * @typeParam Input what an execution takes
 * @typeParam Output what an execution that succeeds gives
 */
export interface TestMachine<Input = unknown, Output = JsonValue> {
  readonly name: string;
  /** The definition that would be deployed, with stable names in place of what CloudFormation would fill in. */
  readonly definition: JsonObject;
  /** STANDARD where the source does not say. */
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Path of the construct, when the source has one. */
  readonly constructPath: string | undefined;
  /**
   * Answers tasks: by state name, resource ARN or construct. Set outside tests it is the baseline; set in a test or its `beforeEach`
   * it goes when the test ends (with drystep/jest or drystep/vitest, or by {@link reset}). Throws a usage error for what is no task, with the nearest name.
   *
   * @example orders.mock('Ship').fails('Busy').times(2).returnsPayload({ shipped: true });
   */
  mock(target: MockKey, value?: AnswerValue): AnswerChain;
  /** Answers a task with a real Lambda handler, sync or async: the same as `mock(target).run(handler)`. */
  run(target: MockKey, handler: LambdaHandler): AnswerChain;
  /** The calls that executions of the running test made, in their order: of one task, of all that fit, or of every one. */
  calls(target?: MockKey): readonly CallRecord[];
  /** Drops the mocks set in a test; those set outside start their answers over. */
  reset(): void;
  /** The same machine with mocks of its own on top of the baseline: for `test.concurrent`. */
  with(mocks: Mocks): TestMachine<Input, Output>;
  /** Runs an execution to its end, skipping all waiting. Rejects with a usage error only: a failure of the workflow is a result. */
  execute(...parameters: ExecuteParameters<Input>): Promise<TestExecution<Output>>;
  /** Starts an execution that moves only when the test says so. */
  start(...parameters: ExecuteParameters<Input>): StartedExecution<Output>;
}

/** The machine under test of a construct: a `Workflow` of the builders brings its types, anything else takes and gives any JSON. */
export type TestMachineOf<Source> =
  Source extends WorkflowBrand<infer Input, infer Output> ? TestMachine<Input, unknown extends Output ? JsonValue : Output> : TestMachine;

/** Where a machine comes from: a Stack, Stage, App or construct, an assertions `Template`, a template, a cloud assembly's folder, or ASL. */
export type MachineSource = ConstructLike | object | string;

/**
 * Gives the state machine of a stack (synthesized here, without deploying anything), template, cloud assembly folder or definition.
 *
 * @param source Stack, nested stack, Stage, App, construct, `Template`, template object, folder, or ASL as object or text
 * @param name name, logical id, construct id, construct path or construct of the one that is meant, where the source has several
 * @example const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
 */
export function testMachine<Source extends MachineSource>(
  source: Source,
  name?: undefined,
  options?: TestMachineOptions,
): TestMachineOf<Source>;
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
export function testMachine(source: MachineSource, name?: string | ConstructLike, options: TestMachineOptions = {}): TestMachine {
  return machineOf(readSource(source, name), options);
}

/** Gives the machine under test of what was found in a source. */
export function machineOf(found: FoundMachine, { strict = false, answers = strict ? 'STRICT' : 'NONE' }: TestMachineOptions): TestMachine {
  const definition = parse(found.definition);
  const states = machineStates(found.name, definition.machine, (construct) => identifiersOf(construct, found.resources));
  const core: Core = { found, definition, states, facts: factsOf(found, states), answers, owner: { machineName: found.name, strict } };
  return machineWith(core, new MockBook(core.owner));
}

/** What all views of a machine share. */
interface Core {
  readonly found: FoundMachine;
  readonly definition: Definition;
  readonly states: MachineStates;
  readonly facts: MachineFacts;
  readonly answers: FieldValidationMode;
  readonly owner: BookOwner;
}

function machineWith(core: Core, book: MockBook): TestMachine {
  const { found, definition, states, facts } = core;
  const log = new CallLog();
  const begin = (input: unknown, { mocks, settleWithin, answers = core.answers, ...options }: TestExecutionOptions = {}) => {
    const mine = mocks === undefined ? book : bookOf(mocks, states, new MockBook(core.owner, book));
    const nameOfExecution = (): string => execution.name;
    const execution = start(definition, {
      ...(found.type === undefined ? {} : { type: found.type }),
      ...(found.roleArn === undefined ? {} : { roleArn: found.roleArn }),
      stateMachineName: found.name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 80),
      ...options,
      ...(input === undefined ? {} : { input: rawResult(found.name, 'the input of the execution', input) }),
      tasks: (call) => {
        log.add(call, nameOfExecution);
        return checkedAnswer(call, answer(call, mine, facts), answers);
      },
    });
    recordExecution({ name: found.name, machine: definition.machine }, execution);
    return execution;
  };
  return {
    name: found.name,
    definition: definition.machine.source,
    type: found.type ?? 'STANDARD',
    constructPath: found.extracted?.constructPath,
    mock: (key, ...values: readonly AnswerValue[]) => {
      const target = mockTarget(key, states);
      const chain = checkedChain(target);
      book.add(target, chain);
      return values.length === 0 ? chain : chain.returns(values[0] as AnswerValue);
    },
    run: (key, handler) => {
      const target = mockTarget(key, states);
      const chain = checkedChain(target).run(handler);
      book.add(target, chain);
      return chain;
    },
    calls: (key) => log.read(key === undefined ? () => true : mockTarget(key, states).matches),
    reset: () => {
      book.reset();
      log.clear();
    },
    with: (mocks) => machineWith(core, bookOf(mocks, states, book.isolated())),
    execute: async (input?: unknown, options: TestExecutionOptions = {}) => {
      const execution = begin(input, options);
      if (!(await runToEnd(execution, options))) throw waitsForEver(execution);
      return testExecution(execution.result as ExecutionResult, facts);
    },
    start: (input?: unknown, options: TestExecutionOptions = {}) => startedExecution(begin(input, options), facts, options),
  };
}

function answer(call: TaskCall, book: MockBook, facts: MachineFacts): TaskAnswer | Promise<TaskAnswer> {
  const answered = book.answer(call);
  if (answered !== undefined) return answered;
  if (waitsForAnswer(call.resource)) return parked();
  throw unmockedTask(call, facts);
}

function bookOf(mocks: Mocks, states: MachineStates, book: MockBook): MockBook {
  const entries = mocks instanceof Map ? mocks.entries() : Object.entries(mocks as Readonly<Record<string, AnswerChain | AnswerValue>>);
  for (const [key, value] of entries as Iterable<[MockKey, AnswerChain | AnswerValue]>) {
    const target = mockTarget(key, states);
    const chain = chainOf(value, nameOf(target));
    for (const each of chain.sections.flatMap((section) => section.answers))
      for (const task of target.states) each.check(task.name, task.resource as string);
    book.add(target, chain, true);
  }
  return book;
}

function checkedChain(target: MockTarget): AnswerChain {
  return new AnswerChain(nameOf(target), (added) => {
    for (const task of target.states) added.check(task.name, task.resource as string);
  });
}

function nameOf(target: MockTarget): string {
  return target.byState ? `State ${target.label}` : `mock(${target.label})`;
}

function factsOf(found: FoundMachine, states: MachineStates): MachineFacts {
  let origin: MachineFacts['origin'];
  return {
    name: found.name,
    type: found.type ?? 'STANDARD',
    get definitionBytes() {
      return Buffer.byteLength(typeof found.definition === 'string' ? found.definition : JSON.stringify(found.definition));
    },
    get origin() {
      const path = found.extracted?.constructPath;
      if (path === undefined) return undefined;
      const place = origin === undefined ? machinePlace(found) : undefined;
      origin ??= { path, ...(place === undefined ? {} : { place: placeText(place) }) };
      return origin;
    },
    get: states.get,
    originOf: stateOrigins(found),
    requireState: (state) => requireStateOf(found.name, states.names, state),
  };
}
