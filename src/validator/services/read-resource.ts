import { isServiceResource, nearestName, parseResource, type TaskResource } from '../../asl';
import { PLACEHOLDER } from '../placeholder';

/**
 * A `Resource` that AWS refuses. `likely` says that something else may make an ARN of it before the deployment, `unrecorded` that no answer of AWS is
 * known.
 */
export interface InvalidResource {
  readonly kind: 'invalid';
  readonly reason: string;
  readonly likely?: true;
  readonly unrecorded?: true;
}

/** What the `Resource` of a task means to the validator. */
export type ReadResource = TaskResource | InvalidResource;

const QUALIFIER = /^(?:\$LATEST(?:\.PUBLISHED)?|[\w-]+)$/;
const FUNCTION = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:/;
const OTHER: TaskResource = { kind: 'other' };

const NAMELESS = invalid('write the name of the activity at the end: activity:NAME');
const EXECUTION = invalid('a task calls a function, an activity or a service integration, and this is the ARN of an execution');
/** What else the ARNs of Step Functions name. */
const NO_TASKS: ReadonlyMap<string, InvalidResource> = new Map([
  ['activity', NAMELESS],
  ...['execution', 'express', 'mapRun'].map((name): [string, InvalidResource] => [name, EXECUTION]),
]);

/** Reads the `Resource` of a task and judges its form. What holds a placeholder may be anything: nothing is said of it. */
export function readResource(resource: string): ReadResource {
  const wrong = wrongText(resource);
  if (wrong !== undefined) return invalid(wrong);
  const parsed = parseResource(resource);
  if (isServiceResource(parsed)) {
    const { service, action, suffix } = parsed;
    if ([service, action, suffix].some((part) => part.includes('${'))) return OTHER;
    return service === 'stateMachine' ? calledMachine(resource) : (NO_TASKS.get(service) ?? parsed);
  }
  if (parsed.kind === 'activity') return resource.endsWith(':activity:') ? NAMELESS : parsed;
  const placeholder = PLACEHOLDER.test(resource);
  if (parsed.kind === 'lambda' && FUNCTION.test(resource)) return wrongQualifier(parsed.qualifier) ?? parsed;
  if (parsed.kind === 'lambda' && !placeholder)
    return invalid('the ARN of a function looks like arn:aws:lambda:REGION:ACCOUNT:function:NAME', true);
  if (resource.startsWith('arn:') && !placeholder && resource.split(':').length < 6)
    return invalid('an ARN has six parts: arn:partition:service:region:account:resource');
  // A placeholder may stand for the whole ARN.
  if (placeholder) return OTHER;
  if (resource.startsWith('arn:')) return foreignArn(resource);
  const word = /^[A-Za-z]\w*(?::.*)?$/.test(resource);
  return invalid('write the ARN of a function or activity, or of an integration such as "arn:aws:states:::lambda:invoke"', word);
}

/** Tasks call functions, activities and services. The examples of the specification have ARNs of another kind, which AWS refuses. */
function foreignArn(resource: string): InvalidResource {
  const [, , service = ''] = resource.split(':');
  const nearest = nearestName(service, ['lambda', 'states']);
  if (nearest !== undefined) return invalid(`did you mean "${resource.replace(`:${service}:`, () => `:${nearest}:`)}"?`);
  return invalid(`a task calls a function, an activity or a service integration, and nothing of "${service}" by its ARN`, true);
}

/** No task calls a machine by its ARN. */
function calledMachine(resource: string): InvalidResource {
  const reason = `a task calls a state machine by "arn:aws:states:::states:startExecution.sync:2", with "StateMachineArn": "${resource}"`;
  return { ...invalid(reason, true), unrecorded: true };
}

function wrongText(resource: string): string | undefined {
  if (resource.includes('${') && !resource.includes('}', resource.indexOf('${'))) return 'close the placeholder with "}"';
  if (/^\$\$?(?:[.[]|$)/.test(resource)) return 'write the ARN itself: a path cannot stand here';
  if (resource.startsWith('{%')) return 'write the ARN itself: an expression cannot stand here';
  return /^\s+arn:|^arn:.*\s$/s.test(resource) ? 'remove the blanks around the ARN' : undefined;
}

function wrongQualifier(qualifier: string | undefined): InvalidResource | undefined {
  if (qualifier === undefined || QUALIFIER.test(qualifier) || /[$][{]|[<]/.test(qualifier)) return undefined;
  return invalid(
    qualifier === ''
      ? 'remove the colon at the end, or name a version or alias after it'
      : 'a version or alias has letters, digits, "-" and "_" only, or is $LATEST',
  );
}

function invalid(reason: string, likely = false): InvalidResource {
  return { kind: 'invalid', reason, ...(likely ? { likely } : {}) };
}
