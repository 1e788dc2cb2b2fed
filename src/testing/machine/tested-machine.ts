import type { JsonObject, JsonValue, WorkflowBrand } from '../../asl';
import type { ExecutionOptions, FieldValidationMode, ObjectStore, QuotaSwitches } from '../../interpreter';
import type { ParameterValues } from '../../template';
import type { DriveOptions } from '../execution/drive';
import type { StartedExecution } from '../execution/started-execution';
import type { TestExecution } from '../execution/test-execution';
import type { ConstructLike } from '../machine-view/construct-like';
import type { AnswerChain, AnswerValue } from '../mocks/answer-chain';
import type { MockKey } from '../mocks/mock-target';
import type { AnswersOf, CallsOf, HandlerOf } from '../mocks/step-answers';
import type { AwsOptions } from '../target/aws-options';
import type { TargetName, TestTarget } from '../target/test-target';

/** Mocks by state name or resource ARN, or a Map that also takes constructs. A value is what `.returns()` takes, or a chain of answers. */
export type Mocks = Readonly<Record<string, AnswerChain | AnswerValue>> | ReadonlyMap<MockKey, AnswerChain | AnswerValue>;

/** How one execution is run. */
export interface TestExecutionOptions extends Omit<ExecutionOptions, 'input' | 'tasks' | 'objects' | 'stateMachineArn'>, DriveOptions {
  /** Mocks for this execution alone: they go before the machine's. */
  readonly mocks?: Mocks;
  /** How the answers of mocks are compared with what the service answers. @default the machine's */
  readonly answers?: FieldValidationMode;
  /**
   * What S3 holds for this execution, over what the machine's `objects` hold: taken when the execution starts, `execution.addObjects` puts more there later.
   * A ResultWriter adds to it.
   */
  readonly objects?: ObjectStore;
  /** Runs on a deployed machine although mocks are set, which have no effect there; ignored elsewhere. @default false: an error that names the first */
  readonly ignoreMocks?: boolean;
}

/** How a machine is tested. */
export interface TestMachineOptions {
  /** Fails a test that sets a mock which none of its executions call, and checks answers as `STRICT`. @default false: a warning when the file ends */
  readonly strict?: boolean;
  /**
   * Compares the answers of mocks with the service's own model, as TestState does: `STRICT` wants required fields and known names, `PRESENT`
   * judges the fields that are there. A wrong field is a usage error that names it.
   *
   * @default 'NONE', with `strict` 'STRICT'
   */
  readonly answers?: FieldValidationMode;
  /**
   * What S3 holds for all executions: content by bucket and key, or a local folder by bucket, taken when the machine is made. Each execution has its own copy, so that what one
   * writes (`execution.written`) no other reads; into a folder it is written for good.
   */
  readonly objects?: ObjectStore;
  /** Limits of the service for all executions, each on unless set to false. Those of the definition hold when it is read. */
  readonly quotas?: QuotaSwitches;
  /**
   * Where executions run: on the local engine, through AWS's TestState API state by state, or on a deployed machine.
   *
   * @default what the variable DRYSTEP_TARGET says, else 'local'
   */
  readonly target?: TestTarget;
  /**
   * Values of the template's parameters, or of placeholders (`${Name}`) of a definition, so that the other branch of a condition can be tested. A value stands for what the Parameter Store
   * holds where the parameter is read from there. Names that the source does not have are refused.
   *
   * @default the defaults of the template, and readable names for what has none
   */
  readonly parameters?: ParameterValues;
  /** How to reach AWS, for the targets that are there. */
  readonly aws?: AwsOptions;
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
  /** Where its executions run. */
  readonly target: TargetName;
  /** Path of the construct, when the source has one. */
  readonly constructPath: string | undefined;
  /**
   * Answers tasks: by the name of the state, by the name, logical id, path or ARN of what it calls, by construct or by pattern. Set outside tests it is the baseline; set in a test or its `beforeEach`
   * it is removed when the test ends (with drystep/jest or drystep/vitest, or by {@link reset}). Throws a usage error for what is not a task, with the nearest name.
   *
   * Another machine under test runs in the place of the one that the task starts, on the same clock. A builder's step brings its types: what it
   * is sent and what it gives.
   *
   * @example orders.mock('Ship').fails('Busy').times(2).returnsPayload({ shipped: true });
   */
  mock<Key extends MockKey>(target: Key, value?: AnswerValue | TestMachine): AnswersOf<Key>;
  /** Answers a task with a real Lambda handler, sync or async: the same as `mock(target).run(handler)`. */
  run<Key extends MockKey>(target: Key, handler: HandlerOf<Key>): AnswersOf<Key>;
  /** The calls that executions of the running test made, in their order: of one task, of all that fit, or of every one. */
  calls<Key extends MockKey>(target?: Key): CallsOf<Key>;
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
