import { isJsonObject, isServiceResource, type JsonValue, ownKey, parseResource, type ServiceResource } from '../../asl';
import type { FoundMachine } from '../engine/machine-register';
import type { Visit } from '../engine/visit';

/** A call that starts a registered machine. */
export interface NestedStart {
  readonly machine: FoundMachine;
  /** When the task goes on: once the execution is started, when it has ended, or when somebody answers the task's token. */
  readonly until: 'started' | 'end' | 'answer';
  /** How the service's errors and answers are spelt: for the optimised integration, or for `aws-sdk`. */
  readonly style: 'optimised' | 'sdk';
  /** Whether the call is StartSyncExecution, which runs Express machines only. */
  readonly express: boolean;
}

const STARTS = new Set(['startExecution', 'startSyncExecution']);

/** Whether a task with this resource starts a machine. */
export function startsMachine(resource: string): boolean {
  return startCall(resource) !== undefined;
}

function startCall(resource: string): ServiceResource | undefined {
  const call = parseResource(resource);
  if (!isServiceResource(call) || !STARTS.has(call.action) || call.pattern === undefined) return undefined;
  return call.service === (call.kind === 'sdk' ? 'sfn' : 'states') ? call : undefined;
}

/** The registered machine that a call starts and how long the task waits for it; undefined when it starts none. */
export function nestedStartOf({ run: { engine } }: Visit, resource: string, input: JsonValue): NestedStart | undefined {
  const call = startCall(resource);
  if (call === undefined || !isJsonObject(input)) return undefined;
  const style = call.kind === 'sdk' ? 'sdk' : 'optimised';
  const arn = ownKey(input, 'StateMachineArn');
  const machine = typeof arn === 'string' ? engine.machines?.find(arn) : undefined;
  if (machine === undefined) return undefined;
  const express = call.action === 'startSyncExecution';
  const waits = express || call.pattern === 'runJob';
  return { machine, until: call.pattern === 'waitForCallback' ? 'answer' : waits ? 'end' : 'started', style, express };
}
