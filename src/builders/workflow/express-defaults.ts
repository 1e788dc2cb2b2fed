import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogLevel, type StateMachineProps, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * Props with logging and tracing on for an Express workflow: Step Functions keeps no history of it, so that without them nobody
 * can tell what an execution did. Every event is logged, without the data; the log group keeps a month.
 */
export function withExpressDefaults<Props extends Pick<StateMachineProps, 'stateMachineType' | 'logs' | 'tracingEnabled'>>(
  props: Props,
  machine: () => Construct,
): Props {
  if (props.stateMachineType !== StateMachineType.EXPRESS) return props;
  return {
    ...props,
    logs: props.logs ?? { destination: logGroupInside(machine), level: LogLevel.ALL },
    tracingEnabled: props.tracingEnabled ?? true,
  };
}

/** A log group that is made once its ARN is asked for: the construct it belongs to does not exist before. */
function logGroupInside(machine: () => Construct): ILogGroup {
  let made: LogGroup | undefined;
  const group = (): LogGroup => {
    made ??= new LogGroup(machine(), 'Logs', { retention: RetentionDays.ONE_MONTH });
    return made;
  };
  const arns: Pick<ILogGroup, 'logGroupArn' | 'logGroupRef'> = {
    get logGroupArn() {
      return group().logGroupArn;
    },
    get logGroupRef() {
      return group().logGroupRef;
    },
  };
  // A StateMachine reads nothing but the ARN: logGroupArn in older releases of aws-cdk-lib, logGroupRef in later ones.
  return arns as ILogGroup;
}
