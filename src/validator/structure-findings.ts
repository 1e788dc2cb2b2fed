import { abridged, type InspectedDefinition, isJsonObject, type JsonValue, type Problem, type ProblemCode, pointerTokens, STATE_TYPES } from '../asl';
import type { Finding } from './diagnostic';

const SCHEMA = 'SCHEMA_VALIDATION_FAILED';
// The order in which AWS lists the kinds.
const TYPES = `[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]`;

type Wording = (problem: Problem, field: string) => { readonly message: string } & Partial<Pick<Finding, 'code' | 'locationPointer'>>;

/** AWS's words for each structural problem: seen in recordings where the service checks it, in its style elsewhere. */
const WORDINGS: Record<ProblemCode, Wording> = {
  INVALID_JSON: ({ received, expected, pointer }) =>
    pointer === '' && received === 'the end of the text'
      ? { message: 'Unexpected end-of-input', code: 'INVALID_JSON_DESCRIPTION', locationPointer: null }
      : { message: typeof received === 'string' ? `Unexpected text: ${received}` : `Expected ${expected}`, code: 'INVALID_JSON_DESCRIPTION', locationPointer: null },
  NOT_A_MACHINE: () => ({ message: 'Definition must be a valid JSON object', locationPointer: null }),
  DEFINITION_TOO_LARGE: ({ expected, received }) => ({ message: `Expected ${expected}, but it has ${abridged(received ?? null)}`, locationPointer: null }),
  NESTED_TOO_DEEPLY: () => ({ message: 'The states are too deeply nested', code: 'TOO_DEEPLY_NESTED', locationPointer: null }),
  DUPLICATE_KEY: ({ received }) => ({ message: `Duplicate field ${abridged(received ?? null)}`, code: 'INVALID_JSON_DESCRIPTION' }),
  MISSING_FIELD: ({ fields }) => ({ message: `These fields are required: [${(fields ?? []).join(', ')}]` }),
  UNKNOWN_FIELD: (_, field) => ({ message: `Field '${field}' is not supported` }),
  WRONG_QUERY_LANGUAGE: ({ expected }, field) => ({ message: `Field '${field}' is not supported when 'QueryLanguage' is '${expected.endsWith('JSONata') ? 'JSONata' : 'JSONPath'}'` }),
  QUERY_LANGUAGE_DOWNGRADE: ({ pointer }) => ({ message: `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`, locationPointer: pointer.slice(0, pointer.lastIndexOf('/')) }),
  WRONG_TYPE: ({ expected, received }, field) => ({ message: `The field '${field}' should be ${expected}, but was ${abridged(received ?? null)}` }),
  UNKNOWN_VALUE: ({ expected }, field) => ({ message: `The field '${field}' should have one of these values: [${[...expected.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join(', ')}]` }),
  OUT_OF_RANGE: ({ expected, received }, field) => ({ message: `The field '${field}' should be ${expected}, but was ${abridged(received ?? null)}` }),
  EMPTY_VALUE: () => ({ message: 'Value cannot be empty' }),
  EXCLUSIVE_FIELDS: ({ fields }) => ({ message: `Only one of these fields is allowed: [${(fields ?? []).join(', ')}]` }),
  MISSING_ALTERNATIVE: ({ fields, expected }) => ({ message: fields ? `Exactly one of these fields is required: [${fields.join(', ')}]` : `Expected ${expected}` }),
  UNKNOWN_STATE_TYPE: () => ({ message: `The field 'Type' should have one of these values: ${TYPES}` }),
  MISSING_TRANSITION: () => ({ message: `Exactly one of these fields is required: [Next, End]` }),
  MISSING_TRANSITION_TARGET: ({ received }) => ({ message: `Missing 'Next' target: ${String(received)}`, code: 'MISSING_TRANSITION_TARGET' }),
  DUPLICATE_STATE_NAME: ({ received }) => ({ message: `Duplicate State name: ${String(received)}`, code: 'DUPLICATE_STATE_NAME' }),
  STATE_NAME_LENGTH: ({ received }) => ({ message: `State name must have 1 to 80 characters, but has ${String(received).length}`, code: 'INVALID_STATE_NAME' }),
  STATES_ALL_PLACEMENT: ({ expected }) => ({ message: `Expected ${expected}` }),
  DISTRIBUTED_ONLY: (_, field) => ({ message: `Field '${field}' is only supported when 'Mode' is 'DISTRIBUTED'` }),
  INVALID_TIMESTAMP: () => ({ message: 'String does not match RFC3339 timestamp' }),
};

/** Gives the structural problems of a definition as findings with AWS's codes and wording. */
export function structureFindings({ problems, source }: InspectedDefinition, awsOnly: boolean): Finding[] {
  // A blank text is no broken JSON to AWS, but a definition that is no object (recorded).
  const blank = source === undefined && problems[0]?.hint === 'the text is empty';
  if (blank) return [{ ...toFinding({ ...problems[0]!, code: 'NOT_A_MACHINE' }), hint: 'the text is empty' }];
  if (isCloudFormation(source)) return [{ pointer: '', rule: 'UNRESOLVED_DEFINITION', code: 'UNRESOLVED_DEFINITION', severity: 'WARNING', message: 'The definition is a CloudFormation function: what it gives is not known here', hint: 'validate the synthesized template, or the text it gives' }];
  const accepted = problems.filter((problem) => !isUnresolved(problem) && !(awsOnly && problem.code === 'DUPLICATE_KEY'));
  return mergeMissing(accepted).map(toFinding);
}

function toFinding(problem: Problem): Finding {
  const field = lastNamedToken(problem.pointer);
  // The codes of asl are those of the table; the interface keeps them open for other rooms.
  const wording = WORDINGS[problem.code as ProblemCode](problem, field);
  const credentials = problem.code === 'MISSING_FIELD' && field === 'Credentials';
  return {
    code: SCHEMA,
    ...wording,
    ...(credentials ? { message: `The field 'RoleArn' is required but was missing` } : {}),
    pointer: problem.pointer,
    hint: problem.hint ?? plainHint(problem),
    rule: problem.code,
  };
}

/** What our own text says more than AWS's. */
function plainHint({ expected }: Problem): string {
  return `expected ${expected}`;
}

/** AWS names all missing fields of an object at once. */
function mergeMissing(problems: readonly Problem[]): Problem[] {
  const merged = new Map<string, Problem>();
  for (const problem of problems) {
    const key = problem.code === 'MISSING_FIELD' ? `${problem.code} ${problem.pointer}` : `${merged.size}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, fields: [...(known.fields ?? []), ...(problem.fields ?? [])], expected: `${known.expected} and ${problem.expected}` } : problem);
  }
  return [...merged.values()];
}

/** `{"Ref": "X"}` or `{"Fn::GetAtt": […]}`: CloudFormation fills it in, so nothing can be said of it yet. */
function isUnresolved({ code, received }: Problem): boolean {
  return code === 'WRONG_TYPE' && isCloudFormation(received);
}

function isCloudFormation(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]!.startsWith('Fn::'));
}

function lastNamedToken(pointer: string): string {
  const tokens = pointerTokens(pointer);
  for (let index = tokens.length - 1; index >= 0; index--) if (!/^\d+$/.test(tokens[index]!)) return tokens[index]!;
  return '';
}

/** Names of the state kinds AWS lists: kept in step with ours by a test. */
export const AWS_STATE_TYPES = TYPES.slice(1, -1).split(', ') as readonly (typeof STATE_TYPES)[number][];
