import { isPromise, type JsonObject, type JsonValue, QUOTAS, type StateGroup, utcTime, valueAtPointer } from '../../../asl';
import type { ExecutionResult, TaskAnswer, TaskCall } from '../../../interpreter';
import { recordExecution } from '../../coverage/collector';
import { DEFAULT_SETTLE_WITHIN } from '../../execution/drive';
import { type TestExecution, testExecution } from '../../execution/test-execution';
import { deployableName } from '../../machine-view/deployable-name';
import type { MachineView } from '../../machine-view/machine-view';
import { handlerOf } from '../../mocks/handler-names';
import { machineArns } from '../../mocks/mock-book';
import { givenInput } from '../../mocks/raw-result';
import { collectRun } from '../../report/run-collector';
import { durationText } from '../../time/duration';
import { neverSettled } from '../../time/never-settled';
import { settlesWithin } from '../../time/real-time';
import { UsageError } from '../../usage-error';
import type { AwsOptions } from '../aws-options';
import { type CallStepFunctions, stepFunctions } from '../step-functions';
import { refuseOptions, type TargetRequest, type TargetRunner } from '../target-runner';
import { ToldHistory } from './told-history';
import { strand, Turns } from './turns';
import { type Walk, walkGroup } from './walk';

const HONOURED = ['answers', 'name', 'stateMachineName', 'roleArn', 'startTime', 'type', 'settleWithin', 'ignoreMocks'];
const ACCOUNT = 'arn:aws:states:us-east-1:111111111111';
const START = Date.UTC(2024, 0, 1);
const NO_TIME = 'TestState runs one state at a time and has no virtual time';

/** Runs executions through AWS's TestState API, state by state. */
export function testStateRunner(aws: AwsOptions): TargetRunner {
  const call = stepFunctions(aws, "target: 'teststate'");
  return {
    name: 'teststate',
    execute: (request) => execute(call, aws, request),
    start: () => {
      throw new UsageError(
        `start() has nothing to move: ${NO_TIME}.`,
        "await machine.execute(input), or run this test with target: 'local'.",
      );
    },
  };
}

async function execute(call: CallStepFunctions, aws: AwsOptions, request: TargetRequest): Promise<TestExecution> {
  const { view, input, options } = request;
  const { core } = view;
  refuseOptions(options, HONOURED, 'to TestState');
  const { machine } = core.definition;
  const startedAt = startTimeOf(options.startTime);
  const payload = input === undefined ? {} : givenInput(core.found.name, input, core.definition.machine.source);
  const walk = walkOf(call, aws, request, startedAt, payload);
  const { history } = walk;
  history.add('ExecutionStarted', 0, { executionStartedEventDetails: { input: JSON.stringify(payload) } });
  const place = {
    group: machine,
    definition: walk.definitionOf(machine),
    branch: [],
    strand: strand(),
    variables: {},
    lastEvent: 0,
    runs: new Map(),
  };
  const end = await walkGroup(walk, place, payload);
  const result = resultOf(end, place.lastEvent, history);
  const ended = { result, history: result.history, mapRuns: [] };
  recordExecution({ name: core.found.name, machine }, ended);
  collectRun({ facts: core.facts, execution: ended, started: () => [] });
  return testExecution(result, core.facts, undefined, undefined, { time: { kind: 'none', why: NO_TIME } });
}

/** A text without a zone is UTC, as on the local engine. */
function startTimeOf(given: TargetRequest['options']['startTime'] = START): number {
  return typeof given === 'string' ? utcTime(given) : new Date(given).getTime();
}

function resultOf(end: Awaited<ReturnType<typeof walkGroup>>, last: number, history: ToldHistory): ExecutionResult {
  if ('output' in end) {
    history.add('ExecutionSucceeded', last, { executionSucceededEventDetails: { output: JSON.stringify(end.output) } });
    return { status: 'SUCCEEDED', output: end.output, history: history.events, mapRuns: [] };
  }
  const { error, cause } = end.failure;
  const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  history.add('ExecutionFailed', last, { executionFailedEventDetails: details });
  return { status: 'FAILED', ...details, history: history.events, mapRuns: [] };
}

