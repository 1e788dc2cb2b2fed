import { Stack } from 'aws-cdk-lib';
import { Choice, Condition, DefinitionBody, Fail, JsonPath, StateMachine, Succeed, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { RefundResources } from './refund-resources';

/** Money back, in plain aws-cdk-lib. */
export class RefundStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { loadOrder, refund, topic } = new RefundResources(this, 'Resources');

    const load = new LambdaInvoke(this, 'Load Order', {
      lambdaFunction: loadOrder,
      resultSelector: { 'total.$': '$.Payload.total' },
      resultPath: '$.order',
    });
    const give = new LambdaInvoke(this, 'Give Back', {
      lambdaFunction: refund,
      payload: TaskInput.fromObject({ orderId: JsonPath.stringAt('$.orderId'), amount: JsonPath.numberAt('$.order.total') }),
      resultSelector: { 'refundId.$': '$.Payload.refundId' },
      resultPath: '$.refund',
    });
    give.addCatch(new Fail(this, 'Not Refunded', { error: 'NotRefunded' }), { resultPath: '$.error' });
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
