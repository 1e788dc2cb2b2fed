import { patternOf } from '../../asl';
import { copyJson, external, givenCall, parked, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import type { RootExecution } from '../service/execution-record';
import type { Driver } from '../time/driver';
import { ruleFor, type ServerTasks } from './server-tasks';

/** What answering the tasks of an execution needs. */
export interface TaskDesk {
  readonly tasks: ServerTasks | undefined;
  readonly driver: Driver;
  /** Who the call belongs to. */
  readonly record: () => RootExecution;
  /** Hands the task of an activity to its workers. */
  readonly activity: (arn: string, record: RootExecution) => void;
  /** Remembers whom a token belongs to. */
  readonly issued: (taskToken: string, record: RootExecution) => void;
  /** What the server itself answers, for a call of Step Functions; undefined for any other. */
  readonly own: (call: TaskCall) => TaskAnswer | Promise<TaskAnswer> | undefined;
  /** Prints a line for whoever runs the server. */
  readonly log: (line: string) => void;
}

/** Answers one call: by a rule, by a worker or whoever has the token, by the server itself, or with an error that says what to write. */
export function answerTask(desk: TaskDesk, call: TaskCall): TaskAnswer {
  const record = desk.record();
  if (call.taskToken !== undefined) desk.issued(call.taskToken, record);
  const rule = ruleFor(desk.tasks, call);
  if (typeof rule === 'function') return settled(desk, record, rule(givenCall(call)));
  if (rule !== undefined) return copyJson(rule.constant);
  const pattern = patternOf(call.resource);
  if (pattern === 'activity') {
    desk.activity(call.resource, record);
    return parked();
  }
  const own = desk.own(call);
  if (own !== undefined) return settled(desk, record, own);
  if (pattern === 'waitForCallback') return parked();
  throw unanswered(desk, call);
}

/** A promise holds nothing back but its own task. */
function settled(desk: TaskDesk, record: RootExecution, answer: TaskAnswer | Promise<TaskAnswer>): TaskAnswer {
  if (!(answer instanceof Object) || typeof (answer as { then?: unknown }).then !== 'function') return answer as TaskAnswer;
  return external((task) => {
    desk.driver.answerLater(
      record,
      task,
      (answer as Promise<TaskAnswer>).then(
        (value) => () => void task.answer(value),
        (thrown: unknown) => () => {
          if (!isTaskError(thrown)) throw thrown;
          task.fail(thrown.error, thrown.cause as string | undefined, thrown.stage);
        },
      ),
    );
  });
}

/** By name: two copies of the package may be loaded. */
function isTaskError(thrown: unknown): thrown is TaskError {
  return thrown instanceof TaskError || (thrown instanceof Error && thrown.name === 'TaskError');
}

function unanswered({ log }: TaskDesk, { state, resource }: TaskCall): TaskError {
  const rule = `tasks: { ${JSON.stringify(state)}: { } }`;
  const cause = `State "${state}" calls ${resource}, and nothing answers it. Hint: give the server ${rule}, or a function of the call.`;
  log(cause);
  return new TaskError('Drystep.NobodyAnswers', cause);
}
