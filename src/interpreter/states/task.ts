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
import type { Branch } from '../engine/branch';
import { Failure } from '../failure';
import { prepareInput, prepareOutput, selectOrFail } from '../fields/language-fields';
import { withinPayloadLimit } from '../fields/state-input-size';
import type { ScheduledExtras } from '../history/event-details';
import { integrationOf } from '../integrations/resource';
import { type AttemptTimeouts, TaskAttempt } from '../integrations/task-attempt';
import { fieldNotInteger, fieldOutOfRange, mustBePositive, mustBeString, notAnInteger, whileExecuting } from '../messages';
import { mostSeconds } from '../quotas/quota-switches';
import { makeTaskToken } from '../tasks/task-tokens';
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
    return (branch) => {
      if (tokens) branch.taskToken = makeTaskToken(branch);
      const parameters = shaped ? withinPayloadLimit(branch, input(branch)) : input(branch);
      branch.input = branch.stateInput;
      const timeouts = plain ? NO_TIMEOUTS : { timeoutSeconds: timeout?.(branch), heartbeatSeconds: heartbeat?.(branch) };
      integration.check(branch, parameters);
      const extras = plain ? NO_EXTRAS : scheduledExtras(timeouts, credentials?.evaluate(branch));
      integration.scheduled(branch, parameters, extras);
      const { slots } = branch.run.counts;
      slots[branch.state.slot + CALLS] = (slots[branch.state.slot + CALLS] as number) + 1;
      return new TaskAttempt(branch, integration, fields.Resource, parameters, timeouts, output).begin();
    };
  },
};

const NO_TIMEOUTS: AttemptTimeouts = Object.freeze({ timeoutSeconds: undefined, heartbeatSeconds: undefined });
const NO_EXTRAS: ScheduledExtras = Object.freeze({});

type Seconds = (branch: Branch) => number;

function prepareSeconds(field: 'TimeoutSeconds' | 'HeartbeatSeconds', fields: TaskState, jsonata: boolean): Seconds | undefined {
  const path = fields[`${field}Path`];
  if (path !== undefined) {
    const compiled = compilePath(path);
    return (branch) => {
      const value = selectOrFail(compiled, branch);
      if (isPositiveInteger(value) && value <= mostSeconds(branch)) return value;
      const text = typeof value === 'string' ? value : messageJson(value);
      const problem = Number.isInteger(value) ? wrongSize(field, value as number) : notAnInteger(`${field}Path`, text, path);
      throw new Failure('States.Runtime', whileExecuting(branch.state.name, branch.enteredEvent, problem));
    };
  }
  const value = fields[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number') return () => value;
  if (!jsonata) return undefined;
  const compiled = compileJsonataTyped(value, field, 'number');
  return (branch) => {
    const seconds = compiled.evaluate(branch) as number;
    if (isPositiveInteger(seconds) && seconds <= mostSeconds(branch)) return seconds;
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
