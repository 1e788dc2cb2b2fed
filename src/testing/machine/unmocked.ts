import { isJsonObject } from '../../asl';
import type { TaskCall } from '../../interpreter';
import { taskKindOf } from '../mocks/task-kind';
import { UsageError } from '../usage-error';
import type { MachineFacts } from './machine-facts';

/** The error for a task that nobody mocked: which state, what it calls, and the line to write. */
export function unmockedTask(call: TaskCall, machine: MachineFacts): UsageError {
  const { state, resource, input } = call;
  const pointer = machine.get(state)?.pointer ?? '';
  const kind = taskKindOf(resource);
  const called =
    isJsonObject(input) && typeof input.FunctionName === 'string' && kind !== 'lambdaArn'
      ? `${resource} for ${input.FunctionName}`
      : resource;
  const answer = kind === 'service' ? '.returns({ … })' : '.returnsPayload({ … })';
  const origin = machine.originOf(state);
  const where = origin === undefined ? '' : ` (${origin.path}${origin.place === undefined ? '' : `, ${origin.place}`})`;
  return new UsageError(
    `State "${state}"${pointer === '' ? '' : ` at ${pointer}`}${where} called ${called}, and nobody mocked it.`,
    `write machine.mock(${JSON.stringify(state)})${answer};`,
  );
}
