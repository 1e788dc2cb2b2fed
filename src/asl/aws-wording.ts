import { awsLocation } from './aws-location';
import type { StateType } from './definition';
import type { JsonValue } from './json';
import type { InspectedDefinition } from './parse-definition';
import { pointerTokens } from './pointer';
import type { Problem, ProblemCode } from './problem';
import { abridged } from './problem-text';

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

/** The type that a sentence such as `an array of states` means, as AWS names it. */
function typeText(expected: string): string {
  if (expected.startsWith('an integer')) return 'Integer';
  if (expected.startsWith('an object') || expected.includes('(an object)')) return '[OBJECT]';
  if (expected.startsWith('an array')) return '[ARRAY]';
  if (expected === 'true or false') return '[BOOLEAN]';
  if (expected.startsWith('a number')) return '[NUMBER]';
  return expected.endsWith('or null') ? '[STRING, NULL]' : '[STRING]';
}

function boundText(expected: string, received: JsonValue | undefined): string | undefined {
  const [, kind, least, , most] = /^an? (integer|number) (?:of |from )(-?[\d.]+)(?: or more)?( to (-?[\d.]+))?$/.exec(expected) ?? [];
  // A number that may have a fraction is printed as Java prints one.
  const fraction = kind === 'number' ? '.0' : '';
  if (least !== undefined && (most === undefined || (received as number) < Number(least))) return `Minimum value is ${least}${fraction}`;
  const largest = most ?? /^an integer of at most (\d+)$/.exec(expected)?.[1];
  return largest === undefined ? undefined : `Maximum value is ${largest}${fraction}`;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

type Wording = (problem: Problem, field: string) => { readonly message: string } & Partial<AwsWording>;

/**
 * AWS's words for each structural problem: seen in recordings, or measured by others (floci #2735 and #2745, cdk-preflight, tiny-asl-machine) where
 * the service checks it; in its style elsewhere.
 */
const WORDINGS: Record<ProblemCode, Wording> = {
  INVALID_JSON: ({ received, expected, pointer, aws }) => {
    if (aws?.location !== undefined) return aws;
    return pointer === '' && received === 'the end of the text'
      ? { message: 'Unexpected end-of-input', code: 'INVALID_JSON_DESCRIPTION', locationPointer: null }
      : {
          message: typeof received === 'string' ? `Unexpected text: ${received}` : `Expected ${expected}`,
          code: 'INVALID_JSON_DESCRIPTION',
          locationPointer: null,
        };
  },
  NOT_A_MACHINE: () => ({ message: 'Definition must be a valid JSON object', locationPointer: null }),
  DEFINITION_TOO_LARGE: ({ expected, received }) => ({
    message: `Expected ${expected}, but it has ${abridged(received ?? null)}`,
    locationPointer: null,
  }),
  NESTED_TOO_DEEPLY: () => ({ message: 'The states are too deeply nested', code: 'TOO_DEEPLY_NESTED', locationPointer: null }),
  DUPLICATE_KEY: ({ received }) => ({ message: `Duplicate field ${abridged(received ?? null)}`, code: 'INVALID_JSON_DESCRIPTION' }),
  INEXACT_NUMBER: ({ received, hint }) => ({
    message: `${received} is not a number that JavaScript holds: ${hint}`,
    code: 'INEXACT_NUMBER',
  }),
  MISSING_FIELD: ({ fields = [] }) => {
    if (fields.length === 1 && fields[0] === 'Type') return { message: `The field 'Type' is required` };
    if (fields.length === 1 && fields[0] === 'Variable') return { message: CHOICE_SELECTORS };
    return { message: `These fields are required: [${fields.join(', ')}]` };
  },
  UNKNOWN_FIELD: ({ pointer }, field) => ({ message: `Field '${field}' is not supported`, locationPointer: parentOf(pointer) }),
  WRONG_QUERY_LANGUAGE: ({ expected, pointer }, field) => {
    const [language, other] = expected.endsWith('JSONata') ? ['JSONata', 'JSONPath'] : ['JSONPath', 'JSONata'];
    return {
      message: `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      locationPointer: parentOf(pointer),
    };
  },
  QUERY_LANGUAGE_DOWNGRADE: ({ pointer }) => ({
    message: `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`,
    locationPointer: parentOf(pointer),
  }),
  WRONG_TYPE: ({ expected }) => ({ message: `Expected value of type ${typeText(expected)}` }),
  UNKNOWN_VALUE: ({ expected }, field) => ({
    message: `Value should be one of the following: [${WORDS[field] ?? [...expected.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join(', ')}]`,
  }),
  OUT_OF_RANGE: ({ expected, received }, field) => ({
    message: boundText(expected, received) ?? `The field '${field}' should be ${expected}, but was ${abridged(received ?? null)}`,
  }),
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
export function awsWording(problem: Problem): AwsWording {
  const field = lastNamedToken(problem.pointer);
  // Problems of this room have the codes of the table; the interface keeps them open for other rooms.
  const wording = WORDINGS[problem.code as ProblemCode](problem, field);
  const credentials = problem.code === 'MISSING_FIELD' && field === 'Credentials';
  return { code: SCHEMA, ...wording, ...(credentials ? { message: `The field 'RoleArn' is required but was missing` } : {}) };
}

/** AWS names all missing fields of an object at once. */
export function mergeMissing(problems: readonly Problem[]): Problem[] {
  const merged = new Map<string, Problem>();
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

/** Gives the message with which the service refuses a definition that has structural problems, or undefined when there are none it minds. */
export function awsRefusal({ problems, source }: Pick<InspectedDefinition, 'problems' | 'source'>): string | undefined {
  // Of a key that is there twice the service takes the last, and integers of any size.
  const minded = mergeMissing(problems.filter(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'INEXACT_NUMBER'));
  if (minded.length === 0) return undefined;
  return `Invalid State Machine Definition: '${minded.map((problem) => oneProblem(problem, source ?? null)).join(', ')}'`;
}

function oneProblem(problem: Problem, source: JsonValue): string {
  const { code, message, location, locationPointer = problem.pointer } = awsWording(problem);
  if (location !== undefined) return `${code}: ${message} at ${location}`;
  return locationPointer === null ? `${code}: ${message}` : `${code}: ${message} at ${awsLocation(locationPointer, source)}`;
}

function lastNamedToken(pointer: string): string {
  const tokens = pointerTokens(pointer);
  for (let index = tokens.length - 1; index >= 0; index--) if (!/^\d+$/.test(tokens[index]!)) return tokens[index]!;
  return '';
}
