import { type MockedCase, mockedAnswer, mockedResult, nearestName, readMockCases, type StateGroup } from '../../asl';
import { copyJson, type JsonValue, jsonAnswer, type TaskCall, TaskError } from '../../interpreter';
import { validationProblem } from '../service-problem';
import type { CallCounts } from './listed-answers';
import { taskStates } from './task-states';

/** The test cases of a MockConfigFile by machine, as Step Functions Local reads it. */
export type MockedCases = ReturnType<typeof readMockCases>;

/** What stands behind `#` in the ARN that an execution is started with. */
export interface NamedCase {
  readonly arn: string;
  readonly testCase?: string;
}

/** Parts an ARN from the test case behind it: no ARN of the service has a `#`. As for Step Functions Local, a `#` alone names none. */
export function partCase(arn: string): NamedCase {
  const [machine, testCase] = arn.split(/#(.*)/s) as [string, string?];
  return testCase === undefined || testCase === '' ? { arn: machine } : { arn: machine, testCase };
}

/** The test cases of a file as it is when it is given. Throws a UsageError that names the place. */
export function takenCases(config: object | string | undefined): MockedCases | undefined {
  return config === undefined ? undefined : readMockCases(copyJson(jsonAnswer(config, 'startServer(): mockConfig', 'write')));
}

/** What a test case says of a machine. Throws ValidationException with the nearest name where there is none, and for a state that asks nobody. */
export function findCase(cases: MockedCases | undefined, machine: string, testCase: string, states: StateGroup): MockedCase {
  if (cases === undefined)
    throw validationProblem(
      `'#${testCase}' names a test case of a MockConfigFile, and this server has none. Hint: start it with --mock-config FILE, or mockConfig.`,
    );
  const ofMachine = cases.get(machine);
  if (ofMachine === undefined) throw unknown('machine', machine, [...cases.keys()]);
  const found = ofMachine.get(testCase);
  if (found === undefined) throw unknown(`test case of ${JSON.stringify(machine)}`, testCase, [...ofMachine.keys()]);
  const tasks = taskStates(states).map(({ name }) => name);
  for (const state of found.keys()) if (!tasks.includes(state)) throw unknown(`Task state of ${JSON.stringify(machine)}`, state, tasks);
  return found;
}

function unknown(what: string, name: string, names: readonly string[]) {
  const near = nearestName(name, names);
  return validationProblem(
    `MockConfigFile: expected a ${what} among ${names.map((each) => JSON.stringify(each)).join(', ') || 'none'}, received ${JSON.stringify(name)}.${near === undefined ? '' : ` Hint: did you mean ${JSON.stringify(near)}?`}`,
  );
}

/** The answer of a test case to a call; undefined for a state that it does not name. Calls of a state are counted from 0, over retries, loops and items. */
export function answerOfCase(mocked: MockedCase, call: TaskCall, counts: CallCounts): { readonly answer: JsonValue } | undefined {
  const response = mocked.get(call.state);
  if (response === undefined) return undefined;
  const key = `# ${call.state}`;
  const number = counts.get(key) ?? 0;
  counts.set(key, number + 1);
  const answer = mockedAnswer(response.responses, number, call.state, response.name);
  if ('Return' in answer) return { answer: copyJson(mockedResult(answer.Return, call.resource)) };
  throw new TaskError(answer.Throw.Error, answer.Throw.Cause);
}
