import {
  type JsonValue,
  kinds,
  type MockedResponse,
  mockedAnswer,
  mockedResult,
  noMockedResponse,
  type Parameter,
  readMockConfig,
  requireArguments,
} from '../../asl';
import { type TaskCall, TaskError, type TaskHandler } from '../../interpreter';
import { AnswerChain } from '../mocks/answer-chain';
import { rawResult } from '../mocks/raw-result';

/** A test case of a MockConfigFile, ready to run. */
export interface ImportedMocks {
  /** For `machine.execute(input, { mocks })`, which counts calls from 0 for each execution, and `machine.with(mocks)`, which counts on. */
  readonly mocks: Readonly<Record<string, AnswerChain>>;
  /** For `execute(definition, { tasks })` of drystep/interpreter. Calls are counted on; import again for the next execution. */
  readonly tasks: Readonly<Record<string, TaskHandler>>;
}

const CONFIG: Parameter = {
  name: 'the MockConfigFile',
  kind: kinds.either('an object, or JSON text', kinds.text, kinds.anObject),
  hint: "write importMockConfig(readFileSync('MockConfigFile.json', 'utf8'), 'Orders', 'HappyPath').",
};

/** The name of something in the file. */
function nameParameter(what: string): Parameter {
  return { name: `the name of ${what}`, kind: kinds.text, hint: "write importMockConfig(config, 'Orders', 'HappyPath')." };
}

/**
 * The mocks of one test case of a Step Functions Local `MockConfigFile.json`. A state's calls are counted from 0 over retries, loops and
 * iterations; a call without a response is a usage error. A Lambda function called by its own ARN answers the `Payload` of what is mocked.
 *
 * Throws a usage error when the machine, the test case or a response is not in the file, with the nearest name.
 *
 * @param config the file's content, as object or text
 * @example const execution = await orders.execute(input, { mocks: importMockConfig(config, 'Orders', 'HappyPath').mocks });
 */
export function importMockConfig(config: object | string, machineName: string, testCase: string): ImportedMocks {
  requireArguments('importMockConfig()', arguments, CONFIG, nameParameter('the machine'), nameParameter('the test case'));
  const mocks: [string, AnswerChain][] = [];
  const tasks: [string, TaskHandler][] = [];
  const taken = rawResult('importMockConfig()', 'the MockConfigFile', config, 'write');
  for (const [state, { name, responses }] of readMockConfig(taken, machineName, testCase)) {
    mocks.push([state, chainOfResponses(state, name, responses)]);
    let calls = 0;
    tasks.push([
      state,
      (call) => {
        const answer = mockedAnswer(responses, calls, state, name);
        calls++;
        return respond(answer, call);
      },
    ]);
  }
  return { mocks: Object.fromEntries(mocks), tasks: Object.fromEntries(tasks) };
}

function chainOfResponses(state: string, name: string, responses: readonly MockedResponse[]): AnswerChain {
  const chain = new AnswerChain(`/MockedResponses/${name}`);
  let next = 0;
  for (const response of responses) {
    const missing = next;
    const refuse = () => {
      throw noMockedResponse(state, name, missing);
    };
    if (response.first > next) chain.returns(refuse).times(response.first - next);
    chain.returns((call: TaskCall) => respond(response.answer, call)).times(response.last - response.first + 1);
    next = response.last + 1;
  }
  return chain;
}

function respond(answer: MockedResponse['answer'], call: TaskCall): JsonValue {
  if ('Return' in answer) return mockedResult(answer.Return, call.resource);
  throw new TaskError(answer.Throw.Error, answer.Throw.Cause);
}
