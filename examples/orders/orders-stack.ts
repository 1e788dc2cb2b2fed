import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { choice, fail, handler, invoke, pass, retry, steps, succeed, typed, Workflow, workflow } from 'drystep';
import { gt } from 'drystep/expressions';
import type * as handlers from './handlers';
import type { Approval, Order, Receipt } from './handlers';

/** Takes an order: charges the card, asks a manager about large ones, ships, and gives the money back when nobody can. */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const charge = handler<typeof handlers.charge>(this.lambda('Charge'));
    const ask = handler<typeof handlers.ask>(this.lambda('Ask'));
    const ship = handler<typeof handlers.ship>(this.lambda('Ship'));
    const refund = handler<typeof handlers.refund>(this.lambda('Refund'));

    const approval = steps<Order & { receipt: Receipt }>().invoke('Ask Manager', ask, {
      waitForTaskToken: true,
      payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }),
      result: typed<Approval>(),
      into: 'approval',
      timeout: Duration.days(7),
      catch: (failure) =>
        failure.on('States.Timeout', succeed('Escalate', { output: ({ input }) => ({ orderId: input.orderId, escalated: true }) })),
    });
    const flow = workflow<Order>()
      .next(invoke('Charge Card', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' }))
      .next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), approval).otherwise(pass('Small'))))
      .next(
        invoke('Ship', ship, {
          payload: ({ input }) => ({ receipt: input.receipt.receiptId }),
          into: 'shipment',
          retry: retry.transient(),
          catch: (failure) =>
            failure.all((order) =>
              order
                .next(invoke('Refund Card', refund, { payload: ({ input }) => ({ receipt: input.receipt.receiptId }), discard: true }))
                .next(fail('Reject', { error: 'OrderRejected', cause: ({ input }) => input.error.Cause })),
            ),
        }),
      );
    new Workflow(this, 'Orders', { definition: flow, timeout: Duration.days(30) });
  }

  private lambda(name: string): LambdaFunction {
    const code = Code.fromInline('exports.handler = async (event) => event;');
    return new LambdaFunction(this, name, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
  }
}
