import { loadService } from '../../data';
import { modelOf } from './integration-calls';
import { readResource } from './read-resource';

/** What integrations may put beside the fields of the answer itself. */
const BESIDE = ['SdkHttpMetadata', 'SdkResponseMetadata'];
/** Optimised integrations whose answer is that of the SDK, as it is. */
const PLAIN = new Set(['dynamodb', 'events', 'lambda', 'sns', 'sqs']);

/**
 * The names of the fields that the result of a task can have at most, or undefined where that is not known for sure: for functions called by
 * their ARN, jobs and callbacks, and answers whose names the SDK may spell in another way.
 */
export function answerFields(resource: string): readonly string[] | undefined {
  const parsed = readResource(resource);
  if ((parsed.kind !== 'sdk' && parsed.kind !== 'integration') || parsed.pattern !== 'requestResponse') return undefined;
  const sdk = parsed.kind === 'sdk';
  const model = sdk || PLAIN.has(parsed.service) ? modelOf({ sdk, service: parsed.service }) : undefined;
  const service = model === undefined ? undefined : loadService(model);
  const answer = service?.operations[capitalised(parsed.action)]?.[1];
  const shape = typeof answer === 'number' ? service?.shapes[answer] : undefined;
  if (shape === undefined || Array.isArray(shape)) return undefined;
  const names = Object.keys(shape).map((name) => capitalised(name.replace(/^\*/, '')));
  // The SDK for Java writes `DBInstances` as `DbInstances`: what else it turns is not known. Optimised integrations keep the names (recorded: MD5OfMessageBody).
  return sdk && names.some((name) => /[A-Z]{2}|[^A-Za-z]/.test(name)) ? undefined : [...names, ...BESIDE];
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
