import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

/** One Lambda function, called and waited for. */
export class RequestResponseStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const charge = handler<{ orderId: string; amount: number }, { receiptId: string }>(
      inlineFunction(this, 'Charge', "async ({ orderId }) => ({ receiptId: 'r-' + orderId })"),
    );
    const flow = workflow<Order>().next(
      invoke('Charge Card', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' }),
    );
    const machine = new Workflow(this, 'Orders', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
