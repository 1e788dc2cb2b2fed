import {
  type AnyStateNode,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  kinds,
  type OptionTable,
  parseExactJson,
  parseJson,
  patternOf,
  QUOTAS,
  refuseSurplus,
  requireOptions,
} from '../../asl';
import { TASKS } from '../execution/execution-options';
import { Failure } from '../failure';
import { resultTooLarge } from '../messages';
import { exceedsBytes } from '../payloads/payload-size';
import type { Tasks } from '../tasks/task-call';
import { UsageError } from '../usage-error';
import { type BegunTest, beginTest, type TestSetup } from './begin-test';
import { type CheckedRequest, checkRequest } from './check-request';
import { type DefinitionCheck, findState, STATE_NAME } from './find-state';
import { KIND_TESTS } from './kinds';
import {
  invalidInput,
  invalidVariables,
  needsMock,
  onlyForMaps,
  onlyForMockedErrors,
  patternNeedsMock,
  roleMissing,
  takesNoMock,
  unsupportedWithMock,
  unsupportedWithoutMock,
} from './messages';
import { readMock } from './mocks/read-mock';
import { failureOf, recoverTested, type TestedRecovery } from './recover';
import { refuse } from './refuse';
import type { InspectionData, TestStateRequest, TestStateResponse } from './request';
import type { KindTest } from './state-test';
import { readContext } from './test-context';

/** What TestState needs beyond its request. */
export interface TestStateOptions {
  /** Who answers a Task without a mock: the service it calls. */
  readonly tasks?: Tasks;
  /** Says why the service refuses the definition, if it does. @default what is wrong with its structure; `drystep/validator` knows more */
  readonly validate?: DefinitionCheck;
}

const OPTIONS: OptionTable<TestStateOptions> = { tasks: TASKS, validate: kinds.callable };

/**
 * Tests one state as AWS's TestState API does, offline: takes its request and gives its response.
 *
 * Rejects with AWS's exceptions (`name` and `code`, such as `ValidationException`), and with a UsageError when a Task has neither mock nor handler.
 *
 * @example
 * const { status, nextState } = await testState({ definition, stateName: 'Charge Card', mock: { errorOutput: { error: 'Busy' } } });
 */
export async function testState(request: TestStateRequest, options: TestStateOptions = {}): Promise<TestStateResponse> {
  refuseSurplus('testState()', 2, arguments);
  requireOptions('testState', options, OPTIONS);
  checkRequest(request);
  const setup = setUp(request, options);
  const test = beginTest(setup);
  const { visit, inspect } = test;
  let response: TestStateResponse;
  try {
    await kindTest(setup.node).run(test as never);
    checkSize(visit.output);
    response = { output: stageText(visit.output, setup, request), status: 'SUCCEEDED', ...nextState(test.nameOf(visit.way.next)) };
  } catch (thrown) {
    response = recovered(test, setup, failureOf(thrown, visit), request);
  }
  const variables = {
    ...visit.branch.variables(),
    ...(response.status === 'RETRIABLE' || response.status === 'FAILED' ? {} : visit.assigned),
  };
  if (Object.keys(variables).length > 0) inspect('variables', variables);
  return { ...response, ...inspectionOf(test, setup, request) };
}

function kindTest(node: AnyStateNode): KindTest<never> {
  return KIND_TESTS[node.type];
}

function setUp(request: CheckedRequest, { tasks, validate }: TestStateOptions): TestSetup {
  const { mock, roleArn, stateConfiguration: configuration = {} } = request;
  const found = findState(request.definition, request.stateName, validate);
  const { node } = found;
  if (mock === undefined) checkUnmocked(request, node);
  else if (kindTest(node).mock === 'never') refuse(takesNoMock(node.type));
  else if (request.revealSecrets === true) refuse(unsupportedWithMock('RevealSecrets'));
  const mocked = mock === undefined ? undefined : readMock(mock, node);
  const { errorCausedByState, mapIterationFailureCount, mapItemReaderData } = configuration;
  const maps = [node, ...found.parents].some(({ type }) => type === 'Map');
  if (mapIterationFailureCount !== undefined && !maps) refuse(onlyForMaps('MapIterationFailureCount'));
  if (mapItemReaderData !== undefined && !maps) refuse(onlyForMaps('MapItemReaderData'));
  if (errorCausedByState !== undefined && node.groups.length === 0) refuse(onlyForMockedErrors('ErrorCausedByState'));
  return {
    ...found,
    context: request.context === undefined ? undefined : readContext(request.context, node),
    input: readInput(request.input ?? '{}'),
    variables: request.variables === undefined ? {} : readVariables(request.variables),
    mock: mocked,
    configuration,
    roleArn,
    tasks,
  };
}

