import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, map, pass, Workflow, workflow } from 'drystep';
import { count } from 'drystep/expressions';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string }[];
}

/** One function call for each line of an order, five at a time. */
export class MapStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pack = handler<{ orderId: string; sku: string }, { box: string }>(
      inlineFunction(this, 'Pack', "async ({ orderId, sku }) => ({ box: orderId + '/' + sku })"),
    );
    const flow = workflow<Order>()
      .next(
        map(
          'Pack Lines',
          {
            items: ({ input }) => input.lines,
            itemSelector: ({ input, item }) => ({ orderId: input.orderId, sku: item.sku }),
            maxConcurrency: 5,
            into: 'boxes',
          },
          (line) => line.next(invoke('Pack', pack)),
        ),
      )
      .next(pass('Count', { output: ({ input }) => ({ boxes: count(input.boxes), first: input.boxes[0] }) }));
    const machine = new Workflow(this, 'Packing', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
