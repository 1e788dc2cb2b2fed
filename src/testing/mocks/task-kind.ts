/** How a task's service passes data: decides what a raw result looks like and whether a handler can answer. */
export type TaskKind = 'lambdaInvoke' | 'lambdaSdk' | 'lambdaArn' | 'activity' | 'service';

const KINDS: readonly (readonly [RegExp, TaskKind])[] = [
  [/^arn:[^:]*:states:[^:]*:[^:]*:lambda:invoke(?:\.|$)/, 'lambdaInvoke'],
  [/^arn:[^:]*:states:[^:]*:[^:]*:aws-sdk:lambda:invoke(?:\.|$)/, 'lambdaSdk'],
  [/^arn:[^:]*:states:[^:]*:[^:]*:activity:/, 'activity'],
  [/^arn:[^:]*:states:/, 'service'],
];

/** Gives the kind of a `Resource`; what is no service of Step Functions is a Lambda function called by its ARN. */
export function taskKindOf(resource: string): TaskKind {
  return KINDS.find(([pattern]) => pattern.test(resource))?.[1] ?? 'lambdaArn';
}

/** Tells whether a task waits for a token or a worker: nobody needs to mock it. */
export function waitsForAnswer(resource: string): boolean {
  return resource.endsWith('.waitForTaskToken') || taskKindOf(resource) === 'activity';
}
