import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { Branch } from '../branch';
import { Failure } from '../failure';
import { requestUnusable, whileExecuting } from '../messages';

type RequestCheck = (input: JsonValue) => readonly string[];

/** Services whose request Step Functions itself looks at before it is sent. */
const REQUEST_CHECKS: Readonly<Record<string, RequestCheck>> = {
  // Headers of API Gateway: an object of lists of strings.
  'apigateway:invoke': (input) => {
    if (!isJsonObject(input)) return [];
    const headers = ownKey(input, 'Headers');
    if (headers === undefined) return [];
    const fits =
      isJsonObject(headers) &&
      Object.values(headers).every((value) => Array.isArray(value) && value.every((item) => typeof item === 'string'));
    return fits ? [] : ["The value of the field 'Headers' has an invalid format"];
  },
};

/** Fails the state with States.Runtime when the request cannot be built from the task's parameters. */
export function checkRequest(branch: Branch, service: string, action: string, input: JsonValue): void {
  const key = `${service}:${action}`;
  if (!Object.hasOwn(REQUEST_CHECKS, key)) return;
  const problems = (REQUEST_CHECKS[key] as RequestCheck)(input);
  if (problems.length === 0) return;
  throw new Failure(
    'States.Runtime',
    whileExecuting(branch.state.name, branch.enteredEvent, requestUnusable(JSON.stringify(input), problems)),
  );
}
