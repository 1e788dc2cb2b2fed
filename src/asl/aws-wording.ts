import { awsLocation } from './aws-location';
import type { StateType } from './definition';
import type { JsonValue } from './json';
import type { InspectedDefinition } from './parse-definition';
import { parentPointer, pointerTokens } from './pointer';
import type { Problem, ProblemCode, StructureProblem } from './problem';
import { abridged } from './problem-text';
import type { Wanted, WantedRange, WantedValue } from './wanted';

const SCHEMA = 'SCHEMA_VALIDATION_FAILED';

/** Names of the state kinds in the order in which AWS lists them. */
export const AWS_STATE_TYPES = [
  'Task',
  'Wait',
  'Pass',
  'Succeed',
  'Fail',
  'Choice',
  'Parallel',
  'Map',
] as const satisfies readonly StateType[];

/** A problem as AWS words it. */
export interface AwsWording {
  readonly code: string;
  readonly message: string;
  /** Where AWS places it, when that is not the place itself; null when AWS gives no location. */
  readonly locationPointer?: string | null;
  /** Where AWS places it, when that is not a place of the definition but one of its text. */
  readonly location?: string;
}

/** Fields of which AWS takes one only, in the order in which it lists them: as they lie in a Java hash set, so measured and not guessed. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'],
  (
    'StringEquals IsBoolean StringLessThan IsNumeric BooleanEquals StringLessThanEqualsPath NumericLessThan NumericGreaterThan ' +
    'NumericLessThanPath StringMatches TimestampLessThanEqualsPath NumericEquals TimestampGreaterThan StringGreaterThanEqualsPath ' +
    'TimestampGreaterThanEqualsPath TimestampLessThanEquals NumericLessThanEqualsPath TimestampEquals BooleanEqualsPath IsTimestamp ' +
    'StringLessThanEquals NumericLessThanEquals StringLessThanPath TimestampGreaterThanPath StringGreaterThan StringGreaterThanPath ' +
    'IsString StringEqualsPath TimestampEqualsPath TimestampLessThan StringGreaterThanEquals NumericGreaterThanPath ' +
    'NumericGreaterThanEquals NumericEqualsPath TimestampLessThanPath IsNull IsPresent TimestampGreaterThanEquals ' +
    'NumericGreaterThanEqualsPath'
  ).split(' '),
];

const CHOICE_SELECTORS = 'The object must have only one of the following fields, [And, Or, Not, Variable, Condition]';

/** Words of which AWS names another first than we do. */
const WORDS: Readonly<Record<string, string>> = { JitterStrategy: 'NONE, FULL' };

function alternatives(fields: readonly string[]): string {
  return (ALTERNATIVES.find((group) => fields.every((field) => group.includes(field))) ?? fields).join(', ');
}

function isSelector(field: string): boolean {
  return field === 'And' || field === 'Or' || field === 'Not' || field === 'Variable';
}

/** Types as AWS names them. */
const TYPES: Readonly<Record<WantedValue['type'], string>> = {
  string: '[STRING]',
  path: '[STRING]',
  timestamp: '[STRING]',
  words: '[STRING]',
  condition: '[STRING]',
  boolean: '[BOOLEAN]',
  number: '[NUMBER]',
  integer: 'Integer',
  object: '[OBJECT]',
  array: '[ARRAY]',
};

function rangeText(wanted: WantedRange, field: string, received: JsonValue | undefined): string {
  const outside = (text: string): string => `The field '${field}' should be ${text}, but was ${abridged(received ?? null)}`;
  if (wanted.type === 'delay') return outside(`a delay greater than IntervalSeconds (${wanted.over})`);
  if (wanted.type === 'heartbeat') return outside(`a heartbeat of less than TimeoutSeconds (${wanted.under})`);
  if (wanted.type === 'label') return outside(`a label of at most ${wanted.most} characters`);
  const { type, least, most } = wanted;
  // A number that may have a fraction is printed as Java prints one.
  const fraction = type === 'number' ? '.0' : '';
  return least !== undefined && (most === undefined || (received as number) < least)
    ? `Minimum value is ${least}${fraction}`
    : `Maximum value is ${most}${fraction}`;
}

/** A problem of one kind. */
type ProblemOf<Code extends ProblemCode> = Problem & { readonly wanted: Wanted[Code] };
type Wording<Code extends ProblemCode> = (problem: ProblemOf<Code>, field: string) => { readonly message: string } & Partial<AwsWording>;

/**
 * AWS's words for each structural problem: seen in recordings, or measured by others (floci #2735 and #2745, cdk-preflight, tiny-asl-machine) where
 * the service checks it; in its style elsewhere.
 */
