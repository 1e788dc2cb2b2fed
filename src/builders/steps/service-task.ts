import { Aws } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { QueryLanguage, TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonObject } from '../../asl';
import type { L2Fields } from '../lowering/l2-fields';

/** What a {@link ServiceTask} is made of. */
export interface ServiceTaskProps extends L2Fields {
  /** ARN of the resource. */
  readonly resource: string;
  /** Parameters or Arguments, in the workflow's language. */
  readonly parameters: JsonObject | string;
  /** What the state machine's role has to be allowed. */
  readonly policies: readonly PolicyStatement[];
}

/** A task for resources that aws-cdk-lib has no state for, or none that says what the builders need. */
export class ServiceTask extends TaskStateBase {
  protected readonly taskMetrics = undefined;
  protected readonly taskPolicies: PolicyStatement[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceTaskProps,
  ) {
    super(scope, id, props);
    this.taskPolicies = [...props.policies];
  }

  protected _renderTask(): object {
    const { resource, parameters, queryLanguage } = this.props;
    // The props of aws-cdk-lib ask for an object; a computed one is text in JSONata.
    const given =
      typeof parameters === 'string'
        ? { Arguments: parameters }
        : this._renderParametersOrArguments({ ...parameters }, queryLanguage ?? QueryLanguage.JSON_PATH);
    return { Resource: resource, ...given };
  }
}

/** The ARN of a service integration. */
export function integrationArn(action: string, callback = false): string {
  return `arn:${Aws.PARTITION}:states:::${action}${callback ? '.waitForTaskToken' : ''}`;
}