function walkOf(call: CallStepFunctions, aws: AwsOptions, { view, options }: TargetRequest, startedAt: number, input: JsonValue): Walk {
  const { core, book, log } = view;
  const machineName = options.stateMachineName ?? deployableName(core.found.name);
  // One name for all, as long as the test gives none: equal executions ask equal questions.
  const name = options.name ?? 'teststate';
  const { source, queryLanguage } = core.definition.machine;
  const roleArn = options.roleArn ?? core.found.roleArn ?? 'arn:aws:iam::111111111111:role/StepFunctionsRole';
  const history = new ToldHistory(startedAt);
  return {
    call,
    machine: core.facts,
    definitionOf: (group) => groupText(source, queryLanguage, group),
    mode: options.answers ?? core.answers,
    roleArn: aws.roleArn,
    identity: {
      Execution: {
        Id: `${ACCOUNT}:execution:${machineName}:${name}`,
        Input: input,
        Name: name,
        RoleArn: roleArn,
        StartTime: new Date(startedAt).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: `${ACCOUNT}:stateMachine:${machineName}`, Name: machineName },
    },
    history,
    turns: new Turns(history, () => checkDeadline(source, startedAt, history)),
    answer: (task) => {
      log.add(task, () => name);
      refuseMachine(task, view);
      return settled(task, book.answer(task), options.settleWithin);
    },
  };
}

/** An execution ends when its time is over, wherever its branches stand: TestState, which is asked about states, cannot tell. */
function checkDeadline({ TimeoutSeconds }: JsonObject, startedAt: number, { now }: ToldHistory): void {
  const seconds = typeof TimeoutSeconds === 'number' ? TimeoutSeconds : QUOTAS.standardSeconds;
  if (now <= startedAt + seconds * 1000) return;
  throw new UsageError(
    `The execution would have run for ${durationText(now - startedAt)}, and ends after ${durationText(seconds * 1000)}: ${NO_TIME}.`,
    "let mocks time out sooner (TimeoutSeconds of their states), or run this test with target: 'local'.",
  );
}

/** A branch is asked about as a machine of its own, so that no state around it takes its errors. */
function groupText(source: JsonObject, language: string, { pointer }: StateGroup): string {
  if (pointer === '') return JSON.stringify(source);
  const { StartAt, States } = valueAtPointer(source, pointer) as JsonObject;
  return JSON.stringify({ QueryLanguage: language, StartAt, States });
}

/** A machine that a mock put in the place of another runs on the local engine only. */
function refuseMachine(call: TaskCall, { book, core }: MachineView): void {
  if (book.answers(call)) return;
  const { state } = call;
  const fact = core.states.get(state);
  const arns = fact === undefined ? [] : machineArns(fact);
  const standing = book.machines().find(([arn]) => arns.includes(arn));
  if (standing === undefined) return;
  throw new UsageError(
    `State "${state}": the machine ${standing[1].core.found.name} stands in for the one it starts, and TestState runs no other machine.`,
    `mock what comes back: machine.mock(${JSON.stringify(state)}).returns({ … }), or run this test with target: 'local'.`,
  );
}

function settled(
  call: TaskCall,
  answer: TaskAnswer | Promise<TaskAnswer> | undefined,
  within = DEFAULT_SETTLE_WITHIN,
): TaskAnswer | undefined | Promise<TaskAnswer> {
  return isPromise(answer) ? inTime(call, Promise.resolve(answer), within) : answer;
}

async function inTime(call: TaskCall, answer: Promise<TaskAnswer>, within: number): Promise<TaskAnswer> {
  if (
    !(await settlesWithin(
      answer.catch(() => undefined),
      within,
    ))
  )
    throw neverSettled({ state: call.state, resource: call.resource, handler: handlerOf(call) }, within);
  return answer;
}
