import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Lambda functions that somebody else deploys, by name. */
export function lambdaNamed(scope: Construct, name: string) {
  return LambdaFunction.fromFunctionName(scope, name, name);
}
