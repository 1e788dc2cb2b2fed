import {
  type AnyStateFields,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownKey,
  parseExactJson,
  QUOTAS,
  refusedCharacter,
} from '../../asl';
import { isoTime } from '../engine/context-object';
import type { Engine } from '../engine/engine';
import { runtimeFailure } from '../engine/evaluation-failure';
import type { FoundMachine } from '../engine/machine-register';
import { NestedRuns } from '../engine/nested-runs';
import { Run, type RunIdentity } from '../engine/run';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { requestUnusable } from '../messages';
import { UsageError } from '../usage-error';
import type { NestedStart } from './nested-start';
import { sdkFailure } from './sdk-failure';

/** A nested execution that has been started. */
export interface NestedExecution {
  readonly run: Run;
  /** It was running already under the same name with the same input. */
  readonly joined: boolean;
  /** What StartExecution answered. */
  readonly response: JsonObject;
}

/** How deep executions may start executions. The service has no such limit, so what comes after it is nothing that a workflow could be told. */
const MOST_NESTED = 100;

/**
 * Starts a registered machine on the parent's clock; `onEnd` is called when it has ended. A Standard execution of that name and input that still
 * runs is joined instead. Throws a Failure where StartExecution would.
 */
export function startNested(visit: Visit, start: NestedStart, request: JsonValue, onEnd: (run: Run) => void): NestedExecution {
  const { machine } = start;
  const refuse = (name: string, message: string): Failure => startFailure(visit, start, name, message);
  const { run: parent } = visit;
  const { engine } = parent;
  const given = isJsonObject(request) ? request : {};
  const askedName = ownKey(given, 'Name');
  if (askedName !== undefined && typeof askedName !== 'string') throw notText(visit, given, 'Name');
  const name = askedName ?? engine.random.uuid();
  if (isRefused(name, engine)) throw refuse('InvalidName', `Invalid Name: '${name}'`);
  if (parent.depth >= MOST_NESTED) throw endless(visit, machine);
  if (start.express && machine.type !== 'EXPRESS')
    throw refuse('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  if (start.until === 'end' && !start.express && machine.type === 'EXPRESS') throw neverDescribed(visit, machine);
  const arn = arnOf(visit, machine, name);
  const input = inputOf(given, refuse);
  const known = machine.type === 'STANDARD' ? bearerOf(engine, arn) : undefined;
  if (known === undefined && machine.type === 'STANDARD' && engine.machines?.hasExecution(arn) === true)
    throw refuse('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  if (known !== undefined && (known.status !== undefined || JSON.stringify(known.input) !== JSON.stringify(input))) {
    throw refuse('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }
  const run = known ?? newRun(parent, machine, { name, arn }, input);
  if (known === undefined) {
    engine.nestedRuns ??= new NestedRuns();
    engine.nestedRuns.add(run, arn);
  }
  run.whenEnded(onEnd);
  return { run, joined: known !== undefined, response: { ExecutionArn: arn, StartDate: isoTime(known?.startedAt ?? visit.now()) } };
}

/** A machine that starts itself, or one that starts it, without end. Its own outcome would hide that: who does not wait for a child succeeds. */
function endless({ state, run }: Visit, { name }: FoundMachine): UsageError {
  return new UsageError(
    `State "${state.node.name}" at ${state.node.pointer} of "${run.stateMachineName}": expected executions that start one another to come to an end, and ${MOST_NESTED} have been started, each by the one before; the next would be of "${name}". Hint: let a Choice end the chain, or mock the task.`,
  );
}

/** `.sync` asks DescribeExecution for the end, which does not know Express executions (API reference). What the task comes to is not known. */
function neverDescribed({ state }: Visit, { name }: FoundMachine): UsageError {
  const { name: of, pointer, fields } = state.node;
  const { Resource = '' }: AnyStateFields = fields;
  return new UsageError(
    `State "${of}" at ${pointer}/Resource: expected a Standard machine, since .sync cannot wait for the end of an Express execution, received ${JSON.stringify(Resource)} for "${name}", which is EXPRESS. Hint: write arn:aws:states:::aws-sdk:sfn:startSyncExecution, make "${name}" STANDARD, or mock the task.`,
  );
}

/** As StartExecution judges a name. */
function isRefused(name: string, { quotas }: Engine): boolean {
  return name === '' || (quotas.nameLength && name.length > QUOTAS.nameLength) || refusedCharacter(name) !== undefined;
}

/** Step Functions builds the request and knows that the field is text. */
function notText(visit: Visit, request: JsonObject, field: string): Failure {
  const problem = requestUnusable(JSON.stringify(request), [`The value for the field '${field}' must be a STRING`]);
  return runtimeFailure(visit, problem);
}

/** Why an execution is not started, as the service says it to the integration that asks. */
function startFailure({ random }: Visit, { style }: NestedStart, name: string, message: string): Failure {
  if (style === 'optimised') return new Failure(`StepFunctions.${name}Exception`, message);
  const { error, cause } = sdkFailure(name, message, random);
  return new Failure(error, cause);
}

/** Express executions need no name of their own: each has an id behind it. */
function arnOf({ run: { engine } }: Visit, { type, arn }: FoundMachine, name: string): string {
  if (type === 'STANDARD') return `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
  return `${arn.replace(':stateMachine:', ':express:')}:${name}:${engine.random.uuid()}`;
}

/** The execution that bears a name; an ended one gives it up when the service forgets its history. */
function bearerOf(engine: Engine, arn: string): Run | undefined {
  const known = engine.nestedRuns?.byArn.get(arn);
  if (known?.status === undefined || !engine.quotas.historyRetention) return known;
  return engine.clock.now - known.endedAt > engine.limits.historyRetentionSeconds * 1000 ? undefined : known;
}

function newRun(parent: Run, machine: FoundMachine, identity: RunIdentity, input: JsonValue): Run {
  return new Run(parent.engine, {
    group: machine.definition,
    timeoutSeconds: machine.definition.machine.timeoutSeconds,
    input,
    type: machine.type,
    identity: () => identity,
    stateMachineArn: machine.arn,
    stateMachineName: machine.name,
    roleArn: machine.listed?.roleArn ?? parent.roleArn,
    ...(machine.listed === undefined ? undefined : { listed: machine.listed }),
    depth: parent.depth + 1,
  });
}

/** What DescribeExecution says of an ended execution; with `parsed` (`.sync:2`) input and output are JSON, else JSON text. */
export function describeNested(run: Run, parsed: boolean): JsonObject {
  const payload = (value: JsonValue): JsonValue => (parsed ? value : JSON.stringify(value));
  const { stateMachineAliasArn: alias, stateMachineVersionArn: version } = run.options.listed ?? {};
  const redrivable = run.options.type === 'STANDARD' && run.status !== 'SUCCEEDED';
  return {
    ...(run.cause === undefined ? {} : { Cause: run.cause }),
    // An execution that ran out of its own time is described without an error: that stands in its history only.
    ...(run.error === undefined || run.status === 'TIMED_OUT' ? {} : { Error: run.error }),
    ExecutionArn: run.arn,
    Input: payload(run.input),
    InputDetails: { Included: true },
    Name: run.name,
    ...(run.output === undefined ? {} : { Output: payload(run.output), OutputDetails: { Included: true } }),
    RedriveCount: run.redriveCount,
    RedriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(redrivable ? {} : { RedriveStatusReason: `Execution is ${run.status as string} and cannot be redriven` }),
    StartDate: isoTime(run.startedAt),
    ...(alias === undefined ? {} : { StateMachineAliasArn: alias }),
    StateMachineArn: run.stateMachineArn,
    ...(version === undefined ? {} : { StateMachineVersionArn: version }),
    Status: run.status as string,
    StopDate: isoTime(run.engine.clock.now),
  };
}

/** What StartSyncExecution says of an ended execution; it bills at least 100 ms and 64 MB (recorded). */
export function describeSync(run: Run): JsonObject {
  const {
    RedriveCount: _count,
    RedriveStatus: _status,
    RedriveStatusReason: _reason,
    StateMachineAliasArn: _alias,
    StateMachineVersionArn: _version,
    ...described
  } = describeNested(run, false);
  const lasted = run.endedAt - run.startedAt;
  return {
    BillingDetails: { BilledDurationInMilliseconds: Math.max(100, Math.ceil(lasted / 100) * 100), BilledMemoryUsedInMB: 64 },
    ...described,
  };
}

/** `Input` may be JSON text or JSON; none is an empty object. */
function inputOf(request: JsonObject, refuse: (name: string, message: string) => Failure): JsonValue {
  const input = ownKey(request, 'Input') ?? {};
  if (typeof input !== 'string') return input;
  try {
    return parseExactJson(input, 'The Input of an execution that a task starts');
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw refuse('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input.slice(0, 100)}' is not valid JSON`);
  }
}
