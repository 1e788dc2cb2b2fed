import { errorText } from './error-text';
import { parseExactJson } from './exact-json';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from './json';
import { nearestName } from './nearest-name';
import { abridgedOrNone } from './problem-text';
import { isServiceResource, parseResource } from './task-resource';
import { isUsageError, UsageError } from './usage-error';

/** The answer to one or more calls of a state, and which calls. */
export interface MockedResponse {
  /** Numbers of the calls, from 0, both included. */
  readonly first: number;
  readonly last: number;
  readonly answer: { readonly Return: JsonValue } | { readonly Throw: { readonly Error?: string; readonly Cause?: string } };
}

/** What one test case of a MockConfigFile says of a machine: the name of a response and the answers in it, by state. */
export type MockedCase = ReadonlyMap<string, { readonly name: string; readonly responses: readonly MockedResponse[] }>;

const DOCUMENTED = 'a MockConfigFile has StateMachines/<machine>/TestCases/<case>/<state> and MockedResponses/<response>.';

/** The content of a MockConfigFile, which may be given as its text. Throws a usage error for a text that is not JSON, and for an integer that would become another. */
function contentOf(config: unknown): unknown {
  if (typeof config !== 'string') return config;
  try {
    return parseExactJson(config, 'MockConfigFile');
  } catch (cause) {
    if (isUsageError(cause)) throw cause;
    throw new UsageError(`MockConfigFile: it is not JSON: ${errorText(cause)}.`, 'give the object, or the text of the file.');
  }
}

/** Reads all test cases of a MockConfigFile, by machine and name. Throws a usage error that names the place and the nearest name. */
export function readMockCases(config: unknown): ReadonlyMap<string, ReadonlyMap<string, MockedCase>> {
  const file = contentOf(config);
  const machines = Object.keys(objectAt(file, 'StateMachines', ''));
  return new Map(
    machines.map((machine) => {
      const cases = Object.keys(casesOf(file, machine));
      return [machine, new Map(cases.map((testCase) => [testCase, readMockConfig(file, machine, testCase)]))];
    }),
  );
}

function casesOf(file: unknown, machineName: string): JsonObject {
  const machines = objectAt(file, 'StateMachines', '');
  return objectAt(entry(machines, machineName, '/StateMachines', 'machine'), 'TestCases', `/StateMachines/${machineName}`);
}

/** Reads one test case of a MockConfigFile. Throws a usage error that names the place and the nearest name. */
export function readMockConfig(config: unknown, machineName: string, testCase: string): MockedCase {
  const file = contentOf(config);
  const cases = casesOf(file, machineName);
  const place = `/StateMachines/${machineName}/TestCases`;
  const states = entry(cases, testCase, place, 'test case');
  if (!isJsonObject(states)) throw configRefusal(`${place}/${testCase}`, 'an object of responses by state', states);
  const mocked = objectAt(file, 'MockedResponses', '');
  const read = new Map<string, { name: string; responses: readonly MockedResponse[] }>();
  for (const [state, name] of Object.entries(states)) {
    if (typeof name !== 'string') throw configRefusal(`${place}/${testCase}/${state}`, 'the name of a response', name);
    const response = entry(mocked, name, '/MockedResponses', 'response');
    read.set(state, { name, responses: readResponses(response, `/MockedResponses/${name}`) });
  }
  return read;
}

/** The answer to the call of a state with this number, from 0. Throws a usage error where there is none. */
export function mockedAnswer(responses: readonly MockedResponse[], call: number, state: string, name: string): MockedResponse['answer'] {
  const response = responses.find(({ first, last }) => first <= call && call <= last);
  if (response === undefined) throw noMockedResponse(state, name, call);
  return response.answer;
}

/** What is said of a call for which a response of the file has no answer. */
export function noMockedResponse(state: string, name: string, call: number): UsageError {
  return new UsageError(
    `MockConfigFile: /MockedResponses/${name} has no response for call ${call} of state "${state}".`,
    `add "${call}" to it, or widen a range.`,
  );
}

