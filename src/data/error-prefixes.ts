import { isServiceResource, OPTIMISED_ERROR_PREFIXES, parseResource, SDK_ERROR_PREFIXES } from '../asl';
import { serviceNames } from './load-service';

/** The service whose name stands before the dot in the errors of a task. */
export interface ErrorPrefix {
  /** As the service spells it, `DynamoDB`; undefined where only the letters are known. */
  readonly spelt: string | undefined;
  /** Its letters, and those of other names it has, in lower case. */
  readonly letters: readonly string[];
}

/** An error that a task never fails with. */
export interface ForeignError {
  /** What its errors begin with, `DynamoDB.`; undefined where that is not known, or where several tasks are asked. */
  readonly begins: string | undefined;
  /** The name that was meant, when only the spelling of the service is another. */
  readonly instead: string | undefined;
}

/** Beside `States.Http.…`, what EventBridge says of the connection: `Events.ConnectionResource.…`. */
const HTTP = lettersOnly('events', 'http');

/**
 * Optimised integrations. Recorded on AWS: DynamoDB, EventBridge, Lambda, SNS and StepFunctions. A failed execution that its owner quotes shows Athena
 * (aws/aws-cdk issue 16133). Batch, CodeBuild, ECS, Glue, S3, SageMaker and SQS stand so in the retriers of published definitions alone, which shows what
 * their authors meant, not what the service answered.
 */
const OPTIMISED: Readonly<Record<string, ErrorPrefix>> = {
  ...Object.fromEntries(Object.entries(OPTIMISED_ERROR_PREFIXES).map(([service, name]) => [service, spelt(name)])),
  apigateway: lettersOnly('apigateway'),
  bedrock: lettersOnly('bedrock', 'bedrockruntime'),
  bedrockagentcore: lettersOnly('bedrockagentcore'),
  databrew: lettersOnly('databrew', 'gluedatabrew'),
  eks: lettersOnly('eks'),
  elasticmapreduce: lettersOnly('elasticmapreduce', 'emr'),
  'emr-containers': lettersOnly('emrcontainers'),
  'emr-serverless': lettersOnly('emrserverless'),
  // Of entries that are not put, and of connections.
  events: { spelt: OPTIMISED_ERROR_PREFIXES.events, letters: ['eventbridge', 'events'] },
  http: HTTP,
  mediaconvert: lettersOnly('mediaconvert'),
};

/** What has a placeholder in it is not a name. */
const WORD = /^[A-Za-z0-9-]+$/;

const SDK: ReadonlyMap<string, string> = new Map(Object.entries(SDK_ERROR_PREFIXES));

/**
 * What the errors of a task begin with, by its `Resource`; undefined where anything may come: Lambda functions, workers of activities and whoever has a
 * token raise errors of their own, and a resource with a placeholder is not known. Errors that begin with `States.` come from any task.
 */
export function errorPrefix(resource: string): ErrorPrefix | undefined {
  const call = parseResource(resource);
  if (!isServiceResource(call) || call.pattern === 'waitForCallback' || !WORD.test(call.service) || !WORD.test(call.action))
    return undefined;
  const { kind, service, action } = call;
  if (kind === 'sdk') return { spelt: SDK.get(service), letters: [service] };
  // A function's own errors have names of its own.
  if (service === 'lambda' && action === 'invoke') return undefined;
  return Object.hasOwn(OPTIMISED, service) ? OPTIMISED[service] : undefined;
}

/**
 * Tells an error that none of some tasks fails with: one that begins with the name of another service, or with their own spelt in another way. Undefined for
 * names without a service before the dot, and where a task may fail with anything.
 */
export function foreignError(name: string, resources: readonly string[]): ForeignError | undefined {
  const dot = name.indexOf('.');
  const before = name.slice(0, Math.max(0, dot));
  if (before === '' || before === 'States' || resources.length === 0) return undefined;
  const prefixes: ErrorPrefix[] = [];
  for (const resource of resources) {
    const prefix = errorPrefix(resource);
    if (prefix === undefined) return undefined;
    prefixes.push(prefix);
  }
  const letters = withoutCompany(before.toLowerCase());
  if (letters === 'http' && prefixes.includes(HTTP)) return { begins: 'States.Http.', instead: `States.Http${name.slice(dot)}` };
  const own = prefixes.filter((prefix) => prefix.letters.includes(letters));
  if (own.some((prefix) => prefix.spelt === undefined || prefix.spelt === before)) return undefined;
  if (own.length === 0 && !isService(letters)) return undefined;
  const [only, another] = new Set(prefixes.map((prefix) => prefix.spelt));
  const begins = own[0]?.spelt ?? (another === undefined ? only : undefined);
  return {
    begins: begins === undefined ? undefined : `${begins}.`,
    instead: sameService(own[0] ?? prefixes[0], letters) && begins !== undefined ? `${begins}${name.slice(dot)}` : undefined,
  };
}

/** The name that a service has in errors, for those who make one up. */
export function errorPrefixOf(resource: string): string | undefined {
  const call = parseResource(resource);
  if (!isServiceResource(call)) return undefined;
  if (call.kind === 'sdk') return SDK.get(call.service);
  return Object.hasOwn(OPTIMISED, call.service) ? OPTIMISED[call.service]?.spelt : undefined;
}

/** Names of one service in the two kinds of integrations that differ by more than their case. */
const TWINS: readonly (readonly string[])[] = [
  ['stepfunctions', 'sfn'],
  ['eventbridge', 'events'],
];

function sameService(prefix: ErrorPrefix | undefined, letters: string): boolean {
  if (prefix === undefined) return false;
  return (
    prefix.letters.includes(letters) ||
    TWINS.some((names) => names.includes(letters) && prefix.letters.some((each) => names.includes(each)))
  );
}

/** The clients of the SDK for Java 1, which error names of optimised integrations come from, are called `AWSLambda` and `AmazonSNS`; no error begins so. */
function withoutCompany(letters: string): string {
  const short = letters.replace(/^(?:aws|amazon)/, '');
  return isService(short) ? short : letters;
}

let services: ReadonlySet<string> | undefined;

function isService(letters: string): boolean {
  services ??= new Set([...serviceNames(), ...Object.values(OPTIMISED).flatMap((prefix) => prefix.letters)]);
  return services.has(letters);
}

function spelt(name: string): ErrorPrefix {
  return { spelt: name, letters: [name.toLowerCase()] };
}

function lettersOnly(...letters: readonly string[]): ErrorPrefix {
  return { spelt: undefined, letters };
}
