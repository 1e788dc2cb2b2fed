import type { JsonValue } from '../../asl';
import { copyJson, isTrusted } from '../payloads/own-copy';
import { boundIfJson } from '../payloads/payload-size';
import { UsageError } from '../usage-error';
import { givenCall } from './given-call';
import { isSpecialAnswer, parked, type TaskAnswer, type TaskCall, type TaskHandler, type Tasks } from './task-call';

/** Answers every task of a run. */
export interface TaskAnswerer {
  /** Whether it is ours: it changes nothing of what it is given, and nobody changes its answers later. */
  readonly ours?: boolean;
  /** Whether the caller names this state or resource: a registered machine then does not run in its place. */
  answers(call: TaskCall): boolean;
  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer>;
}

/** Makes the answerer of what the caller gave, and else of the rule for tasks nobody answers. */
export function taskAnswerer(tasks: Tasks | undefined): TaskAnswerer {
  if (typeof tasks === 'function') {
    const ours = isTrusted(tasks);
    const shown = ours ? (call: TaskCall) => call : givenCall;
    const answers = (call: TaskCall): boolean => tasks.answers?.(shown(call)) ?? false;
    return { ours, answers, answer: ours ? tasks : (call) => tasks(givenCall(call)) };
  }
  if (tasks === undefined) return { answers: () => false, answer: unanswered };
  const taken = new Map<string, TaskHandler | TaskAnswer>();
  for (const [key, answer] of Object.entries(tasks)) taken.set(key, takenNow(answer));
  const keyOf = (call: TaskCall): string => (taken.has(call.state) ? call.state : call.resource);
  return {
    answers: (call) => taken.has(keyOf(call)),
    answer(call) {
      const key = keyOf(call);
      if (!taken.has(key)) return unanswered(call);
      const answer = taken.get(key) as TaskHandler | TaskAnswer;
      return typeof answer === 'function' ? answer(givenCall(call)) : answer;
    },
  };
}

/** An answer as it is when the execution starts. What is not plainly JSON is looked at, and refused, where the task takes it. */
function takenNow(answer: TaskHandler | JsonValue): TaskHandler | JsonValue {
  return typeof answer === 'function' || isSpecialAnswer(answer) || boundIfJson(answer) < 0 ? answer : copyJson(answer);
}

/** Callbacks and activities wait for somebody; any other task must be answered. */
function unanswered(call: TaskCall): ReturnType<typeof parked> {
  if (call.taskToken !== undefined) return parked();
  throw new UsageError(
    `Task "${call.state}" calls ${call.resource}, and nothing answers it. Hint: give \`tasks: { ${JSON.stringify(call.state)}: result }\`, or a function of the call.`,
  );
}