/** What the service refuses of a request without a mock. */
function checkUnmocked({ context, roleArn, stateConfiguration }: TestStateRequest, node: AnyStateNode): void {
  for (const [member, value] of Object.entries(stateConfiguration ?? {})) {
    if (value !== undefined) refuse(unsupportedWithoutMock(member.charAt(0).toUpperCase() + member.slice(1)));
  }
  if (context !== undefined) refuse(unsupportedWithoutMock('Context'));
  if (kindTest(node).mock === 'needed') refuse(needsMock());
  if (node.type !== 'Task') return;
  const { Resource: resource } = node.fields;
  if (patternOf(resource) !== 'requestResponse') refuse(patternNeedsMock());
  if (roleArn === undefined) refuse(roleMissing());
}

function readInput(text: string): JsonValue {
  try {
    return parseExactJson(text, 'The input of testState');
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    const [token] = /^\s*([A-Za-z_$][\w$]*)/.exec(text)?.slice(1) ?? [];
    const expected = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    return refuse(invalidInput(token === undefined ? 'Invalid execution input.' : `Unrecognized token '${token}': ${expected}`));
  }
}

function readVariables(text: string): JsonObject {
  let variables: JsonValue = null;
  try {
    variables = parseJson(text);
  } catch {
    // Refused below, as anything else that is not an object.
  }
  return isJsonObject(variables) ? variables : refuse(invalidVariables());
}

function checkSize(output: JsonValue): void {
  if (exceedsBytes(output, QUOTAS.payloadBytes)) throw new Failure('States.DataLimitExceeded', resultTooLarge(STATE_NAME));
}

/** The response to a failure; a catcher that fails itself leaves its own error. */
function recovered(test: BegunTest, setup: TestSetup, failure: Failure, request: TestStateRequest): TestStateResponse {
  const { visit, inspected, configuration } = test;
  let recovery: TestedRecovery;
  try {
    recovery = recoverTested(failure, [test.node, ...setup.parents], visit, configuration.retrierRetryCount ?? 0);
  } catch (thrown) {
    return { ...errorOf(failureOf(thrown, visit)), status: 'FAILED' };
  }
  const { details, nextState: next, status } = recovery;
  if (Object.keys(details).length > 0) inspected.set('errorDetails', details as JsonObject);
  const output = status === 'CAUGHT_ERROR' ? { output: stageText(visit.output, setup, request) } : {};
  return { ...output, ...errorOf(failure), status, ...nextState(next) };
}

function errorOf({ error, cause }: Failure): Pick<TestStateResponse, 'error' | 'cause'> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

function nextState(name: string | undefined): Pick<TestStateResponse, 'nextState'> {
  return name === undefined ? {} : { nextState: name };
}

/** JSON that came through unchanged keeps the spelling in which it was given. */
function stageText(value: JsonValue, { input, mock }: TestSetup, request: TestStateRequest): string {
  if (value === input) return request.input ?? '{}';
  if (mock !== undefined && 'result' in mock && value === mock.result) return request.mock?.result as string;
  return JSON.stringify(value);
}

const NOT_TEXT = new Set(['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage', 'errorDetails', 'request', 'response']);
const TRACE_ONLY = new Set(['request', 'response']);

function inspectionOf(test: BegunTest, setup: TestSetup, request: TestStateRequest): { readonly inspectionData?: InspectionData } {
  if (request.inspectionLevel === undefined || request.inspectionLevel === 'INFO') return {};
  const inspected = [...test.inspected].filter(([field]) => request.inspectionLevel === 'TRACE' || !TRACE_ONLY.has(field));
  const steps = [['input', setup.input] as const, ...inspected];
  const shown = steps.map(([field, value]) => [field, NOT_TEXT.has(field) ? value : stageText(value, setup, request)]);
  return { inspectionData: Object.fromEntries(shown) as InspectionData };
}
