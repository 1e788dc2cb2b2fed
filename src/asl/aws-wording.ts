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
}

type Wording = (problem: Problem, field: string) => { readonly message: string } & Partial<AwsWording>;

/** AWS's words for each structural problem: seen in recordings where the service checks it, in its style elsewhere. */
const WORDINGS: Record<ProblemCode, Wording> = {
  INVALID_JSON: ({ received, expected, pointer }) =>
    pointer === '' && received === 'the end of the text'
      ? { message: 'Unexpected end-of-input', code: 'INVALID_JSON_DESCRIPTION', locationPointer: null }
      : {
          message: typeof received === 'string' ? `Unexpected text: ${received}` : `Expected ${expected}`,
          code: 'INVALID_JSON_DESCRIPTION',
          locationPointer: null,
        },
  NOT_A_MACHINE: () => ({ message: 'Definition must be a valid JSON object', locationPointer: null }),
  DEFINITION_TOO_LARGE: ({ expected, received }) => ({
    message: `Expected ${expected}, but it has ${abridged(received ?? null)}`,
    locationPointer: null,
  }),
  NESTED_TOO_DEEPLY: () => ({ message: 'The states are too deeply nested', code: 'TOO_DEEPLY_NESTED', locationPointer: null }),
  DUPLICATE_KEY: ({ received }) => ({ message: `Duplicate field ${abridged(received ?? null)}`, code: 'INVALID_JSON_DESCRIPTION' }),
  MISSING_FIELD: ({ fields }) => ({ message: `These fields are required: [${(fields ?? []).join(', ')}]` }),
  UNKNOWN_FIELD: (_, field) => ({ message: `Field '${field}' is not supported` }),
  WRONG_QUERY_LANGUAGE: ({ expected }, field) => ({
    message: `Field '${field}' is not supported when 'QueryLanguage' is '${expected.endsWith('JSONata') ? 'JSONata' : 'JSONPath'}'`,
  }),
  QUERY_LANGUAGE_DOWNGRADE: ({ pointer }) => ({
    message: `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`,
    locationPointer: pointer.slice(0, pointer.lastIndexOf('/')),
  }),
  WRONG_TYPE: ({ expected, received }, field) => ({
    message: `The field '${field}' should be ${expected}, but was ${abridged(received ?? null)}`,
  }),
  UNKNOWN_VALUE: ({ expected }, field) => ({
    message: `The field '${field}' should have one of these values: [${[...expected.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join(', ')}]`,
  }),
  OUT_OF_RANGE: ({ expected, received }, field) => ({
    message: `The field '${field}' should be ${expected}, but was ${abridged(received ?? null)}`,
  }),
  EMPTY_VALUE: () => ({ message: 'Value cannot be empty' }),
  EXCLUSIVE_FIELDS: ({ fields }) => ({ message: `Only one of these fields is allowed: [${(fields ?? []).join(', ')}]` }),
  MISSING_ALTERNATIVE: ({ fields, expected }) => ({
    message: fields ? `Exactly one of these fields is required: [${fields.join(', ')}]` : `Expected ${expected}`,
  }),
  UNKNOWN_STATE_TYPE: () => ({ message: `The field 'Type' should have one of these values: [${AWS_STATE_TYPES.join(', ')}]` }),
  MISSING_TRANSITION: () => ({ message: `Exactly one of these fields is required: [Next, End]` }),
  MISSING_TRANSITION_TARGET: ({ received }) => ({
    message: `Missing 'Next' target: ${String(received)}`,
    code: 'MISSING_TRANSITION_TARGET',
  }),
  DUPLICATE_STATE_NAME: ({ received }) => ({ message: `Duplicate State name: ${String(received)}`, code: 'DUPLICATE_STATE_NAME' }),
  STATE_NAME_LENGTH: ({ received }) => ({
    message: `State name must have 1 to 80 characters, but has ${String(received).length}`,
    code: 'INVALID_STATE_NAME',
  }),
  STATES_ALL_PLACEMENT: ({ expected }) => ({ message: `Expected ${expected}` }),
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
  // Of a key that is there twice the service takes the last.
  const minded = mergeMissing(problems.filter(({ code }) => code !== 'DUPLICATE_KEY'));
  if (minded.length === 0) return undefined;
  return `Invalid State Machine Definition: '${minded.map((problem) => oneProblem(problem, source ?? null)).join(', ')}'`;
}

function oneProblem(problem: Problem, source: JsonValue): string {
  const { code, message, locationPointer = problem.pointer } = awsWording(problem);
  return locationPointer === null ? `${code}: ${message}` : `${code}: ${message} at ${awsLocation(locationPointer, source)}`;
}

function lastNamedToken(pointer: string): string {
  const tokens = pointerTokens(pointer);
  for (let index = tokens.length - 1; index >= 0; index--) if (!/^\d+$/.test(tokens[index]!)) return tokens[index]!;
  return '';
}
