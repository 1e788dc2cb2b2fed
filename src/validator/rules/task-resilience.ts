import { childPointer, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { Rule } from '../rule';
import { type ReadResource, readResource } from '../services/read-resource';
import { unretriedCompensations } from './compensations';

const TRANSIENT = [
  'States.ALL',
  'States.TaskFailed',
  'Lambda.ServiceException',
  'Lambda.TooManyRequestsException',
  'Lambda.SdkClientException',
  'Lambda.AWSLambdaException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
];

/** Warns of a Lambda task whose transient failures neither it retries nor a Map or Parallel around it. */
export const lambdaRetry: Rule = {
  name: 'LAMBDA_WITHOUT_RETRY',
  severity: 'WARNING',
  aws: false,
  *check({ states, groups, problems, isBrokenWithin }) {
    // A compensation without any retrier is another rule's finding.
    const compensating = new Set(problems.length > 0 ? [] : groups.flatMap(({ group }) => unretriedCompensations(group)));
    for (const { node, state, around } of states) {
      // What is wrong with its retriers is said already.
      if (compensating.has(node) || isBrokenWithin(childPointer(node.pointer, 'Retry'))) continue;
      const resource = taskResource(node.type, state);
      const isLambda = resource?.kind === 'lambda' || (resource?.kind === 'integration' && resource.service === 'lambda');
      if (!isLambda || [state, ...around.map(({ fields }) => fields)].some((each) => retries(ownKey(each as never, 'Retry')))) continue;
      yield {
        pointer: node.pointer,
        message: `State "${node.name}" does not retry transient errors of Lambda`,
        hint: 'add a retrier for Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException and Lambda.TooManyRequestsException',
      };
    }
  },
};

/** Warns of a job that is waited for without an end. */
export const taskTimeout: Rule = {
  name: 'TASK_WITHOUT_TIMEOUT',
  severity: 'WARNING',
  aws: false,
  *check({ states, machine }) {
    if (machine.timeoutSeconds !== undefined) return;
    for (const { node, state } of states) {
      const resource = taskResource(node.type, state);
      if (!resource || !waitsForJob(resource) || has(state, 'TimeoutSeconds') || hasOwnLimit(resource, state)) continue;
      yield {
        pointer: node.pointer,
        message: `State "${node.name}" waits for its job without TimeoutSeconds: a job that hangs keeps the execution open for up to a year`,
        hint: 'add "TimeoutSeconds" to the state or to the machine',
      };
    }
  },
};

/** Warns of every other call without a limit of its own: off unless asked for, since services end the calls of nearly all tasks by themselves. */
export const callTimeout: Rule = {
  name: 'CALL_WITHOUT_TIMEOUT',
  severity: 'WARNING',
  aws: false,
  optional: true,
  *check({ states, machine, type }) {
    // An EXPRESS execution ends after five minutes, one with a machine timeout when that is over.
    if (type === 'EXPRESS' || machine.timeoutSeconds !== undefined) return;
    for (const { node, state } of states) {
      const resource = taskResource(node.type, state);
      if (!resource || waitsForCaller(resource) || waitsForJob(resource) || has(state, 'TimeoutSeconds')) continue;
      yield {
        pointer: node.pointer,
        message: `State "${node.name}" has no TimeoutSeconds`,
        hint: 'add "TimeoutSeconds" to the state or to the machine',
      };
    }
  },
};

/** Warns of a callback or activity that waits without an end. */
export const callbackTimeout: Rule = {
  name: 'CALLBACK_WITHOUT_TIMEOUT',
  severity: 'WARNING',
  aws: false,
  *check({ states, machine }) {
    if (machine.timeoutSeconds !== undefined) return;
    for (const { node, state } of states) {
      const resource = taskResource(node.type, state);
      if (!resource || !waitsForCaller(resource) || has(state, 'TimeoutSeconds') || has(state, 'HeartbeatSeconds')) continue;
      yield {
        pointer: node.pointer,
        message: `State "${node.name}" waits for an answer that may never come`,
        hint:
          resource.kind === 'activity'
            ? 'add "TimeoutSeconds" to the machine, and to the state: that of the state counts only once a worker polls'
            : 'add "TimeoutSeconds" or "HeartbeatSeconds"',
      };
    }
  },
};

/** Warns of a heartbeat that comes no sooner than the timeout. */
export const heartbeatEqualsTimeout: Rule = {
  name: 'HEARTBEAT_EQUALS_TIMEOUT',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const heartbeat = ownKey(state, 'HeartbeatSeconds');
      if (typeof heartbeat !== 'number' || heartbeat !== ownKey(state, 'TimeoutSeconds')) continue;
      yield {
        pointer: childPointer(node.pointer, 'HeartbeatSeconds'),
        message: `State "${node.name}": HeartbeatSeconds equals TimeoutSeconds, so the heartbeat never matters`,
        hint: 'make it less than TimeoutSeconds',
      };
    }
  },
};

