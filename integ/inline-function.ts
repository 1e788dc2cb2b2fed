import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A Lambda function whose handler is the text of one, so that an app deploys without building anything. */
export function inlineFunction(scope: Construct, id: string, handler: string): LambdaFunction {
  const code = Code.fromInline(`exports.handler = ${handler};`);
  return new LambdaFunction(scope, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
}
