import type { IntegrationPattern } from './integrations';

/** What the `Resource` of a task means. */
export type TaskResource =
  | {
      readonly kind: 'integration';
      readonly service: string;
      readonly action: string;
      readonly suffix: string;
      readonly pattern: IntegrationPattern | undefined;
    }
  | {
      readonly kind: 'sdk';
      readonly service: string;
      readonly action: string;
      readonly suffix: string;
      readonly pattern: IntegrationPattern | undefined;
    }
  | { readonly kind: 'activity' }
  | { readonly kind: 'lambda'; readonly qualifier: string | undefined }
  /** Something with a placeholder, or an ARN of another kind: nothing is said of it. */
  | { readonly kind: 'unknown' }
  /** Likely: what something else may make an ARN of before the deployment. */
  | { readonly kind: 'invalid'; readonly reason: string; readonly likely?: true };

const PATTERNS: ReadonlyMap<string, IntegrationPattern> = new Map([
  ['', 'requestResponse'],
  ['sync', 'sync'],
  ['sync:2', 'sync'],
  ['waitForTaskToken', 'waitForTaskToken'],
]);
const STATES = /^arn:[^:]*:states:[^:]*:[^:]*:(.+)$/s;
const FUNCTION = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]*)(?::(.*))?$/s;
/** `${x}`, `{{x}}`, `<x>`, `%x%`, `@x@`: the ways in which tools mark what they fill in. */
const PLACEHOLDER = /[$<{%@#]/;
const QUALIFIER = /^(?:\$LATEST(?:\.PUBLISHED)?|[\w-]+)$/;

/** Reads the `Resource` of a task. */
export function parseResource(resource: string): TaskResource {
  if (resource.includes('${') && !resource.includes('}', resource.indexOf('${')))
    return { kind: 'invalid', reason: 'close the placeholder with "}"' };
  if (resource.startsWith('{%')) return { kind: 'invalid', reason: 'write the ARN itself: an expression cannot stand here' };
  if (/^\s+arn:|^arn:.*\s$/s.test(resource)) return { kind: 'invalid', reason: 'remove the blanks around the ARN' };
  const states = STATES.exec(resource);
  if (states) return ofStates(states[1]!);
  const lambda = FUNCTION.exec(resource);
  if (lambda) return ofLambda(lambda[2]);
  const placeholder = PLACEHOLDER.test(resource);
  if (/^arn:[^:]*:lambda:/.test(resource) && !placeholder)
    return { kind: 'invalid', reason: 'the ARN of a function looks like arn:aws:lambda:REGION:ACCOUNT:function:NAME', likely: true };
  if (resource.startsWith('arn:') && !placeholder && resource.split(':').length < 6)
    return { kind: 'invalid', reason: 'an ARN has six parts: arn:partition:service:region:account:resource' };
  // A placeholder may stand for the whole ARN; other kinds of resource are the business of the service.
  if (placeholder || resource.includes(':')) return { kind: 'unknown' };
  return {
    kind: 'invalid',
    reason: 'write the ARN of a function or activity, or of an integration such as "arn:aws:states:::lambda:invoke"',
    ...(/^[A-Za-z]\w*$/.test(resource) ? { likely: true } : {}),
  };
}

function ofStates(rest: string): TaskResource {
  if (rest.startsWith('activity:')) return { kind: 'activity' };
  if (rest.startsWith('stateMachine:') || rest.includes('${')) return { kind: 'unknown' };
  const sdk = rest.startsWith('aws-sdk:');
  const [service = '', ...call] = (sdk ? rest.slice('aws-sdk:'.length) : rest).split(':');
  const [action = '', ...suffixes] = call.join(':').split('.');
  const suffix = suffixes.join('.');
  return { kind: sdk ? 'sdk' : 'integration', service, action, suffix, pattern: PATTERNS.get(suffix) };
}

function ofLambda(qualifier: string | undefined): TaskResource {
  if (qualifier === undefined || QUALIFIER.test(qualifier) || /[$][{]|[<]/.test(qualifier)) return { kind: 'lambda', qualifier };
  return {
    kind: 'invalid',
    reason:
      qualifier === ''
        ? 'remove the colon at the end, or name a version or alias after it'
        : 'a version or alias has letters, digits, "-" and "_" only, or is $LATEST',
  };
}
