import type { JsonValue } from '../../asl';
import { copyJson, type TaskCall } from '../../interpreter';

/** Tells a mock function of jest or vitest. */
export function isMockFunction(value: unknown): boolean {
  return typeof value === 'function' && (value as { _isMockFunction?: unknown })._isMockFunction === true;
}

/** What a mock function answers. It gets a copy of the call: jest keeps what it is given, and a test may change it. */
export function callMockFunction(mock: unknown, call: TaskCall): unknown {
  const { state, resource, attempt, branch, taskToken } = call;
  const input = copyJson(call.input);
  const context = copyJson(call.context);
  const copy: TaskCall = { state, resource, input, attempt, branch, context, ...(taskToken === undefined ? {} : { taskToken }) };
  return (mock as (input: JsonValue, call: TaskCall) => unknown)(input, copy);
}
