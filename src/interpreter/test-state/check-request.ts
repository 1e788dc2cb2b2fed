import {
  inheritedMember,
  inheritedText,
  isJsonObject,
  kinds,
  type OptionTable,
  QUOTAS,
  requireOptions,
  tooManyBytes,
  unknownName,
} from '../../asl';
import { UsageError } from '../usage-error';
import { constraint, invalidRole } from './messages';
import { refuse } from './refuse';
import type { TestStateConfiguration, TestStateMock, TestStateRequest } from './request';

const MEMBERS = [
  'definition',
  'roleArn',
  'input',
  'inspectionLevel',
  'revealSecrets',
  'variables',
  'stateName',
  'mock',
  'context',
  'stateConfiguration',
];
/** Names alone: what a member may hold the service says in words of its own. */
const MOCK: OptionTable<TestStateMock> = {
  result: kinds.anything,
  errorOutput: kinds.nested<NonNullable<TestStateMock['errorOutput']>>({ error: kinds.anything, cause: kinds.anything }),
  fieldValidationMode: kinds.anything,
};
const CONFIGURATION: OptionTable<TestStateConfiguration> = {
  retrierRetryCount: kinds.anything,
  errorCausedByState: kinds.anything,
  mapIterationFailureCount: kinds.anything,
  mapItemReaderData: kinds.anything,
};
const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/./;
const LEVELS = ['INFO', 'DEBUG', 'TRACE'];
const MODES = ['STRICT', 'PRESENT', 'NONE'];

/** A request that the API's own model allows. */
export type CheckedRequest = TestStateRequest & { readonly definition: string };

/** Refuses what the model of the API itself rules out: sizes, ranges, enumerations. Members that the API does not have are usage errors. */
export function checkRequest(request: TestStateRequest): asserts request is CheckedRequest {
  if (!isJsonObject(request))
    throw new UsageError('testState: expected a request as the TestState API takes it, an object with "definition".');
  const inherited = inheritedMember(request);
  if (inherited !== undefined) {
    const { message, hint } = inheritedText(inherited, '', 'members');
    throw new UsageError(`testState: ${message} Hint: ${hint}`);
  }
  const unknown = unknownName(request, MEMBERS);
  if (unknown !== undefined) {
    const { name, nearest } = unknown;
    const hint = nearest === undefined ? `the API knows ${MEMBERS.join(', ')}.` : `did you mean "${nearest}"?`;
    throw new UsageError(`testState: the request has no member "${name}". Hint: ${hint}`);
  }
  const {
    definition,
    input,
    inspectionLevel,
    mock,
    variables,
    context,
    stateName,
    roleArn,
    stateConfiguration: configuration = {},
  } = request;
  if (mock !== undefined) requireOptions('testState mock', mock, MOCK);
  requireOptions('testState stateConfiguration', configuration, CONFIGURATION);
  if (definition === undefined || definition === null) refuse(constraint('definition', 'null', 'Member must not be null'));
  length('definition', definition, 1, QUOTAS.definitionBytes, true);
  length('roleArn', roleArn, 1, 256, false);
  if (roleArn !== undefined && !ROLE.test(roleArn)) refuse(invalidRole(roleArn));
  length('stateName', stateName, 1, QUOTAS.nameLength, true);
  for (const [member, text] of Object.entries({ input, variables, context })) payload(member, text);
  oneOf('inspectionLevel', inspectionLevel, LEVELS);
  oneOf('mock.fieldValidationMode', mock?.fieldValidationMode, MODES);
  payload('mock.result', mock?.result);
  length('mock.errorOutput.error', mock?.errorOutput?.error, 0, QUOTAS.errorLength, true);
  length('mock.errorOutput.cause', mock?.errorOutput?.cause, 0, QUOTAS.causeLength, true);
  atLeastZero('stateConfiguration.retrierRetryCount', configuration.retrierRetryCount);
  atLeastZero('stateConfiguration.mapIterationFailureCount', configuration.mapIterationFailureCount);
  length('stateConfiguration.errorCausedByState', configuration.errorCausedByState, 1, QUOTAS.nameLength, true);
  payload('stateConfiguration.mapItemReaderData', configuration.mapItemReaderData);
}

function payload(member: string, value: string | undefined): void {
  if (value === undefined) return;
  requireText(member, value);
  if (Buffer.byteLength(value) > QUOTAS.payloadBytes) refuse(constraint(member, undefined, tooManyBytes(QUOTAS.payloadBytes)));
}

function requireText(member: string, value: string): void {
  if (typeof value !== 'string')
    throw new UsageError(`testState: expected text for "${member}", received ${JSON.stringify(value)}. Hint: the API takes JSON as text.`);
}

function length(member: string, value: string | undefined, least: number, most: number, sensitive: boolean): void {
  if (value === undefined) return;
  requireText(member, value);
  const shown = sensitive ? undefined : `'${value}'`;
  if (value.length < least) refuse(constraint(member, shown, `Member must have length greater than or equal to ${least}`));
  if (value.length > most) refuse(constraint(member, shown, `Member must have length less than or equal to ${most}`));
}

function oneOf(member: string, value: string | undefined, values: readonly string[]): void {
  if (value !== undefined && !values.includes(value))
    refuse(constraint(member, `'${value}'`, `Member must satisfy enum value set: [${values.join(', ')}]`));
}

function atLeastZero(member: string, value: number | undefined): void {
  if (value !== undefined && !(value >= 0)) refuse(constraint(member, `'${value}'`, 'Member must have value greater than or equal to 0'));
}
