import { Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { fail, handler, invoke, Workflow, workflow } from 'drystep';
import type { charge, refund, ship } from './handlers';

/** Charges the card, ships, and gives the money back when no carrier takes the parcel. */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lambda = (name: string) => Lambda.fromFunctionName(this, name, name);

    const order = workflow<{ orderId: string; total: number }>()
      .next(
        invoke('Charge Card', handler<typeof charge>(lambda('charge')), {
          payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), // a wrong field does not compile
          into: 'receipt',
        }),
      )
      .next(
        invoke('Ship', handler<typeof ship>(lambda('ship')), {
          payload: ({ input }) => ({ orderId: input.orderId }),
          catch: (failure) =>
            failure.on('NoCarrier', (failed) =>
              failed
                .next(
                  invoke('Refund Card', handler<typeof refund>(lambda('refund')), {
                    payload: ({ input }) => ({ receiptId: input.receipt.receiptId }),
                  }),
                )
                .next(fail('Order Rejected', { error: 'OrderRejected' })),
            ),
        }),
      );
    new Workflow(this, 'Orders', { definition: order });
  }
}
