import { Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, Fail, JsonPath, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** The same workflow as `OrdersStack` in plain aws-cdk-lib. */
export class OrdersPlainStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lambda = (name: string) => Lambda.fromFunctionName(this, name, name);

    const charge = new LambdaInvoke(this, 'Charge Card', {
      lambdaFunction: lambda('charge'),
      payload: TaskInput.fromObject({ orderId: JsonPath.stringAt('$.orderId'), amount: JsonPath.numberAt('$.total') }),
      resultSelector: { 'receiptId.$': '$.Payload.receiptId' },
      resultPath: '$.receipt',
    });
    const ship = new LambdaInvoke(this, 'Ship', {
      lambdaFunction: lambda('ship'),
      payload: TaskInput.fromObject({ orderId: JsonPath.stringAt('$.orderId') }),
      outputPath: '$.Payload',
    });
    const refund = new LambdaInvoke(this, 'Refund Card', {
      lambdaFunction: lambda('refund'),
      payload: TaskInput.fromObject({ receiptId: JsonPath.stringAt('$.receipt.receiptId') }),
    });
    const rejected = new Fail(this, 'Order Rejected', { error: 'OrderRejected' });
    ship.addCatch(refund.next(rejected), { errors: ['NoCarrier'], resultPath: '$.error' });
    new StateMachine(this, 'Orders', { definitionBody: DefinitionBody.fromChainable(charge.next(ship)) });
  }
}
