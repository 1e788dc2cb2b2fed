import { Duration, Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import {
  DefinitionBody,
  IntegrationPattern,
  JsonPath,
  Parallel,
  StateMachine,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** Reminds of a contract that ends, while a person decides whether to renew it. */
export class RenewalStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lambda = (name: string) => Lambda.fromFunctionName(this, name, name);

    const remind = new Wait(this, 'Two Weeks', { time: WaitTime.duration(Duration.days(14)) }).next(
      new LambdaInvoke(this, 'Remind', { lambdaFunction: lambda('remind'), outputPath: '$.Payload' }),
    );
    const decide = new LambdaInvoke(this, 'Decide', {
      lambdaFunction: lambda('decide'),
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ token: JsonPath.taskToken }),
      taskTimeout: Timeout.duration(Duration.days(30)),
    });
    const renew = new LambdaInvoke(this, 'Renew', {
      lambdaFunction: lambda('renew'),
      outputPath: '$.Payload',
      retryOnServiceExceptions: false,
    });
    renew.addRetry({ errors: ['Busy'], interval: Duration.minutes(1), backoffRate: 2, maxAttempts: 3 });
    const both = new Parallel(this, 'Both').branch(remind).branch(decide);
    new StateMachine(this, 'Renewal', { definitionBody: DefinitionBody.fromChainable(both.next(renew)) });
  }
}
