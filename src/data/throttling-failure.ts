import { isServiceResource, parseResource } from '../asl';
import { errorPrefixOf } from './error-prefixes';

/** Errors of services that have one of their own for too many requests, as optimised integrations name them. */
const OWN: Readonly<Record<string, string>> = {
  lambda: 'Lambda.TooManyRequestsException',
  dynamodb: 'DynamoDB.ProvisionedThroughputExceededException',
  states: 'StepFunctions.ThrottlingException',
  sns: 'SNS.ThrottledException',
};

/** The same through `aws-sdk`, where names of services are spelt as the SDK for Java 2 does. */
const OWN_OF_SDK: Readonly<Record<string, string>> = {
  lambda: 'Lambda.TooManyRequestsException',
  dynamodb: 'DynamoDb.ProvisionedThroughputExceededException',
  sfn: 'Sfn.ThrottlingException',
  sns: 'Sns.ThrottledException',
};

/** The error and cause of an attempt that a service refuses because it is asked too often. @param error another name than the service's own */
export function throttlingFailure(resource: string, error: string | undefined): { readonly error: string; readonly cause: string } {
  const name = error ?? throttlingName(resource);
  const service = name.split('.')[0] as string;
  return { error: name, cause: `Rate exceeded (Service: ${service}, Status Code: ${service === 'Lambda' ? 429 : 400})` };
}

function throttlingName(resource: string): string {
  const call = parseResource(resource);
  if (!isServiceResource(call)) return OWN.lambda as string;
  const { kind, service } = call;
  const own = kind === 'sdk' ? OWN_OF_SDK : OWN;
  if (Object.hasOwn(own, service)) return own[service] as string;
  const known = errorPrefixOf(resource);
  if (known !== undefined) return `${known}.ThrottlingException`;
  return `${service.charAt(0).toUpperCase()}${service.slice(1)}.ThrottlingException`;
}
