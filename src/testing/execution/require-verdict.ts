import { receivedText } from '../../asl';
import { UsageError } from '../usage-error';

/** What a predicate of until() gives. Throws a usage error for anything but true and false: a list holds in any case, and an expectation that was kept gives nothing. */
export function requireVerdict(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer;
  throw new UsageError(
    `until() expected its predicate to return true or false, received ${receivedText(answer)}.`,
    "compare what it looks at: until((execution) => execution.state('Ship').length > 0).",
  );
}