/**
 * Warns of a heartbeat of a task of which nothing is heard: AWS counts it for activities and for tasks that have a token, which those have that wait.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html
 */
export const heartbeatUnheard: Rule = {
  name: 'HEARTBEAT_UNHEARD',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const resource = taskResource(node.type, state);
      if (!resource || !has(state, 'HeartbeatSeconds') || !answersItself(resource)) continue;
      const field = ownKey(state, 'HeartbeatSeconds') === undefined ? 'HeartbeatSecondsPath' : 'HeartbeatSeconds';
      yield {
        pointer: childPointer(node.pointer, field),
        message: `State "${node.name}": ${field} has no effect, since nobody can send heartbeats for a call that answers by itself`,
        hint: 'bound the call by "TimeoutSeconds", or wait for a task token with ".waitForTaskToken"',
      };
    }
  },
};

function answersItself(resource: ReadResource): boolean {
  if (resource.kind === 'lambda') return true;
  return (resource.kind === 'integration' || resource.kind === 'sdk') && resource.pattern === 'requestResponse';
}

function taskResource(type: string, state: JsonObject): ReadResource | undefined {
  const resource = type === 'Task' ? ownKey(state, 'Resource') : undefined;
  return typeof resource === 'string' ? readResource(resource) : undefined;
}

function waitsForCaller(resource: ReadResource): boolean {
  return (
    resource.kind === 'activity' || ((resource.kind === 'integration' || resource.kind === 'sdk') && resource.pattern === 'waitForCallback')
  );
}

function waitsForJob(resource: ReadResource): boolean {
  return resource.kind === 'integration' && resource.pattern === 'runJob';
}

/** Jobs that their service ends within hours, whatever the task says. */
const ENDED_BY_SERVICE: ReadonlySet<string> = new Set(['athena', 'codebuild']);
/** The parameters by which the task limits its job. */
const JOB_LIMITS = ['Timeout', 'StoppingCondition', 'ExecutionTimeoutMinutes'];

function hasOwnLimit(resource: ReadResource, state: JsonObject): boolean {
  if (resource.kind !== 'integration') return false;
  if (ENDED_BY_SERVICE.has(resource.service)) return true;
  const given = ownKey(state, 'Parameters') ?? ownKey(state, 'Arguments');
  return isJsonObject(given) && JOB_LIMITS.some((name) => Object.hasOwn(given, name) || Object.hasOwn(given, `${name}.$`));
}

function has(state: JsonObject, field: string): boolean {
  return ownKey(state, field) !== undefined || ownKey(state, `${field}Path`) !== undefined;
}

function retries(retry: JsonValue | undefined): boolean {
  if (!isJsonArray(retry)) return false;
  return retry.some((retrier) => {
    const names = isJsonObject(retrier) ? ownKey(retrier, 'ErrorEquals') : undefined;
    return (
      Array.isArray(names) && names.some((name) => TRANSIENT.includes(String(name))) && ownKey(retrier as JsonObject, 'MaxAttempts') !== 0
    );
  });
}
