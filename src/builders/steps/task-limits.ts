import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ExpressionNode } from '../../expressions';
import { beforeResult, captured } from '../tree/placement';
import type { TaskNode } from '../tree/step-node';

type UntypedCallback = (scope: never) => unknown;

/** The options of every task that say how long it may take and in whose name it calls, without their types. */
export interface UntypedLimits {
  readonly timeout?: Duration | UntypedCallback | undefined;
  readonly heartbeat?: Duration | UntypedCallback | undefined;
  readonly credentials?: IRole | UntypedCallback | undefined;
}

/** The part of a task's description that says how long it may take and in whose name it calls. */
export function limitsOf(name: string, options: UntypedLimits): Pick<TaskNode, 'timeout' | 'heartbeat' | 'credentials'> {
  const known = <Value extends object>(given: Value | UntypedCallback | undefined): Value | ExpressionNode | undefined =>
    typeof given === 'function' ? captured(name, beforeResult, given) : given;
  return { timeout: known(options.timeout), heartbeat: known(options.heartbeat), credentials: known(options.credentials) };
}
