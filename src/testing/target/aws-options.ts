import { kinds, type OptionTable } from '../../asl';
import { SFN_ACCESS, type SfnAccess } from './step-functions';

/** How a machine under test runs on AWS. */
export interface AwsOptions extends SfnAccess {
  /** TestState: the role with which tasks that nobody mocked call the real service. Without it they are an error. */
  readonly roleArn?: string;
  /** Deployed: runs although mocks are set, which have no effect on a deployed machine. @default false: an error that names the first */
  readonly ignoreMocks?: boolean;
  /** Deployed: real milliseconds that an execution may take. @default 300000 */
  readonly timeout?: number;
  /** Deployed: real milliseconds between two requests for the execution. @default 1000 */
  readonly pollInterval?: number;
  /** Deployed: waits between two requests. @default real time */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Every option with what it takes. */
export const AWS_OPTIONS: OptionTable<AwsOptions> = {
  ...SFN_ACCESS,
  roleArn: kinds.name,
  ignoreMocks: kinds.flag,
  timeout: kinds.numberFrom(1),
  pollInterval: kinds.numberFrom(0),
  wait: kinds.callable,
};