/** Mocked responses of Lambda are those of `lambda:invoke`; a function's own ARN answers the payload alone. */
export function mockedResult(value: JsonValue, resource: string): JsonValue {
  const parsed = parseResource(resource);
  if (parsed.kind === 'activity' || isServiceResource(parsed) || !isJsonObject(value)) return value;
  return ownKey(value, 'Payload') ?? value;
}

function readResponses(value: JsonValue, place: string): MockedResponse[] {
  if (!isJsonObject(value)) throw configRefusal(place, 'answers by the number of the call: "0", "1-2"', value);
  if (Object.keys(value).length === 0) throw configRefusal(place, 'at least one answer, by the number of the call: "0", "1-2"', value);
  const responses = Object.entries(value)
    .map(([key, answer]) => readResponse(key, answer, place))
    .sort((one, other) => one.first - other.first);
  for (const [index, { first }] of responses.entries()) {
    const before = responses[index - 1];
    if (before !== undefined && first <= before.last)
      throw new UsageError(`MockConfigFile at ${place}: call ${first} has two answers.`, 'give every call one answer.');
  }
  return responses;
}

function readResponse(key: string, answer: JsonValue, place: string): MockedResponse {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(key);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || last < first) throw configRefusal(place, 'the number of a call or a range of them, such as "0" or "1-2"', key);
  if (isJsonObject(answer)) {
    const [one, ...others] = Object.keys(answer);
    if (one !== undefined && others.length > 0)
      throw new UsageError(
        `MockConfigFile at ${place}/${key}: expected "Return" or "Throw" alone, received ${[one, ...others].map((each) => JSON.stringify(each)).join(' and ')}.`,
        'give every call one answer.',
      );
    const returned = ownKey(answer, 'Return');
    if (returned !== undefined) return { first, last, answer: { Return: returned } };
    const thrown = ownKey(answer, 'Throw');
    if (isJsonObject(thrown)) return { first, last, answer: { Throw: readThrow(thrown, `${place}/${key}/Throw`) } };
  }
  throw configRefusal(`${place}/${key}`, '{ "Return": … } or { "Throw": { "Error", "Cause" } }', answer);
}

function readThrow(thrown: JsonObject, place: string): { Error?: string; Cause?: string } {
  for (const [key, value] of Object.entries(thrown)) {
    if (key !== 'Error' && key !== 'Cause') throw configRefusal(place, '"Error" and "Cause" alone', key);
    if (value !== undefined && typeof value !== 'string') throw configRefusal(`${place}/${key}`, 'a text', value);
  }
  return { ...thrown };
}

function objectAt(value: unknown, key: string, place: string): JsonObject {
  const found = isJsonObject(value) ? ownKey(value, key) : undefined;
  if (isJsonObject(found)) return found;
  const near = found === undefined && isJsonObject(value) ? nearestName(key, Object.keys(value)) : undefined;
  if (near !== undefined)
    throw new UsageError(
      `MockConfigFile at ${place}/${near}: expected ${JSON.stringify(key)}, received ${JSON.stringify(near)}.`,
      DOCUMENTED,
    );
  throw new UsageError(`MockConfigFile at ${place}/${key}: expected an object, received ${abridgedOrNone(found)}.`, DOCUMENTED);
}

function entry(record: JsonObject, name: string, place: string, what: string): JsonValue {
  const found = ownKey(record, name);
  if (found !== undefined) return found;
  const names = Object.keys(record);
  const near = nearestName(name, names);
  throw new UsageError(
    `MockConfigFile at ${place}: expected the ${what} ${JSON.stringify(name)}, received ${names.map((each) => JSON.stringify(each)).join(', ') || 'none'}.`,
    near === undefined ? DOCUMENTED : `did you mean ${JSON.stringify(near)}?`,
  );
}

function configRefusal(place: string, expected: string, received: JsonValue): UsageError {
  return new UsageError(`MockConfigFile at ${place}: expected ${expected}, received ${abridgedOrNone(received)}.`, DOCUMENTED);
}
