/** TestState's texts for what it refuses, with the values filled in. Recorded, except where a comment says that the style of those was followed. */

const VALIDATION = 'ValidationException';

/** What one refusal says. */
export interface RefusalText {
  readonly code: 'ValidationException' | 'InvalidArn' | 'InvalidDefinition' | 'InvalidExecutionInput';
  readonly message: string;
}

const validation = (message: string): RefusalText => ({ code: VALIDATION, message });
const definition = (message: string): RefusalText => ({ code: 'InvalidDefinition', message });

/** A member of the request breaks the API's own model: the style of every AWS API. `value` undefined: a sensitive one, which is not repeated. */
export const constraint = (member: string, value: string | undefined, rule: string): RefusalText =>
  validation(
    `1 validation error detected: Value ${value === undefined ? '' : `${value} `}at '${member}' failed to satisfy constraint: ${rule}`,
  );

export const invalidDefinition = (message: string): RefusalText => definition(message);

export const invalidInput = (why: string): RefusalText => ({
  code: 'InvalidExecutionInput',
  message: `Invalid State Machine Execution Input: '${why}'`,
});

export const stateNotFound = (): RefusalText => validation('State not found in definition');

// Not recorded: in the style of the texts on the context object.
export const invalidVariables = (): RefusalText => validation('Invalid variables provided: Variables must be a valid JSON object');

// Not recorded: as CreateStateMachine answers.
export const invalidRole = (arn: string): RefusalText => ({ code: 'InvalidArn', message: `Invalid Role Arn: '${arn}'` });

// Not recorded; LocalStack, which compares itself with the service, has it word for word.
export const roleMissing = (): RefusalText => validation('RoleArn must be specified when testing a Task state');

export const needsMock = (): RefusalText =>
  definition(
    'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  );

// Not recorded: in the style of the text above.
export const patternNeedsMock = (): RefusalText =>
  definition('TestState API does not support Activity tasks, .sync or .waitForTaskToken service integration patterns');

export const takesNoMock = (type: string): RefusalText => validation(`State type '${type}' is not supported when a mock is specified`);

export const unsupportedWithMock = (field: string): RefusalText =>
  validation(`TestState does not support ${field} when a mock is specified.`);

export const unsupportedWithoutMock = (field: string): RefusalText =>
  validation(`TestState does not support ${field} when a mock is not specified.`);

export const onlyOneMock = (): RefusalText =>
  validation('A test mock should have only one of the following fields: [result, errorOutput].');

// Not recorded: in the style of the text above.
export const emptyMock = (): RefusalText => validation('A test mock should have one of the following fields: [result, errorOutput].');

// Not recorded: the service requires the field (API model).
export const mockErrorMissing = (): RefusalText => validation('An error was not specified in the mocked error output.');

export const mockNotJson = (): RefusalText => validation('Mocked result must be valid JSON');

export const mockNotArray = (): RefusalText => validation('Mocked result must be an array.');

// Of a Map with a ResultWriter; not recorded, LocalStack has it word for word.
export const mockNotObject = (): RefusalText => validation('Mocked result must be a JSON object.');

export const mockSizeDiffers = (): RefusalText =>
  validation('Mocked result must contain the same number of items as number of Parallel branches.');

// Not recorded.
export const mockItemsDiffer = (): RefusalText => validation("Input array does not equal the mocked result array's size.");

export const tooManyFailures = (): RefusalText =>
  validation('Map iteration failure count must be less than or equal to the number of Map iterations');

// Not recorded.
export const readerDataMissing = (): RefusalText =>
  validation('ItemReader data must be specified when testing a Map state with ItemReader specified.');

// Not recorded: in the style of the texts above.
export const onlyForMaps = (field: string): RefusalText => validation(`TestState only supports ${field} when testing a Map state.`);

// Not recorded: in the style of the texts above.
export const onlyForMockedErrors = (field: string): RefusalText =>
  validation(`TestState only supports ${field} when an error is mocked for a Map or Parallel state.`);

const context = (detail: string): RefusalText => validation(`Invalid Context object provided: ${detail}`);

// Not recorded: in the style of the texts on mocks.
export const contextNotJson = (): RefusalText => context('Context object must be a valid JSON object');

export const contextField = (field: string): RefusalText => context(`Field '${field}' is not allowed`);

// Not recorded; LocalStack, which compares itself with the service, has it word for word.
export const contextType = (path: string, type: string): RefusalText => context(`${path} must be a ${type}`);

export const contextMap = (): RefusalText => context(`'Map' field is not supported when mocking a Context object`);

export const contextTask = (): RefusalText =>
  context(
    `Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern`,
  );

const schema = (detail: string): RefusalText => validation(`Mock result schema validation error: ${detail}`);

export const fieldMissing = (field: string): RefusalText => schema(`Required field '${field}' is missing`);

export const fieldType = (field: string, what: string): RefusalText => schema(`Field '${field}' must be ${what}`);

export const fieldShort = (field: string): RefusalText => schema(`Field '${field}' is smaller than the minimum length`);

// Not recorded: the twin of the text above, in the words of the text on values.
export const fieldLong = (field: string): RefusalText => schema(`Field '${field}' exceeds the maximum length`);

export const fieldLow = (field: string): RefusalText => schema(`Field '${field}' is less than the minimum value`);

export const fieldHigh = (field: string): RefusalText => schema(`Field '${field}' exceeds the maximum value`);

export const fieldUnexpected = (field: string): RefusalText => schema(`Field '${field}' is not an expected value`);
