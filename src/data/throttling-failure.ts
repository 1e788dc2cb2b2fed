import { isServiceResource, parseResource } from '../asl';
import { errorPrefixOf } from './error-prefixes';

/** Services that have an error of their own for too many requests. */
const OWN: Readonly<Record<string, string>> = {
  lambda: 'TooManyRequestsException',
  dynamodb: 'ProvisionedThroughputExceededException',
  sns: 'ThrottledException',
};

/** The error and cause of an attempt that a service refuses because it is asked too often. @param error another name than the service's own */
export function throttlingFailure(resource: string, error: string | undefined): { readonly error: string; readonly cause: string } {
  const name = error ?? throttlingName(resource);
  const service = name.split('.')[0]!;
  return { error: name, cause: `Rate exceeded (Service: ${service}, Status Code: ${service === 'Lambda' ? 429 : 400})` };
}

function throttlingName(resource: string): string {
  const call = parseResource(resource);
  if (!isServiceResource(call)) return `Lambda.${OWN.lambda}`;
  const { service } = call;
  const prefix = errorPrefixOf(resource) ?? `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  return `${prefix}.${Object.hasOwn(OWN, service) ? OWN[service] : 'ThrottlingException'}`;
}
