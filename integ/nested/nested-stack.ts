import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pass, startWorkflow, Workflow, workflow } from 'drystep';
import { format } from 'drystep/expressions';

interface Order {
  readonly orderId: string;
}

/** Two workflows, one inside the other. */
export class NestedStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const shipping = new Workflow(this, 'Shipping', {
      definition: workflow<Order>().next(pass('Pack', { output: ({ input }) => ({ parcel: format('parcel-{}', input.orderId) }) })),
    });
    const flow = workflow<Order>().next(
      startWorkflow('Ship', shipping, { sync: true, input: ({ input }) => ({ orderId: input.orderId }), into: 'shipment' }),
    );
    const machine = new Workflow(this, 'Orders', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
