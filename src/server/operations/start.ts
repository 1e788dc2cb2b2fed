import type { JsonObject, MockedCase } from '../../asl';
import { parseMachineArn } from '../service/arns';
import type { RootExecution } from '../service/execution-record';
import { type MachineReference, requireLiving } from '../service/machine-table';
import type { Service } from '../service/service';
import { doesNotExist, ServiceProblem } from '../service-problem';
import { findCase, partCase } from '../tasks/mocked-cases';
import { type OperationHandler, optionalText, present, type RequestScene, requestText, seconds } from './operation';
import { readPayload } from './payload-text';
import { requireResourceName } from './resource-name';

/** Billed memory comes in steps of so many megabytes. */
const MEMORY = 64;

/** A machine, and what answers the tasks of an execution that was asked for with a test case. */
interface Target {
  readonly found: MachineReference;
  readonly mocked?: MockedCase;
}

function targetOf(service: Service, request: JsonObject): Target {
  const { arn, testCase } = partCase(requestText(request, 'stateMachineArn'));
  parseMachineArn(arn);
  const found = service.machines.find(arn);
  if (found === undefined) throw doesNotExist('State Machine', arn);
  const { machine, version } = found;
  requireLiving(machine);
  if (testCase === undefined) return { found };
  const { prepared } = version?.revision ?? machine.revision;
  return { found, mocked: findCase(service.cases, machine.name, testCase, prepared.machine) };
}

/** Throws InvalidExecutionInput in the service's words (recorded: sfn_api.invalid_start_execution_input). */
function inputOf(request: JsonObject) {
  const input = optionalText(request, 'input') ?? '{}';
  const invalid = (detail: string) => new ServiceProblem('InvalidExecutionInput', `Invalid State Machine Execution Input: '${detail}'`);
  if (/^[ \t\n\r]*$/.test(input)) throw invalid('Invalid execution input.');
  const read = readPayload(input);
  if ('problem' in read) throw invalid(read.problem);
  return { input, value: read.value };
}

/** The trace that a client names: in the header if it is there, else in the request (API reference). */
function traceOf(request: JsonObject, { traceHeader }: RequestScene): string | undefined {
  return traceHeader ?? optionalText(request, 'traceHeader');
}

function begin(service: Service, request: JsonObject, target: Target, scene: RequestScene): RootExecution {
  const name = optionalText(request, 'name') ?? service.uuid();
  requireResourceName(name);
  const { input, value } = inputOf(request);
  const { found, mocked } = target;
  return service.start({ found, mocked, name, input, value, traceHeader: traceOf(request, scene) });
}

export const StartExecution: OperationHandler = (service, request, scene) => {
  const target = targetOf(service, request);
  const { machine } = target.found;
  const name = optionalText(request, 'name');
  if (machine.type === 'STANDARD' && name !== undefined) {
    requireResourceName(name);
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const bearer = service.executions.bearer(arn, service.clock.now);
    if (bearer !== undefined) {
      const { input } = inputOf(request);
      if (bearer.view().status !== 'RUNNING' || bearer.input !== input || bearer.root?.mocked !== target.mocked)
        throw new ServiceProblem('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      return { executionArn: arn, startDate: seconds(bearer.startDate) };
    }
  }
  const record = begin(service, request, target, scene);
  return { executionArn: record.arn, startDate: seconds(record.startDate) };
};

export const StartSyncExecution: OperationHandler = (service, request, scene) => {
  const target = targetOf(service, request);
  if (target.found.machine.type !== 'EXPRESS')
    throw new ServiceProblem('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  const record = begin(service, request, target, scene);
  const answer = (): JsonObject => describedExecution(record, request.includedData !== 'METADATA_ONLY');
  return record.endedAt === undefined ? service.ending(record).then(answer) : answer();
};

function describedExecution(record: RootExecution, included: boolean): JsonObject {
  const { status, output, error, cause, stopDate } = record.view();
  const milliseconds = (stopDate ?? record.startDate).getTime() - record.startDate.getTime();
  return present({
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    startDate: seconds(record.startDate),
    stopDate: seconds(stopDate ?? record.startDate),
    status,
    input: included ? record.input : undefined,
    inputDetails: { included },
    output: included && output !== undefined ? JSON.stringify(output) : undefined,
    outputDetails: output === undefined ? undefined : { included },
    error,
    cause,
    traceHeader: record.traceHeader,
    billingDetails: { billedDurationInMilliseconds: Math.max(1, Math.ceil(milliseconds / 100)) * 100, billedMemoryUsedInMB: MEMORY },
  });
}
