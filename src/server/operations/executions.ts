import type { JsonObject, JsonValue } from '../../asl';
import { lastIn } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { parseArn } from '../service/arns';
import type { ExecutionRecord } from '../service/execution-record';
import type { Service } from '../service/service';
import { resourceNotFound, ServiceProblem, validationProblem } from '../service-problem';
import { findMapRun, recordOfChild } from './find-map-run';
import { described } from './machines';
import { type OperationHandler, optionalSeconds, optionalText, present, requestText, seconds } from './operation';

/** The execution that an ARN names, a child of a Map run included. Express executions have none (recorded: sfn_api_express). */
export function requireExecution(service: Service, request: JsonObject): ExecutionRecord {
  const arn = requestText(request, 'executionArn');
  const { name } = parseArn(arn, 'execution');
  return (name.includes('/') ? recordOfChild(service, arn) : undefined) ?? service.executions.require(arn);
}

export const DescribeExecution: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const view = record.view();
  const included = request.includedData !== 'METADATA_ONLY';
  const refusal = refusalOf(service, record);
  return present({
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    stateMachineVersionArn: record.versionArn,
    stateMachineAliasArn: record.aliasArn,
    mapRunArn: record.mapRun?.arn,
    name: record.name,
    status: view.status,
    startDate: seconds(record.startDate),
    stopDate: optionalSeconds(view.stopDate),
    input: included ? record.input : undefined,
    inputDetails: { included },
    output: included && view.output !== undefined ? JSON.stringify(view.output) : undefined,
    outputDetails: view.output === undefined ? undefined : { included },
    error: view.error,
    cause: view.cause,
    traceHeader: record.traceHeader,
    redriveCount: record.redriveCount,
    redriveDate: optionalSeconds(record.redriveDate),
    redriveStatus: refusal === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: refusal,
  });
};

/** Why an execution cannot be redriven. A child of a Map run goes with its parent. */
function refusalOf(service: Service, record: ExecutionRecord): string | undefined {
  const { root } = record;
  if (root === undefined || root.trouble !== undefined) return `Execution is ${record.view().status} and cannot be redriven`;
  // The window of a redrive ends while nothing moves.
  service.driver.reach(root);
  return record.view().redriveRefusal;
}

export const DescribeStateMachineForExecution: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const { revision, machineArn, mapRun } = record;
  const machine = service.machines.get(machineArn);
  if (revision === undefined) throw resourceNotFound(machineArn);
  return present({
    stateMachineArn: machineArn,
    name: machine?.name ?? lastIn(machineArn.split(':')),
    updateDate: seconds(revision.updateDate),
    ...described(revision, request),
    mapRunArn: mapRun?.arn,
    label: mapRun?.label,
  });
};

/** A page of events, from the first or from the last. */
export const GetExecutionHistory: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const { history } = record.view();
  const ordered = request.reverseOrder === true ? [...history].reverse() : history;
  const { items, nextToken } = service.pages.cut('GetExecutionHistory', request, ordered, ({ id }) => id);
  const events = items.map(({ timestamp, ...event }) => {
    const bare = { ...(event.id === 1 ? startedEvent(record, event) : event), timestamp: seconds(timestamp) } as unknown as JsonObject;
    return request.includeExecutionData === false ? withoutData(bare) : bare;
  });
  return present({ events, nextToken });
};

/**
 * The event that starts an execution, with the version and the alias by which it was started, and with the text of the input as it was given
 * (recorded: base_scenarios.map_state_nested).
 */
function startedEvent(
  { input, versionArn, aliasArn }: ExecutionRecord,
  { executionStartedEventDetails: details, ...event }: Omit<HistoryEvent, 'timestamp'>,
): object {
  const by = present({ stateMachineAliasArn: aliasArn, stateMachineVersionArn: versionArn });
  return { ...event, executionStartedEventDetails: { ...details, input, ...by } };
}

const DATA: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'assignedVariables', 'inputDetails', 'outputDetails']);

