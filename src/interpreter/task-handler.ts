import { nearestName } from '../asl';
import { parked, type TaskCall, type TaskHandler, type Tasks } from './task-call';
import { UsageError } from './usage-error';

/** One function that answers every task: what the caller gave, and else the rule for tasks nobody answers. */
export function taskHandler(tasks: Tasks | undefined): TaskHandler {
  if (typeof tasks === 'function') return tasks;
  if (tasks === undefined) return unanswered;
  return (call) => {
    const key = Object.hasOwn(tasks, call.state) ? call.state : Object.hasOwn(tasks, call.resource) ? call.resource : undefined;
    if (key === undefined) return unanswered(call, Object.keys(tasks));
    const answer = tasks[key];
    return typeof answer === 'function' ? answer(call) : (answer as Exclude<typeof answer, TaskHandler | undefined>);
  };
}

/** Callbacks and activities wait for somebody; any other task must be answered. */
function unanswered(call: TaskCall, given: readonly string[] = []): ReturnType<typeof parked> {
  if (call.taskToken !== undefined) return parked();
  const near = nearestName(call.state, given);
  throw new UsageError(
    `Task "${call.state}" calls ${call.resource}, and nothing answers it. Hint: ${near === undefined ? '' : `did you mean "${call.state}" where \`tasks\` says "${near}"? `}give \`tasks: { ${JSON.stringify(call.state)}: result }\`, or a function of the call.`,
  );
}
