import { requireName } from '../../asl';
import type { StartedExecution } from '../execution/started-execution';
import type { TestExecution } from '../execution/test-execution';
import type { TestExecutionOptions } from '../machine/tested-machine';
import type { MachineView } from '../machine-view/machine-view';
import { UsageError } from '../usage-error';
import type { TargetName } from './test-target';

/** One execution to run elsewhere than on the local engine. */
export interface TargetRequest {
  /** The machine with the mocks of this execution. */
  readonly view: MachineView;
  readonly input: unknown;
  readonly options: Omit<TestExecutionOptions, 'mocks'>;
}

/** Runs executions in another place than the local engine. */
export interface TargetRunner {
  readonly name: TargetName;
  execute(request: TargetRequest): Promise<TestExecution>;
  start(request: TargetRequest): StartedExecution;
}

/** Throws a usage error for options that a place cannot honour, and for a name that it would refuse: none is ignored silently. */
export function refuseOptions(options: TargetRequest['options'], honoured: readonly string[], place: string): void {
  const other = Object.entries(options).find(([name, value]) => value !== undefined && !honoured.includes(name));
  if (other !== undefined)
    throw new UsageError(`The option ${other[0]} means nothing ${place}.`, `leave it out, or run this test with target: 'local'.`);
  requireName('name', options.name);
}
