import { type TaskCall, TaskError } from '../../../src/interpreter';
import type { EnumeratedPath, PathStep } from '../../../src/testing/paths/enumerated-path';

/** Answers tasks as a path says: fails as often as it does, and asks `answer` for the rest, with the step and the number of the one behind it. */
export function followPath<Answer>(
  { steps }: EnumeratedPath,
  answer: (step: PathStep | undefined, next: number) => Answer,
): (call: TaskCall) => Answer {
  let at = 0;
  let failures = 0;
  return (call) => {
    while (at < steps.length && steps[at]?.state !== call.state) at++;
    const step = steps[at];
    if (step?.cause?.kind === 'fails') {
      failures++;
      if (failures === step.cause.attempts) {
        failures = 0;
        at++;
      }
      throw new TaskError(step.cause.error);
    }
    at++;
    return answer(step, at);
  };
}
