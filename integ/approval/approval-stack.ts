import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, pass, succeed, Workflow, waitForApproval, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

/** Asks a manager, and ends in one of three ways. */
export class ApprovalStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ask = handler<{ token: string; total: number }, void>(
      inlineFunction(this, 'Ask', 'async (question) => console.log(JSON.stringify(question))'),
    );
    const flow = workflow<Order>()
      .next(
        waitForApproval('Ask Manager', ask, {
          payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }),
          into: 'approval',
          timeout: Duration.minutes(10),
          rejected: succeed('Declined'),
          expired: succeed('Escalated'),
        }),
      )
      .next(pass('Approved'));
    const machine = new Workflow(this, 'Approval', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
