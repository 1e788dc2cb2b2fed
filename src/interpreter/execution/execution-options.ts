import { type JsonValue, kinds, type OptionTable } from '../../asl';
import type { ObjectStore } from '../item-reader/object-store';
import { MACHINE_OPTIONS, type MachineDirectory, type Machines } from '../prepare/machines';
import { QUOTA_OPTIONS, type QuotaSwitches } from '../quotas/quota-switches';
import type { Tasks } from '../tasks/task-call';

/** How to run a definition. Everything has a default; equal options give equal histories, byte for byte. */
export interface ExecutionOptions {
  /** Input of the execution, as a JSON value. @default {} */
  readonly input?: JsonValue;
  /** @default 'STANDARD' */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /**
   * The handlers of tasks. A task without an answer rejects the run; a callback or activity without an answer waits. A name that no Task state of the definition,
   * or of `machines`, has is refused.
   */
  readonly tasks?: Tasks;
  /** Name of the execution. @default made from the seed, a UUID */
  readonly name?: string;
  /** @default 'StateMachine' */
  readonly stateMachineName?: string;
  /** ARN of the machine. The ARN of the execution is made from it. @default made from `stateMachineName`, in us-east-1 */
  readonly stateMachineArn?: string;
  /** @default 'arn:aws:iam::111111111111:role/StepFunctionsRole' */
  readonly roleArn?: string;
  /** Virtual time at the start; a number is milliseconds since the epoch. Seconds of the years 2000 to 2100 are refused. @default 2024-01-01T00:00:00Z */
  readonly startTime?: Date | string | number;
  /** Decides every random value, id and jitter. @default 1 */
  readonly seed?: number;
  /** Limits of the service, each on unless set to false. */
  readonly quotas?: QuotaSwitches;
  /**
   * The most events of a history, where fewer than the service's are enough: the execution then ends as one with a full history does.
   *
   * @default 25,000 of a Standard execution
   */
  readonly mostEvents?: number;
  /**
   * What distributed Maps read from S3 and write to it: content by bucket and key, or a local folder by bucket. Of several stores the later ones lie
   * over the earlier: their objects go first, and results go into the last that has the bucket. They are taken when they are given: `addObjects` of an execution
   * puts more there later.
   */
  readonly objects?: ObjectStore | readonly ObjectStore[];
  /** Machines that `states:startExecution` starts for real, by ARN or name, or an object that looks them up. An answer in `tasks` for the state goes first. */
  readonly machines?: Machines | MachineDirectory;
  /** ARNs or names of activities that exist: a list, or an object that looks them up, as a Set does. @default every activity */
  readonly activities?: readonly string[] | Pick<ReadonlySet<string>, 'has'>;
  /**
   * How many child executions of each Map run keep their history, those of distributed Maps inside of it included, in the order of their start. What all of them did
   * is counted in any case.
   *
   * @default 1000
   */
  readonly childHistories?: number;
  /**
   * Runs an Express execution twice, as at-least-once delivery may, with the same handlers: what they do twice shows whether the workflow is
   * idempotent. The second run is `redelivery` of the result.
   *
   * @default false
   */
  readonly deliverTwice?: boolean;
}

/** What `tasks` takes. */
export const TASKS = kinds.either('a function of the call, or answers by state or resource', kinds.callable, kinds.anObject);

/** Every option with what it takes. */
export const EXECUTION_OPTIONS: OptionTable<ExecutionOptions> = {
  // What is not JSON is refused where it is read, with the place inside of it.
  input: kinds.anything,
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
  tasks: TASKS,
  name: kinds.text,
  stateMachineName: kinds.text,
  stateMachineArn: kinds.name,
  roleArn: kinds.name,
  startTime: kinds.moment,
  seed: kinds.integer,
  quotas: QUOTA_OPTIONS,
  mostEvents: kinds.wholeNumber(2),
  objects: kinds.either('what S3 holds by bucket, or several of these', kinds.listOf(kinds.storedObjects), kinds.storedObjects),
  machines: kinds.either(
    'an object',
    kinds.objectWith('a directory', { find: kinds.callable, hasExecution: kinds.callable }),
    kinds.recordOf(kinds.nested(MACHINE_OPTIONS)),
  ),
  activities: kinds.either('ARNs or names, or a Set of them', kinds.listOf(kinds.name), kinds.objectWith('a Set', { has: kinds.callable })),
  childHistories: kinds.wholeNumber(0),
  deliverTwice: kinds.flag,
};