const WORDINGS: { readonly [Code in ProblemCode]: Wording<Code> } = {
  INVALID_JSON: ({ wanted, received, aws }) => {
    if (aws?.location !== undefined) return aws;
    const message = {
      blank: () => 'Unexpected end-of-input',
      end: () => 'Unexpected end-of-input',
      text: () => `Unexpected text: ${String(received)}`,
      value: () => `Expected JSON, not ${'value' in wanted ? wanted.value : ''}`,
    }[wanted.found]();
    return { message, code: 'INVALID_JSON_DESCRIPTION', locationPointer: null };
  },
  NOT_A_MACHINE: () => ({ message: 'Definition must be a valid JSON object', locationPointer: null }),
  DEFINITION_TOO_LARGE: ({ wanted, received }) => ({
    message: `Expected a definition of at most ${wanted.most} bytes, but it has ${abridged(received ?? null)}`,
    locationPointer: null,
  }),
  NESTED_TOO_DEEPLY: () => ({ message: 'The states are too deeply nested', code: 'TOO_DEEPLY_NESTED', locationPointer: null }),
  DUPLICATE_KEY: ({ received }) => ({ message: `Duplicate field ${abridged(received ?? null)}`, code: 'INVALID_JSON_DESCRIPTION' }),
  INEXACT_NUMBER: ({ received }) => ({
    message: `${received} is not a number that JavaScript holds`,
    code: 'INEXACT_NUMBER',
  }),
  MISSING_FIELD: ({ fields = [] }) => {
    if (fields.length === 1 && fields[0] === 'Type') return { message: `The field 'Type' is required` };
    if (fields.length === 1 && fields[0] === 'Variable') return { message: CHOICE_SELECTORS };
    return { message: `These fields are required: [${fields.join(', ')}]` };
  },
  UNKNOWN_FIELD: ({ pointer }, field) => ({ message: `Field '${field}' is not supported`, locationPointer: parentPointer(pointer) }),
  WRONG_QUERY_LANGUAGE: ({ wanted: { language }, pointer }, field) => {
    const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
    return {
      message: `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      locationPointer: parentPointer(pointer),
    };
  },
  QUERY_LANGUAGE_DOWNGRADE: ({ pointer }) => ({
    message: `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`,
    locationPointer: parentPointer(pointer),
  }),
  WRONG_TYPE: ({ wanted }) => ({
    message: `Expected value of type ${wanted.type === 'path' && wanted.orNull ? '[STRING, NULL]' : TYPES[wanted.type]}`,
  }),
  UNKNOWN_VALUE: ({ wanted }, field) => ({
    message: `Value should be one of the following: [${WORDS[field] ?? wanted.words.join(', ')}]`,
  }),
  OUT_OF_RANGE: ({ wanted, received }, field) => ({ message: rangeText(wanted, field, received) }),
  EMPTY_VALUE: () => ({ message: 'Value cannot be empty' }),
  EXCLUSIVE_FIELDS: ({ fields = [] }) => ({
    message: fields.some(isSelector) ? CHOICE_SELECTORS : `There should only be one of the following fields: [${alternatives(fields)}]`,
  }),
  MISSING_ALTERNATIVE: ({ fields }) => ({
    message: fields ? `This object should have only one of the following fields: [${alternatives(fields)}]` : CHOICE_SELECTORS,
  }),
  UNKNOWN_STATE_TYPE: () => ({ message: `The field 'Type' should have one of these values: [${AWS_STATE_TYPES.join(', ')}]` }),
  MISSING_TRANSITION: () => ({ message: 'This object should have only one of the following fields: [Next, End]' }),
  MISSING_TRANSITION_TARGET: ({ received }) => ({
    message: `Missing 'Next' target: ${String(received)}`,
    code: 'MISSING_TRANSITION_TARGET',
  }),
  DUPLICATE_STATE_NAME: ({ received }) => ({ message: `Duplicate State name: ${String(received)}`, code: 'DUPLICATE_STATE_NAME' }),
  STATE_NAME_LENGTH: ({ received }) => ({
    message: `State name must have 1 to 80 characters, but has ${String(received).length}`,
    code: 'INVALID_STATE_NAME',
  }),
  STATES_ALL_PLACEMENT: () => ({ message: 'States.ALL must appear alone and at end of list' }),
  DISTRIBUTED_ONLY: (_, field) => ({ message: `Field '${field}' is only supported when 'Mode' is 'DISTRIBUTED'` }),
  INVALID_TIMESTAMP: () => ({ message: 'String does not match RFC3339 timestamp' }),
};

/** Words a structural problem as AWS does. */
export function awsWording(problem: StructureProblem): AwsWording {
  const field = lastNamedToken(problem.pointer);
  // The compiler does not follow that the entry of a code takes the problems of that code.
  const wording = (WORDINGS[problem.code] as Wording<ProblemCode>)(problem, field);
  const credentials = problem.code === 'MISSING_FIELD' && field === 'Credentials';
  return { code: SCHEMA, ...wording, ...(credentials ? { message: `The field 'RoleArn' is required but was missing` } : {}) };
}

/** AWS names all missing fields of an object at once. */
export function mergeMissing(problems: readonly StructureProblem[]): StructureProblem[] {
  const merged = new Map<string, StructureProblem>();
  for (const problem of problems) {
    const key = problem.code === 'MISSING_FIELD' ? `${problem.code} ${problem.pointer}` : `${merged.size}`;
    const known = merged.get(key);
    merged.set(
      key,
      known
        ? { ...known, fields: [...(known.fields ?? []), ...(problem.fields ?? [])], expected: `${known.expected} and ${problem.expected}` }
        : problem,
    );
  }
  return [...merged.values()];
}

/** The message with which the service refuses a definition that has structural problems, or undefined when there are none it minds. */
export function awsRefusal({ problems, source }: Pick<InspectedDefinition, 'problems' | 'source'>): string | undefined {
  // Of a key that is there twice the service takes the last, and integers of any size.
  const minded = mergeMissing(problems.filter(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'INEXACT_NUMBER'));
  if (minded.length === 0) return undefined;
  return `Invalid State Machine Definition: '${minded.map((problem) => oneProblem(problem, source ?? null)).join(', ')}'`;
}

function oneProblem(problem: StructureProblem, source: JsonValue): string {
  const { code, message, location, locationPointer = problem.pointer } = awsWording(problem);
  if (location !== undefined) return `${code}: ${message} at ${location}`;
  return locationPointer === null ? `${code}: ${message}` : `${code}: ${message} at ${awsLocation(locationPointer, source)}`;
}

function lastNamedToken(pointer: string): string {
  const tokens = pointerTokens(pointer);
  for (let index = tokens.length - 1; index >= 0; index--) if (!/^\d+$/.test(tokens[index]!)) return tokens[index]!;
  return '';
}
