import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { Branch } from '../branch';
import type { FoundMachine } from '../machines';

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

const STARTS = /:states:::(aws-sdk:sfn|states):(startExecution|startSyncExecution)(\.sync|\.sync:2|\.waitForTaskToken)?$/;

/** Gives the registered machine that a call starts and how long the task waits for it; undefined when it starts none. */
export function nestedStartOf({ run: { engine } }: Branch, resource: string, input: JsonValue): NestedStart | undefined {
  const parts = STARTS.exec(resource);
  if (parts === null || !isJsonObject(input)) return undefined;
  const arn = ownKey(input, 'StateMachineArn');
  const machine = typeof arn === 'string' ? engine.machines?.find(arn) : undefined;
  if (machine === undefined) return undefined;
  const [, service, action, pattern] = parts;
  const express = action === 'startSyncExecution';
  return {
    machine,
    until: pattern === '.waitForTaskToken' ? 'answer' : express || pattern !== undefined ? 'end' : 'started',
    style: service === 'states' ? 'optimised' : 'sdk',
    express,
  };
}
