import { activity } from './activity';
import type { Integration } from './integration';
import { lambdaFunction } from './lambda-function';
import { patternOf, serviceIntegration } from './service';

const SERVICE_ARN = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+)$/;
const ACTIVITY_ARN = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;
const LAMBDA_ARN = /^arn:[^:]*:lambda:/;

/** What a `Resource` means, or undefined when no such resource exists. */
export function integrationOf(resource: string): Integration | undefined {
  if (LAMBDA_ARN.test(resource)) return lambdaFunction(resource);
  if (ACTIVITY_ARN.test(resource)) return activity(resource);
  const service = SERVICE_ARN.exec(resource)?.[1];
  if (service === undefined) return undefined;
  // `aws-sdk:dynamodb:putItem` is the action of `aws-sdk:dynamodb`; `startExecution.sync:2` keeps its colon.
  const parts = /^((?:aws-sdk:)?[^:]+):(.+)$/.exec(service);
  if (parts === null) return undefined;
  const [, name, action] = parts as unknown as [string, string, string];
  return serviceIntegration(name, action, patternOf(action));
}