/** An event without what was handed over in it. */
function withoutData(event: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) =>
      typeof value === 'object' && value !== null
        ? [key, Object.fromEntries(Object.entries(value).filter(([name]) => !DATA.has(name))) as JsonValue]
        : [key, value],
    ),
  );
}

export const ListExecutions: OperationHandler = (service, request) => {
  const list = requestedExecutions(service, request).filter((record) => isWanted(record, request));
  const { items, nextToken } = service.pages.cut('ListExecutions', request, list, ({ sequence }) => sequence);
  const executions = items.map((record) => {
    const { status, stopDate } = record.view();
    return present({
      executionArn: record.arn,
      stateMachineArn: record.machineArn,
      name: record.name,
      status,
      startDate: seconds(record.startDate),
      stopDate: optionalSeconds(stopDate),
      mapRunArn: record.mapRun?.arn,
      itemCount: record.mapRun?.itemCount,
      stateMachineVersionArn: record.versionArn,
      stateMachineAliasArn: record.aliasArn,
      redriveCount: record.redriveCount,
      redriveDate: optionalSeconds(record.redriveDate),
    });
  });
  return present({ executions, nextToken });
};

function requestedExecutions(service: Service, request: JsonObject): readonly ExecutionRecord[] {
  const mapRunArn = optionalText(request, 'mapRunArn');
  const machineArn = optionalText(request, 'stateMachineArn');
  if ((mapRunArn === undefined) === (machineArn === undefined))
    throw validationProblem('Exactly one of stateMachineArn and mapRunArn must be specified.', 'MISSING_REQUIRED_PARAMETER');
  if (mapRunArn !== undefined) {
    parseArn(mapRunArn, 'mapRun');
    return findMapRun(service, mapRunArn).children;
  }
  const arn = machineArn!;
  parseArn(arn, 'stateMachine');
  const { machine, version, alias } = service.machines.require(arn);
  if (machine.type === 'EXPRESS')
    throw new ServiceProblem('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  const all = service.executions.ofMachine(machine.arn);
  if (version !== undefined) return all.filter(({ versionArn }) => versionArn === version.arn);
  return alias === undefined ? all : all.filter(({ aliasArn }) => aliasArn === alias.arn);
}

function isWanted(record: ExecutionRecord, { statusFilter, redriveFilter }: JsonObject): boolean {
  if (statusFilter !== undefined && record.view().status !== statusFilter) return false;
  return redriveFilter === undefined || record.redriveCount > 0 === (redriveFilter === 'REDRIVEN');
}

export const StopExecution: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const { root, arn } = record;
  const { stopDate } = record.view();
  if (stopDate !== undefined) return { stopDate: seconds(stopDate) };
  if (root === undefined)
    throw validationProblem(
      `A child execution of a Map run cannot be stopped by itself here: '${arn}'. Hint: stop the execution that runs the Map.`,
    );
  service.driver.reach(root);
  root.execution.stop(optionalText(request, 'error'), optionalText(request, 'cause'), arn);
  service.driver.move(root);
  return { stopDate: seconds(service.clock.date) };
};

/** How many tokens of clients are remembered, and for how long (API reference). */
const KEPT_TOKENS = 10;
const TOKEN_LIFETIME = 15 * 60_000;

export const RedriveExecution: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const { root, redrives } = record;
  const clientToken = optionalText(request, 'clientToken');
  const { date: now } = service.clock;
  const before = redrives?.find(({ token, date }) => token === clientToken && now.getTime() - date.getTime() <= TOKEN_LIFETIME);
  if (clientToken !== undefined && before !== undefined) return { redriveDate: seconds(before.date) };
  const refusal = refusalOf(service, record);
  if (root === undefined || refusal !== undefined) throw new ServiceProblem('ExecutionNotRedrivable', refusal ?? '');
  root.execution.redrive(record.arn);
  record.redriveCount += 1;
  record.redriveDate = now;
  if (clientToken !== undefined) record.redrives = [...(redrives ?? []), { token: clientToken, date: now }].slice(-KEPT_TOKENS);
  if (root === record) root.endedAt = undefined;
  service.resume(root);
  service.driver.move(root);
  return { redriveDate: seconds(now) };
};
