import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  IntegrationPattern,
  JsonPath,
  Pass,
  StateMachine,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** The same workflow as `OrdersStack` in plain aws-cdk-lib. */
export class OrdersPlainStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const charge = new LambdaInvoke(this, 'Charge Card', {
      lambdaFunction: this.lambda('ChargeFn'),
      payload: TaskInput.fromObject({ orderId: JsonPath.stringAt('$.orderId'), amount: JsonPath.numberAt('$.total') }),
      resultSelector: { 'receiptId.$': '$.Payload.receiptId' },
      resultPath: '$.receipt',
    });
    const approval = new LambdaInvoke(this, 'Ask Manager', {
      lambdaFunction: this.lambda('AskFn'),
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ token: JsonPath.taskToken, total: JsonPath.numberAt('$.total') }),
      resultPath: '$.approval',
      taskTimeout: Timeout.duration(Duration.days(7)),
    });
    const escalate = new Pass(this, 'Escalate', { parameters: { 'orderId.$': '$.orderId', escalated: true } });
    approval.addCatch(escalate, { errors: ['States.Timeout'], resultPath: '$.error' });
    const ship = new LambdaInvoke(this, 'Ship', {
      lambdaFunction: this.lambda('ShipFn'),
      payload: TaskInput.fromObject({ receipt: JsonPath.stringAt('$.receipt.receiptId') }),
      resultSelector: { 'trackingId.$': '$.Payload.trackingId' },
      resultPath: '$.shipment',
    });
    ship.addRetry({ errors: ['States.TaskFailed', 'States.Timeout'], interval: Duration.seconds(1), maxAttempts: 2, backoffRate: 2 });
    const refund = new LambdaInvoke(this, 'Refund Card', {
      lambdaFunction: this.lambda('RefundFn'),
      payload: TaskInput.fromObject({ receipt: JsonPath.stringAt('$.receipt.receiptId') }),
      resultPath: JsonPath.DISCARD,
    });
    const reject = new Fail(this, 'Reject', { error: 'OrderRejected', causePath: '$.error.Cause' });
    ship.addCatch(refund.next(reject), { errors: ['States.ALL'], resultPath: '$.error' });
    const large = new Choice(this, 'Large?')
      .when(Condition.numberGreaterThan('$.total', 1000), approval)
      .otherwise(new Pass(this, 'Small'));
    const flow = charge.next(large.afterwards().next(ship));
    new StateMachine(this, 'Orders', { definitionBody: DefinitionBody.fromChainable(flow), timeout: Duration.days(30) });
  }

  private lambda(name: string): LambdaFunction {
    const code = Code.fromInline('exports.handler = async (event) => event;');
    return new LambdaFunction(this, name, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
  }
}
