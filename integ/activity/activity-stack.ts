import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Activity } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { activity, choice, pass, typed, Workflow, workflow } from 'drystep';
import { eq } from 'drystep/expressions';

interface Order {
  readonly orderId: string;
  readonly sku: string;
}

/** Has a worker look at goods, and goes one way or the other. */
export class ActivityStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const inspection = new Activity(this, 'Inspection');
    const flow = workflow<Order>()
      .next(
        activity('Inspect', inspection, {
          payload: ({ input }) => ({ sku: input.sku }),
          result: typed<{ intact: boolean }>(),
          into: 'verdict',
          timeout: Duration.minutes(10),
        }),
      )
      .next(choice('Intact?', (c) => c.when(({ input }) => eq(input.verdict.intact, true), pass('Ship It')).otherwise(pass('Send Back'))));
    const machine = new Workflow(this, 'Goods', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'ActivityArn', { value: inspection.activityArn });
  }
}
