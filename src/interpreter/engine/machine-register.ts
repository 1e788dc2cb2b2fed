import type { Definition } from './prepared';

/** A machine that executions may start. */
export interface MachineOptions {
  readonly definition: Definition | string | object;
  /** @default 'STANDARD' */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** A machine as a directory gives it. */
export interface ListedMachine extends MachineOptions {
  /** ARN of the machine, also where a version or an alias was asked for. */
  readonly arn: string;
  /** The role of its executions. @default that of the execution which starts it */
  readonly roleArn?: string;
  /** The version that the execution runs, where a version or an alias was asked for. */
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

/** A machine found for a request. */
export interface FoundMachine {
  readonly definition: Definition;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly name: string;
  readonly arn: string;
  /** What a directory gave. */
  readonly listed?: ListedMachine;
}

/** What finds the machines that executions start. */
export interface MachineRegister {
  /** The machine a `StateMachineArn` names; versions and aliases of it count as it. */
  find(arn: string): FoundMachine | undefined;
  /** Whether somebody else started an execution of this ARN. */
  hasExecution(executionArn: string): boolean;
}
