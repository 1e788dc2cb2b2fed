import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface Request {
  readonly orderId: string;
}

export interface Order {
  readonly total: number;
}

export interface Refund {
  readonly refundId: string;
}

/** What the workflow calls: two functions and a topic. */
export class RefundResources extends Construct {
  readonly loadOrder = this.lambda('LoadOrder');
  readonly refund = this.lambda('Refund');
  readonly topic = new Topic(this, 'Topic');

  private lambda(id: string): LambdaFunction {
    const code = Code.fromInline('exports.handler = async (event) => event;');
    return new LambdaFunction(this, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
  }
}
