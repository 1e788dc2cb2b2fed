import { DefinitionError, isJsonObject, type JsonValue, messageJson, ownKey, type TaskState } from '../../asl';
import {
  type CompiledValue,
  compileJsonataTyped,
  compileJsonataValue,
  compilePath,
  compilePayloadTemplate,
  EvaluationError,
} from '../../data';
import { CALLS } from '../counts/slots';
import type { Visit } from '../engine/visit';
import { prepareInput, prepareOutput, selectOrFail } from '../fields/language-fields';
import { withinPayloadLimit } from '../fields/state-input-size';
import type { ScheduledExtras } from '../history/event-details';
import { integrationOf } from '../integrations/resource';
import { type AttemptTimeouts, TaskAttempt } from '../integrations/task-attempt';
import { makeTaskToken } from '../integrations/task-tokens';
import { fieldNotInteger, fieldOutOfRange, mustBePositive, mustBeString, notAnInteger } from '../messages';
import { mostSeconds } from '../quotas/quota-switches';
import type { StateKind } from './kind';

/** Task: one attempt at a resource, answered by the handler of the run. */
export const task: StateKind<'Task'> = {
  entered: 'TaskStateEntered',
  exited: 'TaskStateExited',
  failed: undefined,
  aborted: 'TaskStateAborted',
  prepare(node) {
    const { fields } = node;
    const jsonata = node.queryLanguage === 'JSONata';
    const integration = integrationOf(fields.Resource);
    if (integration === undefined) {
      throw new DefinitionError([
        {
          code: 'UNKNOWN_RESOURCE',
          stateName: node.name,
          pointer: `${node.pointer}/Resource`,
          expected: 'the ARN of a Lambda function, an activity or a service integration',
          received: fields.Resource,
        },
      ]);
    }
    const input = prepareInput(node);
    const output = prepareOutput(node);
    const timeout = prepareSeconds('TimeoutSeconds', fields, jsonata);
    const heartbeat = prepareSeconds('HeartbeatSeconds', fields, jsonata);
    const credentials = prepareCredentials(fields, jsonata);
    // Recorded: a `.sync` call that starts an execution can read a token as well.
    const tokens =
      integration.pattern === 'waitForCallback' ||
      integration.pattern === 'activity' ||
      (integration.pattern === 'runJob' && integration.serviceName === 'states');
    const shaped = fields.Parameters !== undefined || fields.Arguments !== undefined;
    const plain = timeout === undefined && heartbeat === undefined && credentials === undefined;
    return (visit) => {
      if (tokens) visit.waits().taskToken = makeTaskToken(visit);
      const parameters = shaped ? withinPayloadLimit(visit, input(visit)) : input(visit);
      visit.input = visit.stateInput;
      const timeouts = plain ? NO_TIMEOUTS : { timeoutSeconds: timeout?.(visit), heartbeatSeconds: heartbeat?.(visit) };
      integration.check(visit, parameters);
      const extras = plain ? NO_EXTRAS : scheduledExtras(timeouts, credentials?.evaluate(visit));
      integration.scheduled(visit, parameters, extras);
      visit.run.counts.add(visit.state.slot + CALLS);
      return new TaskAttempt(visit, integration, fields.Resource, parameters, timeouts, output).begin();
    };
  },
};

const NO_TIMEOUTS: AttemptTimeouts = Object.freeze({ timeoutSeconds: undefined, heartbeatSeconds: undefined });
const NO_EXTRAS: ScheduledExtras = Object.freeze({});

type Seconds = (visit: Visit) => number;

function prepareSeconds(field: 'TimeoutSeconds' | 'HeartbeatSeconds', fields: TaskState, jsonata: boolean): Seconds | undefined {
  const path = fields[`${field}Path`];
  if (path !== undefined) {
    const compiled = compilePath(path);
    return (visit) => {
      const value = selectOrFail(compiled, visit);
      if (isPositiveInteger(value) && value <= mostSeconds(visit)) return value;
      const text = typeof value === 'string' ? value : messageJson(value);
      const problem = Number.isInteger(value) ? wrongSize(field, value as number) : notAnInteger(`${field}Path`, text, path);
      throw new EvaluationError('States.Runtime', problem);
    };
  }
  const value = fields[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number') return () => value;
  if (!jsonata) return undefined;
  const compiled = compileJsonataTyped(value, field, 'number');
  return (visit) => {
    const seconds = compiled.evaluate(visit) as number;
    if (isPositiveInteger(seconds) && seconds <= mostSeconds(visit)) return seconds;
    const problem = Number.isInteger(seconds) ? wrongSize(field, seconds) : fieldNotInteger(field, String(seconds));
    throw new EvaluationError('States.QueryEvaluationError', problem, field);
  };
}

/** The service's range begins with 0, which no task could answer in. */
function wrongSize(field: string, value: number): string {
  return value === 0 ? mustBePositive(field) : fieldOutOfRange(field, String(value));
}

function isPositiveInteger(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function prepareCredentials(fields: TaskState, jsonata: boolean): CompiledValue | undefined {
  const { Credentials } = fields;
  if (Credentials === undefined) return undefined;
  if (!jsonata) return compilePayloadTemplate(Credentials, 'Credentials');
  const role = ownKey(Credentials, 'RoleArn');
  if (role === undefined) return compileJsonataValue(Credentials, 'Credentials');
  const compiled = compileJsonataTyped(role, 'Credentials/RoleArn', 'string');
  return { constant: compiled.constant, evaluate: (scope) => ({ RoleArn: compiled.evaluate(scope) }) };
}

function scheduledExtras({ timeoutSeconds, heartbeatSeconds }: AttemptTimeouts, credentials: JsonValue | undefined): ScheduledExtras {
  const role = credentials !== undefined && isJsonObject(credentials) ? ownKey(credentials, 'RoleArn') : undefined;
  if (role !== undefined && typeof role !== 'string')
    throw new EvaluationError('States.Runtime', mustBeString('RoleArn', messageJson(role)));
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    ...(typeof role === 'string' ? { taskCredentials: { roleArn: role } } : {}),
  };
}
