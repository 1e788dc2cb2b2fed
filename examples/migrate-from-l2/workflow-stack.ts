import { Stack } from 'aws-cdk-lib';
import { JsonPath, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { choice, fail, fromState, handler, invoke, succeed, Workflow, workflow } from 'drystep';
import { gt } from 'drystep/expressions';
import { type Order, type Refund, RefundResources, type Request } from './refund-resources';

/** A Workflow of the same id; two states are still those of aws-cdk-lib. */
export class RefundStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { loadOrder, refund, topic } = new RefundResources(this, 'Resources');

    const load = fromState<Request, Request & { order: Order }>(
      new LambdaInvoke(this, 'Load Order', {
        lambdaFunction: loadOrder,
        resultSelector: { 'total.$': '$.Payload.total' },
        resultPath: '$.order',
      }),
    );
    type Refunded = Request & { order: Order; refund: Refund };
    const notify = fromState<Refunded, Refunded>(
      new SnsPublish(this, 'Notify', {
        topic,
        message: TaskInput.fromText(JsonPath.format('refunded {}', JsonPath.stringAt('$.refund.refundId'))),
        resultPath: JsonPath.DISCARD,
      }),
    );
    const giveBack = handler<{ orderId: string; amount: number }, Refund>(refund);
    const flow = workflow<Request>()
      .next(load)
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
                  .next(notify),
            )
            .otherwise(succeed('Nothing To Refund')),
        ),
      );

    new Workflow(this, 'Refunds', { definition: flow });
  }
}
