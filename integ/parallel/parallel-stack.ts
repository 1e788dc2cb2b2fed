import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, parallel, pass, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
}

/** Two functions at the same time, and what they give under the names of their branches. */
export class ParallelStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const label = handler<Order, { url: string }>(inlineFunction(this, 'Label', "async ({ orderId }) => ({ url: 'labels/' + orderId })"));
    const stock = handler<Order, { shelf: number }>(inlineFunction(this, 'Stock', 'async () => ({ shelf: 7 })'));
    const flow = workflow<Order>()
      .next(parallel('Prepare', { label: invoke('Print Label', label), stock: invoke('Find Shelf', stock) }, { into: 'prepared' }))
      .next(pass('Summary', { output: ({ input }) => ({ url: input.prepared.label.url, shelf: input.prepared.stock.shelf }) }));
    const machine = new Workflow(this, 'Prepare', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
