import { copyJson, jsonAnswer } from '../../interpreter';
import { listedAnswers } from './listed-answers';
import type { ServerTasks, TakenTasks } from './server-tasks';

/** Rules as they are when they are given: whoever gave them may change them later. Throws a UsageError for an answer that is not JSON. */
export function takenTasks(tasks: ServerTasks | undefined): TakenTasks | undefined {
  if (tasks === undefined || typeof tasks === 'function') return tasks;
  return Object.fromEntries(
    Object.entries(tasks).map(([key, answer]) => {
      if (typeof answer === 'function') return [key, answer];
      const place = `startServer(): tasks[${JSON.stringify(key)}]`;
      const constant = copyJson(jsonAnswer(answer, place, 'write'));
      return [key, listedAnswers(constant, place) ?? { constant }];
    }),
  );
}
