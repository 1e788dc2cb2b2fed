import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { StepFunctionsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { pass, Workflow, workflow } from 'drystep';
import { format } from 'drystep/expressions';

/** An Express workflow that answers an API and runs every hour; it logs and traces without being told to. The input is what API Gateway makes of a request. */
export class ExpressStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const flow = workflow<{ body: { name: string } }>().next(
      pass('Greet', { output: ({ input }) => ({ greeting: format('Hello {}', input.body.name) }) }),
    );
    const machine = new Workflow(this, 'Greeting', {
      definition: flow,
      stateMachineType: StateMachineType.EXPRESS,
      timeout: Duration.seconds(20),
    });

    const rule = new Rule(this, 'Hourly', { schedule: Schedule.rate(Duration.hours(1)) });
    rule.addTarget(new SfnStateMachine(machine, { input: RuleTargetInput.fromObject({ body: { name: 'clock' } }) }));
    const api = new StepFunctionsRestApi(this, 'Api', { stateMachine: machine });

    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'Url', { value: api.url });
  }
}
