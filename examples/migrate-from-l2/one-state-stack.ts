import { Stack } from 'aws-cdk-lib';
import { Choice, Condition, DefinitionBody, JsonPath, StateMachine, Succeed, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { fail, handler, invoke, workflow } from 'drystep';
import { type Order, type Refund, RefundResources, type Request } from './refund-resources';

/** The same machine with one typed state: the refund itself. */
export class RefundStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { loadOrder, refund, topic } = new RefundResources(this, 'Resources');

    const load = new LambdaInvoke(this, 'Load Order', {
      lambdaFunction: loadOrder,
      resultSelector: { 'total.$': '$.Payload.total' },
      resultPath: '$.order',
    });
    const giveBack = handler<{ orderId: string; amount: number }, Refund>(refund);
    const give = workflow<Request & { order: Order }>()
      .next(
        invoke('Give Back', giveBack, {
          payload: ({ input }) => ({ orderId: input.orderId, amount: input.order.total }),
          into: 'refund',
          catch: (failure) => failure.all(fail('Not Refunded', { error: 'NotRefunded' })),
        }),
      )
      .toChainable(this);
    const notify = new SnsPublish(this, 'Notify', {
      topic,
      message: TaskInput.fromText(JsonPath.format('refunded {}', JsonPath.stringAt('$.refund.refundId'))),
      resultPath: JsonPath.DISCARD,
    });
    const paid = new Choice(this, 'Paid?')
      .when(Condition.numberGreaterThan('$.order.total', 0), give.next(notify))
      .otherwise(new Succeed(this, 'Nothing To Refund'));

    new StateMachine(this, 'Refunds', { definitionBody: DefinitionBody.fromChainable(load.next(paid)) });
  }
}
