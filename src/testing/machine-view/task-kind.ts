import { isServiceResource, parseResource, patternOf } from '../../asl';

/** How a task's service passes data: decides what a raw result looks like and whether a handler can answer. */
export type TaskKind = 'lambdaInvoke' | 'lambdaSdk' | 'lambdaArn' | 'activity' | 'service';

/** The kind of a `Resource`; what is not a service of Step Functions is a Lambda function called by its ARN. */
export function taskKindOf(resource: string): TaskKind {
  const parsed = parseResource(resource);
  if (parsed.kind === 'activity') return 'activity';
  if (!isServiceResource(parsed)) return 'lambdaArn';
  if (parsed.service !== 'lambda' || parsed.action !== 'invoke') return 'service';
  return parsed.kind === 'sdk' ? 'lambdaSdk' : 'lambdaInvoke';
}

/** Tells whether a task waits for a token or a worker: nobody needs to mock it. */
export function waitsForAnswer(resource: string): boolean {
  const pattern = patternOf(resource);
  return pattern === 'waitForCallback' || pattern === 'activity';
}
