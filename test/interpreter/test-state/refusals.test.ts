import { type TestStateRequest, testState, UsageError } from '../../../src/interpreter';
import { FUNCTION, type Question, refusal, taskOf } from './ask';

const ROLE = 'arn:aws:iam::111111111111:role/r';
const PASS = { Type: 'Pass', End: true };
const TASK = { Type: 'Task', Resource: FUNCTION, End: true };
const PROCESSOR = { StartAt: 'P', States: { P: PASS } };
const MAP = { Type: 'Map', ItemProcessor: PROCESSOR, End: true };
const PARALLEL = { Type: 'Parallel', Branches: [PROCESSOR, { StartAt: 'Q', States: { Q: PASS } }], End: true };
const READING = {
  ...MAP,
  ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'b', Key: 'k' } },
};
const WRITING = {
  ...READING,
  ItemReader: undefined,
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } },
};
const kinds = 'Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]';
const constraint = '1 validation error detected: Value';

describe('TestState refuses, in the words of the service', () => {
  test.each<[string, Question, string]>([
    [
      'a mock for a Pass',
      { definition: PASS, result: 1 },
      "ValidationException: State type 'Pass' is not supported when a mock is specified",
    ],
    [
      'a mock for a Wait',
      { definition: { Type: 'Wait', Seconds: 1, End: true }, result: 1 },
      "ValidationException: State type 'Wait' is not supported when a mock is specified",
    ],
    [
      'a mocked error for a Succeed',
      { definition: { Type: 'Succeed' }, error: { error: 'E' } },
      "ValidationException: State type 'Succeed' is not supported when a mock is specified",
    ],
    ['a Map without a mock', { definition: MAP }, `InvalidDefinition: TestState API does not support Map or Parallel states. ${kinds}`],
    [
      'a Parallel without a mock',
      { definition: PARALLEL },
      `InvalidDefinition: TestState API does not support Map or Parallel states. ${kinds}`,
    ],
    [
      'two mocks at once',
      { definition: TASK, result: 1, error: { error: 'E' } },
      'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      'a mock of nothing',
      { definition: TASK, mode: 'NONE' },
      'ValidationException: A test mock should have one of the following fields: [result, errorOutput].',
    ],
    [
      'a mocked error without a name',
      { definition: TASK, error: { cause: 'c' } },
      'ValidationException: An error was not specified in the mocked error output.',
    ],
    [
      'secrets beside a mock',
      { definition: TASK, result: 1, revealSecrets: true },
      'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      'an object for the branches of a Parallel',
      { definition: PARALLEL, result: {} },
      'ValidationException: Mocked result must be an array.',
    ],
    [
      'too few results of branches',
      { definition: PARALLEL, result: [1] },
      'ValidationException: Mocked result must contain the same number of items as number of Parallel branches.',
    ],
    [
      'an object for the iterations of a Map',
      { definition: MAP, input: [1], result: {} },
      'ValidationException: Mocked result must be an array.',
    ],
    [
      'an array where the results were written',
      { definition: WRITING, input: [1], result: [1] },
      'ValidationException: Mocked result must be a JSON object.',
    ],
    [
      'fewer results than items',
      { definition: MAP, input: [1, 2], result: [1] },
      "ValidationException: Input array does not equal the mocked result array's size.",
    ],
    [
      'failures without a mock',
      { definition: MAP, stateConfiguration: { mapIterationFailureCount: 0 } },
      'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [
      'more failures than items',
      { definition: MAP, input: [1], result: [1], stateConfiguration: { mapIterationFailureCount: 2 } },
      'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
    ],
    [
      'a reader without data',
      { definition: READING, result: [] },
      'ValidationException: ItemReader data must be specified when testing a Map state with ItemReader specified.',
    ],
    [
      'an error caused by a state that is not inside',
      { definition: MAP, input: [], error: { error: 'E' }, stateConfiguration: { errorCausedByState: 'X' } },
      'ValidationException: State not found in definition',
    ],
    [
      'a context without a mock',
      { definition: TASK, roleArn: ROLE, context: {} },
      'ValidationException: TestState does not support Context when a mock is not specified.',
    ],
    ['a Task without a role', { definition: TASK }, 'ValidationException: RoleArn must be specified when testing a Task state'],
    [
      'a callback without a mock',
      { definition: taskOf('sqs:sendMessage.waitForTaskToken'), roleArn: ROLE },
      'InvalidDefinition: TestState API does not support Activity tasks, .sync or .waitForTaskToken service integration patterns',
    ],
    [
      'a state that is not there',
      { definition: { StartAt: 'A', States: { A: PASS } }, stateName: 'B' },
      'ValidationException: State not found in definition',
    ],
    [
      'a kind that does not exist',
      { definition: { Type: 'Nap', End: true } },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/StateName/Type'",
    ],
    [
      'a Parallel without branches',
      { definition: { ...PARALLEL, Branches: [] }, result: [] },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
    ],
    [
      'a machine where a state is expected',
      { definition: { StartAt: 'A', States: { A: PASS } } },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' is required at /States/StateName'",
    ],
    [
      'an expression that does not parse',
      { definition: { ...PASS, QueryLanguage: 'JSONata', Output: '{% 1 + %}' } },
      // Code and place as CreateStateMachine answers (floci issue 2745).
      "InvalidDefinition: Invalid State Machine Definition: 'INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/StateName/Output'",
    ],
    [
      'variables that are not an object',
      { definition: PASS, variables: '[]' },
      'ValidationException: Invalid variables provided: Variables must be a valid JSON object',
    ],
  ])('%s', async (_, question, message) => {
    expect(await refusal(question)).toBe(message);
  });

  test.each<[string, object, string]>([
    ['a group it does not have', { Pokedex: {} }, "Field 'Pokedex' is not allowed"],
    ['a field it does not have', { Execution: { pokemon: 'squirtle' } }, "Field 'pokemon' is not allowed"],
    ['the place of an item', { Map: { Item: { Index: 0 } } }, "'Map' field is not supported when mocking a Context object"],
    [
      'a token where nothing waits',
      { Task: { Token: 't' } },
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
    ['text where a number belongs', { State: { RetryCount: 'one' } }, 'State.RetryCount must be a integer'],
    ['text where a group belongs', { State: 'S' }, 'State must be a object'],
  ])('a context with %s', async (_, context, detail) => {
    expect(await refusal({ definition: TASK, result: 1, context })).toBe(`ValidationException: Invalid Context object provided: ${detail}`);
  });

  test.each<[string, Partial<TestStateRequest>, string]>([
    [
      'no definition',
      { definition: undefined },
      `${constraint} null at 'definition' failed to satisfy constraint: Member must not be null`,
    ],
    [
      'an empty definition',
      { definition: '' },
      `${constraint} at 'definition' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      'a level that does not exist',
      { inspectionLevel: 'ALL' as 'INFO' },
      `${constraint} 'ALL' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [INFO, DEBUG, TRACE]`,
    ],
    [
      'a mode that does not exist',
      { mock: { fieldValidationMode: 'LAX' as 'NONE' } },
      `${constraint} 'LAX' at 'mock.fieldValidationMode' failed to satisfy constraint: Member must satisfy enum value set: [STRICT, PRESENT, NONE]`,
    ],
    [
      'a negative count',
      { stateConfiguration: { retrierRetryCount: -1 } },
      `${constraint} '-1' at 'stateConfiguration.retrierRetryCount' failed to satisfy constraint: Member must have value greater than or equal to 0`,
    ],
    [
      'an input over the limit',
      { input: ' '.repeat(262_145) },
      `${constraint} at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding`,
    ],
  ])('a request with %s', async (_, members, message) => {
    const request = { definition: JSON.stringify(PASS), ...members } as TestStateRequest;

    await expect(testState(request)).rejects.toMatchObject({ name: 'ValidationException', code: 'ValidationException', message });
  });

  test('a role that is none', async () => {
    const request = { definition: JSON.stringify(PASS), roleArn: 'me' };

    await expect(testState(request)).rejects.toMatchObject({ code: 'InvalidArn', message: "Invalid Role Arn: 'me'" });
  });

  test('an input that is not JSON', async () => {
    const message =
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'";

    await expect(testState({ definition: JSON.stringify(PASS), input: 'not json' })).rejects.toMatchObject({
      code: 'InvalidExecutionInput',
      message,
    });
  });
});

describe('TestState leaves to its caller', () => {
  test('what else the service minds in a definition', async () => {
    const validate = () => "Invalid State Machine Definition: 'X: y at /'";

    expect(await refusal({ definition: PASS }, { validate })).toBe("InvalidDefinition: Invalid State Machine Definition: 'X: y at /'");
  });

  test('the answer of a Task without a mock, and says so', async () => {
    const request = {
      definition: JSON.stringify({ StartAt: 'Charge', States: { Charge: TASK } }),
      stateName: 'Charge',
      roleArn: ROLE,
    };

    await expect(testState(request)).rejects.toThrow(UsageError);
    await expect(testState(request)).rejects.toThrow('`tasks: { "Charge": result }`');
    await expect(testState(request, { tasks: { Charge: { paid: true } } })).resolves.toMatchObject({ output: '{"paid":true}' });
  });

  test('the spelling of the request', async () => {
    const request = { definition: JSON.stringify(PASS), inspectionlevel: 'DEBUG' } as TestStateRequest;

    await expect(testState(request)).rejects.toThrow('the request has no member "inspectionlevel"');
  });
});
