/** Optimised integrations whose service has another name in the SDK. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['emr-containers', 'emrcontainers'],
  ['emr-serverless', 'emrserverless'],
  ['elasticmapreduce', 'emr'],
  ['events', 'eventbridge'],
  ['states', 'sfn'],
]);

/** The name that the SDK and its models have for the service of an optimised integration. */
export function sdkServiceName(service: string): string {
  return RENAMED.get(service) ?? service;
}
