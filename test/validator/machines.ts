import type { JsonObject, JsonValue } from '../../src/asl';
import { type ValidateOptions, validate } from '../../src/validator';

/** The rules that find something in a definition, in the order of the report. */
export function rulesFor(definition: JsonValue | string, options: ValidateOptions = {}): string[] {
  return validate(definition as object, options).diagnostics.map(({ rule }) => rule);
}

/** The rules that find an ERROR in it. */
export function errorsFor(definition: JsonValue | string, options: ValidateOptions = {}): string[] {
  return validate(definition as object, options)
    .diagnostics.filter(({ severity }) => severity === 'ERROR')
    .map(({ rule }) => rule);
}

/** A machine that begins with this state, `A`. */
export function machineOf(state: JsonObject, others: JsonObject = {}, top: JsonObject = {}): JsonObject {
  return { ...top, StartAt: 'A', States: { A: state, ...others } };
}

/** A state that does nothing, and ends. */
export const pass = { Type: 'Pass', End: true } as const;

/** A job that no rule finds anything in. */
export const job = {
  Type: 'Task',
  Resource: 'arn:aws:states:::ecs:runTask.sync',
  Parameters: { TaskDefinition: 't' },
  TimeoutSeconds: 30,
  End: true,
} as const;

/** A task that no rule finds anything in. */
export const lambda = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  TimeoutSeconds: 30,
  Retry: [{ ErrorEquals: ['States.ALL'] }],
  End: true,
} as const;
