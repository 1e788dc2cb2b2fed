import { SDK_ERROR_PREFIXES } from './error-prefixes';
import { editDistance } from './nearest-name';

/** What the Lambda integration fails with, beside the errors of the function itself. */
export const LAMBDA_ERRORS = Object.freeze([
  'AWSLambdaException',
  'ClientExecutionTimeoutException',
  'ResourceNotFoundException',
  'SdkClientException',
  'ServiceException',
  'TooManyRequestsException',
  'Unknown',
] as const);

/** What starting an execution fails with. */
export const START_ERRORS = Object.freeze([
  'ExecutionAlreadyExistsException',
  'ExecutionLimitExceededException',
  'StateMachineDeletingException',
  'StateMachineDoesNotExistException',
] as const);

/** Errors of services that a workflow does something about, by what stands before their dot. */
export const SERVICE_ERRORS = Object.freeze({
  DynamoDb: [
    'ConditionalCheckFailedException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceededException',
    'ResourceNotFoundException',
    'TransactionCanceledException',
    'TransactionConflictException',
  ],
  Lambda: ['ResourceNotFoundException', 'TooManyRequestsException'],
  S3: ['NoSuchBucketException', 'NoSuchKeyException'],
  SecretsManager: ['ResourceNotFoundException'],
  Sfn: ['ExecutionAlreadyExistsException', 'ExecutionLimitExceededException', 'InvalidTokenException', 'StateMachineDoesNotExistException'],
  Sns: ['NotFoundException'],
  Sqs: ['QueueDoesNotExistException'],
} as const);

const known: readonly string[] = [
  ...LAMBDA_ERRORS.map((name) => `Lambda.${name}`),
  ...START_ERRORS.map((name) => `StepFunctions.${name}`),
  ...Object.entries(SERVICE_ERRORS).flatMap(([prefix, names]) => names.map((name) => `${prefix}.${name}`)),
  ...Object.values(SDK_ERROR_PREFIXES).flatMap((prefix) => [`${prefix}.${prefix}Exception`, `${prefix}.SdkClientException`]),
];

/** So many letters apart are misspellings, and no two names of AWS. */
const MOST_LETTERS = 2;

/**
 * The error of a service that a name with the same service before its dot is a misspelling of; undefined for a name that is known,
 * and for one that is like none of them.
 */
export function misspeltServiceError(name: string): string | undefined {
  const service = name.slice(0, name.indexOf('.') + 1);
  const like = known.filter((candidate) => service !== '' && candidate.startsWith(service));
  if (like.includes(name)) return undefined;
  if (like.includes(`${name}Exception`)) return `${name}Exception`;
  return like.find((candidate) => editDistance(candidate.toLowerCase(), name.toLowerCase(), MOST_LETTERS + 1) <= MOST_LETTERS);
}
