import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { dedupe, pass, Workflow, workflow } from 'drystep';

interface Order {
  readonly orderId: string;
}

/** Ships an order once. */
export class DedupeStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const shipping = new Workflow(this, 'Shipping', {
      definition: workflow<Order>().next(pass('Pack', { output: ({ input }) => ({ parcel: input.orderId }) })),
    });
    const flow = workflow<Order>().next(
      dedupe('Ship Once', shipping, { key: ({ input }) => input.orderId, input: ({ input }) => ({ orderId: input.orderId }) }),
    );
    const machine = new Workflow(this, 'Orders', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'ShippingArn', { value: shipping.stateMachineArn });
  }
}
