import { type AnyStateFields, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { EvaluationError } from '../../data';
import type { Visit } from '../engine/visit';
import { fieldNotSupported, requestUnusable } from '../messages';

type RequestCheck = (input: JsonObject) => readonly string[];

/** What `startExecution` takes; its `Input` may hold anything. */
const STARTS: ReadonlySet<string> = new Set(['StateMachineArn', 'Name', 'Input', 'TraceHeader']);
const STARTS_SYNC: ReadonlySet<string> = new Set([...STARTS, 'IncludedData']);

/** Services whose request Step Functions itself looks at before it is sent. */
const REQUEST_CHECKS: Readonly<Record<string, RequestCheck>> = {
  'apigateway:invoke': (input) => [
    // Headers of API Gateway: an object of lists of strings.
    ...(ownKey(input, 'Headers') === undefined || isListsOfText(ownKey(input, 'Headers')) ? [] : [invalidFormat('Headers')]),
    // Of its other parameters, texts are known to be refused (users' reports).
    ...(typeof ownKey(input, 'QueryParameters') === 'string' ? [invalidFormat('QueryParameters')] : []),
  ],
  // The token belongs into the payload (measured).
  'lambda:invoke': (input) => (Object.hasOwn(input, 'TaskToken') ? [fieldNotSupported('TaskToken')] : []),
  'states:startExecution': (input) => unsupported(input, STARTS),
  'aws-sdk:sfn:startExecution': (input) => unsupported(input, STARTS),
  'aws-sdk:sfn:startSyncExecution': (input) => unsupported(input, STARTS_SYNC),
};

const invalidFormat = (field: string): string => `The value of the field '${field}' has an invalid format`;

function isListsOfText(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === 'string'));
}

function unsupported(input: JsonObject, known: ReadonlySet<string>): readonly string[] {
  return Object.keys(input)
    .filter((name) => !known.has(name))
    .map(fieldNotSupported);
}

/** Step Functions spells every parameter with a capital, and refuses others when the task is started (developer guide, and measured). */
function misspelt(input: JsonObject): readonly string[] {
  let found: string[] | undefined;
  for (const name in input) {
    const first = name.charCodeAt(0);
    if (first < 97 || first > 122) continue;
    found ??= [];
    found.push(fieldNotSupported(name));
  }
  return found ?? NONE;
}

const NONE: readonly string[] = [];

/** What fails a state with States.Runtime when the request to an action cannot be built from the task's parameters. */
export function requestCheck(service: string, action: string): (visit: Visit, input: JsonValue) => void {
  const check = REQUEST_CHECKS[`${service}:${action.replace(/\..*/, '')}`];
  return (visit, input) => {
    if (isJsonObject(input) && isWritten(visit)) refuseRequest(input, check);
  };
}

/** What AWS makes of an input that stands in for the parameters is not known. */
function isWritten({ state }: Visit): boolean {
  const { Parameters, Arguments }: AnyStateFields = state.node.fields;
  return Parameters !== undefined || Arguments !== undefined;
}

function refuseRequest(input: JsonObject, check: RequestCheck | undefined): void {
  const own = check === undefined ? NONE : check(input);
  const problems = own.length > 0 ? own : misspelt(input);
  if (problems.length === 0) return;
  throw new EvaluationError('States.Runtime', requestUnusable(JSON.stringify(input), problems));
}
