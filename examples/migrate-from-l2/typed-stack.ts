import { Stack } from 'aws-cdk-lib';
import { TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { choice, fail, handler, invoke, succeed, task, Workflow, workflow } from 'drystep';
import { format, gt } from 'drystep/expressions';
import { type Order, type Refund, RefundResources, type Request } from './refund-resources';

/** Every state is typed. */
export class RefundStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const resources = new RefundResources(this, 'Resources');
    const loadOrder = handler<Request, Order>(resources.loadOrder);
    const giveBack = handler<{ orderId: string; amount: number }, Refund>(resources.refund);

    const flow = workflow<Request>()
      .next(invoke('Load Order', loadOrder, { into: 'order' }))
      .next(
        choice('Paid?', (c) =>
          c
            .when(
              ({ input }) => gt(input.order.total, 0),
              (paid) =>
                paid
                  .next(
                    invoke('Give Back', giveBack, {
                      payload: ({ input }) => ({ orderId: input.orderId, amount: input.order.total }),
                      into: 'refund',
                      catch: (failure) => failure.all(fail('Not Refunded', { error: 'NotRefunded' })),
                    }),
                  )
                  .next(
                    task('Notify', {
                      state: ({ scope: states, id: name, fields, text, input }) =>
                        new SnsPublish(states, name, {
                          ...fields,
                          topic: resources.topic,
                          message: TaskInput.fromText(text(format('refunded {}', input.refund.refundId))),
                        }),
                      discard: true,
                    }),
                  ),
            )
            .otherwise(succeed('Nothing To Refund')),
        ),
      );

    new Workflow(this, 'Refunds', { definition: flow });
  }
}
