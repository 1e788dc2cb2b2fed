import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  JsonPath,
  StateMachine,
  Succeed,
  TaskInput,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { DynamoAttributeValue, DynamoGetItem, LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** An existing stack, as one finds it: asks for money every three days until the invoice is paid. */
export class DunningStack extends Stack {
  readonly invoices = new Table(this, 'Invoices', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  readonly topic = new Topic(this, 'Reminders');

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const collect = new Lambda(this, 'Collect', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({});'),
    });

    const load = new DynamoGetItem(this, 'Load Invoice', {
      table: this.invoices,
      key: { id: DynamoAttributeValue.fromString(JsonPath.stringAt('$.invoiceId')) },
      resultPath: '$.invoice',
    });
    const remind = new SnsPublish(this, 'Remind', {
      topic: this.topic,
      message: TaskInput.fromText(JsonPath.format('Please pay invoice {}', JsonPath.stringAt('$.invoiceId'))),
      resultPath: JsonPath.DISCARD,
    });
    const threeDays = new Wait(this, 'Three Days', { time: WaitTime.duration(Duration.days(3)) });
    const handOver = new LambdaInvoke(this, 'Hand Over', {
      lambdaFunction: collect,
      payloadResponseOnly: true,
      resultPath: JsonPath.DISCARD,
    });
    handOver.next(new Fail(this, 'Unpaid', { error: 'Unpaid', cause: 'handed over to collection' }));

    const paid = new Choice(this, 'Paid?')
      .when(Condition.stringEquals('$.invoice.Item.status.S', 'PAID'), new Succeed(this, 'Done'))
      .when(Condition.timestampLessThanJsonPath('$.due', '$$.State.EnteredTime'), handOver)
      .otherwise(remind.next(threeDays).next(load));
    load.next(paid);
    new StateMachine(this, 'Dunning', { definitionBody: DefinitionBody.fromChainable(load) });
  }
}
