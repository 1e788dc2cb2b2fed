import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Choice, Condition, DefinitionBody, JsonPath, Pass, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { fromState, handler, invoke, pass, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

/** Two machines: a plain one with a typed part in it, and a workflow with a plain part in it. Their states mix JSONPath and JSONata. */
export class PlainBesideBuildersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const charge = handler<{ orderId: string; amount: number }, { receiptId: string }>(
      inlineFunction(this, 'Charge', "async ({ orderId }) => ({ receiptId: 'r-' + orderId })"),
    );
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    const payment = workflow<Order>().next(
      invoke('Charge Card', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' }),
    );
    const notify = (name: string) =>
      new SnsPublish(this, name, {
        topic,
        message: TaskInput.fromText(JsonPath.format('charged {}', JsonPath.stringAt('$.receipt.receiptId'))),
        resultPath: JsonPath.DISCARD,
      });

    const large = new Choice(this, 'Large?')
      .when(Condition.numberGreaterThan('$.total', 1000), new Pass(this, 'Large'))
      .otherwise(new Pass(this, 'Small'));
    const plain = new StateMachine(this, 'Plain', {
      definitionBody: DefinitionBody.fromChainable(large.afterwards().next(payment.toChainable(this)).next(notify('Tell Everybody'))),
    });

    type Charged = Order & { readonly receipt: { readonly receiptId: string } };
    const typedFlow = payment
      .next(fromState<Charged, Charged>(notify('Tell Them')))
      .next(pass('Summary', { output: ({ input }) => ({ orderId: input.orderId, receiptId: input.receipt.receiptId }) }));
    const built = new Workflow(this, 'Typed', { definition: typedFlow });

    new CfnOutput(this, 'MachineArn', { value: plain.stateMachineArn });
    new CfnOutput(this, 'TypedMachineArn', { value: built.stateMachineArn });
  }
}
