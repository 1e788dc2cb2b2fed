import { isJsonObject, type JsonValue } from '../../asl';
import { taskKindOf } from '../machine-view/task-kind';

/**
 * Tells whether what the function returned, by a mock's answer, is an answer of `lambda:invoke` itself: its mock was handed the whole answer where it takes
 * the payload. A function may return such an object, and hardly ever does.
 */
export function wrappedTwice(resource: string, answer: JsonValue): boolean {
  const kind = taskKindOf(resource);
  const returned = kind === 'lambdaInvoke' && isJsonObject(answer) ? answer.Payload : kind === 'lambdaArn' ? answer : undefined;
  return isJsonObject(returned) && typeof returned.StatusCode === 'number' && Object.hasOwn(returned, 'Payload');
}
