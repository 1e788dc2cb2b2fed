import type { JsonObject, JsonValue } from '../../src/asl';
import type { TaskHandler } from '../../src/interpreter';
import { TaskError } from '../../src/interpreter';

interface MockedResponse {
  readonly Return?: JsonValue;
  readonly Throw?: { readonly Error?: string; readonly Cause?: string };
}

interface MockConfig {
  readonly StateMachines?: Readonly<Record<string, { readonly TestCases?: Readonly<Record<string, Readonly<Record<string, string>>>> }>>;
  readonly MockedResponses?: Readonly<Record<string, Readonly<Record<string, MockedResponse>>>>;
}

/**
 * Task handlers by state name, from a Step Functions Local MockConfigFile. The calls of a state are counted from 0 over retries and loops; the
 * keys of a response are such numbers or ranges (`"2-4"`). A direct Lambda ARN answers the `Payload` of the mocked invocation.
 *
 * @throws Error when the machine, the test case or a response is not in the file
 */
export function mockConfigToTasks(config: JsonValue, machineName: string, testCase: string): Record<string, TaskHandler> {
  const file = config as MockConfig;
  const states = found(
    found(file.StateMachines, machineName, '/StateMachines').TestCases,
    testCase,
    `/StateMachines/${machineName}/TestCases`,
  );
  const tasks: Record<string, TaskHandler> = {};
  for (const [state, name] of Object.entries(states)) {
    const responses = found(file.MockedResponses, name, '/MockedResponses');
    let calls = 0;
    tasks[state] = (call) => {
      const response = responseFor(responses, calls);
      if (response === undefined)
        throw new Error(`MockConfigFile: /MockedResponses/${name} has no response for call ${calls} of state "${state}"`);
      calls++;
      if (response.Throw !== undefined) throw new TaskError(response.Throw.Error, response.Throw.Cause);
      return rawResult(response.Return ?? null, call.resource);
    };
  }
  return tasks;
}

function found<Value>(record: Readonly<Record<string, Value>> | undefined, name: string, pointer: string): Value {
  const names = Object.keys(record ?? {});
  if (record === undefined || !names.includes(name)) {
    throw new Error(`MockConfigFile at ${pointer}: expected an entry "${name}", received ${names.length ? names.join(', ') : 'none'}.`);
  }
  return record[name];
}

function responseFor(responses: Readonly<Record<string, MockedResponse>>, index: number): MockedResponse | undefined {
  for (const [key, response] of Object.entries(responses)) {
    const [first, last = first] = key.split('-').map(Number);
    if (index >= first && index <= last) return response;
  }
  return undefined;
}

function rawResult(value: JsonValue, resource: string): JsonValue {
  const direct = resource.includes(':function:');
  if (!direct || typeof value !== 'object' || value === null || !Object.hasOwn(value, 'Payload')) return value;
  return (value as JsonObject).Payload;
}
