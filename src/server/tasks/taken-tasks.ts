import { copyJson, jsonAnswer } from '../../interpreter';
import type { ServerTasks } from './server-tasks';

/** Rules as they are when they are given: whoever gave them may change them later. Throws a UsageError for an answer that is not JSON. */
export function takenTasks(tasks: ServerTasks | undefined): ServerTasks | undefined {
  if (tasks === undefined || typeof tasks === 'function') return tasks;
  return Object.fromEntries(
    Object.entries(tasks).map(([key, answer]) => [
      key,
      typeof answer === 'function' ? answer : copyJson(jsonAnswer(answer, `startServer(): tasks[${JSON.stringify(key)}]`, 'write')),
    ]),
  );
}
