/**
 * How a task waits for its work: for the answer to its request only, for the job that the request starts (`.sync`), or for whoever gets its token
 * (`.waitForTaskToken`). The three patterns of the Step Functions developer guide.
 */
export type IntegrationPattern = 'requestResponse' | 'runJob' | 'waitForCallback';

/** A call of a service. */
export interface ServiceResource {
  /** An optimised integration, or one that goes through the AWS SDK. */
  readonly kind: 'integration' | 'sdk';
  /** `dynamodb`, without `aws-sdk:`. */
  readonly service: string;
  /** `putItem`, without the pattern; empty where nothing names one. */
  readonly action: string;
  /** What follows the first dot: `sync`, `sync:2`, `waitForTaskToken`, or a word that means nothing; empty without a dot. */
  readonly suffix: string;
  /** Undefined where the suffix means nothing. */
  readonly pattern: IntegrationPattern | undefined;
}

/** A Lambda function, called by its own ARN. */
export interface FunctionResource {
  readonly kind: 'lambda';
  /** What follows the name of the function; undefined where nothing does. */
  readonly qualifier: string | undefined;
}

/** What the `Resource` of a task means. Of `other` nothing is known: another kind of ARN, or text that is not one. */
export type TaskResource = ServiceResource | FunctionResource | { readonly kind: 'activity' } | { readonly kind: 'other' };

const PATTERNS: ReadonlyMap<string, IntegrationPattern> = new Map([
  ['', 'requestResponse'],
  ['sync', 'runJob'],
  ['sync:2', 'runJob'],
  ['waitForTaskToken', 'waitForCallback'],
]);
const STATES = /^arn:[^:]*:states:[^:]*:[^:]*:(.+)$/s;
const FUNCTION = /^arn:[^:]*:lambda:(?:[^:]*:[^:]*:function:[^:]*(?::(.*))?)?/s;
const SDK = 'aws-sdk:';
const ACTIVITY: TaskResource = Object.freeze({ kind: 'activity' });
const OTHER: TaskResource = Object.freeze({ kind: 'other' });
const MOST_KEPT = 2_000;

const kept = new Map<string, TaskResource>();

/** Reads the `Resource` of a task, as all rooms do. Text of any kind is taken: whether AWS accepts it is the validator's question. */
export function parseResource(resource: string): TaskResource {
  const known = kept.get(resource);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const read = Object.freeze(readResource(resource));
  kept.set(resource, read);
  return read;
}

/** Tells calls of services from functions, activities and what is not known. */
export function isServiceResource(resource: TaskResource): resource is ServiceResource {
  return resource.kind === 'integration' || resource.kind === 'sdk';
}

/** How a task waits for its work. Functions answer a request; of what is not known the same is assumed. */
export function patternOf(resource: string): IntegrationPattern | 'activity' {
  const parsed = parseResource(resource);
  if (parsed.kind === 'activity') return 'activity';
  return (isServiceResource(parsed) ? parsed.pattern : undefined) ?? 'requestResponse';
}

/** What histories call a service and its action: `aws-sdk:sqs` and `sendMessage.waitForTaskToken`. */
export function recordedNames({ kind, service, action, suffix }: ServiceResource): {
  readonly resource: string;
  readonly resourceType: string;
} {
  return { resource: suffix === '' ? action : `${action}.${suffix}`, resourceType: kind === 'sdk' ? `${SDK}${service}` : service };
}

function readResource(resource: string): TaskResource {
  const states = STATES.exec(resource)?.[1];
  if (states !== undefined) return ofStates(states);
  const lambda = FUNCTION.exec(resource);
  return lambda === null ? OTHER : { kind: 'lambda', qualifier: lambda[1] };
}

function ofStates(rest: string): TaskResource {
  if (rest.startsWith('activity:')) return ACTIVITY;
  const sdk = rest.startsWith(SDK);
  const [service = '', ...call] = (sdk ? rest.slice(SDK.length) : rest).split(':');
  const [action = '', ...suffixes] = call.join(':').split('.');
  const suffix = suffixes.join('.');
  return { kind: sdk ? 'sdk' : 'integration', service, action, suffix, pattern: PATTERNS.get(suffix) };
}
