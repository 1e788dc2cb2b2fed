import { UsageError } from '../usage-error';
import { parked, type TaskAnswer, type TaskCall, type TaskHandler, type Tasks } from './task-call';

/** Answers every task of a run. */
export interface TaskAnswerer {
  /** Whether the caller names this state or resource: a registered machine then does not run in its place. */
  answers(call: TaskCall): boolean;
  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer>;
}

/** Makes the answerer of what the caller gave, and else of the rule for tasks nobody answers. */
export function taskAnswerer(tasks: Tasks | undefined): TaskAnswerer {
  if (typeof tasks === 'function') {
    const answers = (call: TaskCall): boolean => tasks.answers?.(call) ?? false;
    return { answers, answer: tasks };
  }
  if (tasks === undefined) return { answers: () => false, answer: unanswered };
  const keyOf = (call: TaskCall): string | undefined => {
    if (Object.hasOwn(tasks, call.state)) return call.state;
    return Object.hasOwn(tasks, call.resource) ? call.resource : undefined;
  };
  return {
    answers: (call) => keyOf(call) !== undefined,
    answer(call) {
      const key = keyOf(call);
      if (key === undefined) return unanswered(call);
      const answer = tasks[key] as TaskHandler | TaskAnswer;
      return typeof answer === 'function' ? answer(call) : answer;
    },
  };
}

/** Callbacks and activities wait for somebody; any other task must be answered. */
function unanswered(call: TaskCall): ReturnType<typeof parked> {
  if (call.taskToken !== undefined) return parked();
  throw new UsageError(
    `Task "${call.state}" calls ${call.resource}, and nothing answers it. Hint: give \`tasks: { ${JSON.stringify(call.state)}: result }\`, or a function of the call.`,
  );
}
