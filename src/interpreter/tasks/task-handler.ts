import type { JsonValue } from '../../asl';
import { copyJson, isTrusted } from '../payloads/own-copy';
import { boundIfJson } from '../payloads/payload-size';
import { UsageError } from '../usage-error';
import { GivenCall } from './given-call';
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
    const shown = (call: TaskCall): TaskCall => (ours ? call : new GivenCall(call));
    const answers = (call: TaskCall): boolean => tasks.answers?.(shown(call)) ?? false;
    return { ours, answers, answer: ours ? tasks : (call) => tasks(new GivenCall(call)) };
  }
  if (tasks === undefined) return { answers: () => false, answer: unanswered };
  const taken = takenNow(tasks);
  const keyOf = (call: TaskCall): string | undefined => {
    if (Object.hasOwn(taken, call.state)) return call.state;
    return Object.hasOwn(taken, call.resource) ? call.resource : undefined;
  };
  return {
    answers: (call) => keyOf(call) !== undefined,
    answer(call) {
      const key = keyOf(call);
      if (key === undefined) return unanswered(call);
      const answer = taken[key] as TaskHandler | TaskAnswer;
      return typeof answer === 'function' ? answer(new GivenCall(call)) : answer;
    },
  };
}

/** The handlers and answers as they are when the execution starts: whoever gave them may change them. */
function takenNow(tasks: Readonly<Record<string, TaskHandler | JsonValue>>): Readonly<Record<string, TaskHandler | JsonValue>> {
  if (Object.values(tasks).every((answer) => typeof answer === 'function')) return { ...tasks };
  return Object.fromEntries(Object.entries(tasks).map(([key, answer]) => [key, isPlain(answer) ? copyJson(answer) : answer]));
}

/** What is not plainly JSON is looked at, and refused, where the task takes it. */
function isPlain(answer: TaskHandler | JsonValue): answer is JsonValue {
  return typeof answer !== 'function' && !isSpecialAnswer(answer) && boundIfJson(answer) >= 0;
}

/** Callbacks and activities wait for somebody; any other task must be answered. */
function unanswered(call: TaskCall): ReturnType<typeof parked> {
  if (call.taskToken !== undefined) return parked();
  throw new UsageError(
    `Task "${call.state}" calls ${call.resource}, and nothing answers it. Hint: give \`tasks: { ${JSON.stringify(call.state)}: result }\`, or a function of the call.`,
  );
}
