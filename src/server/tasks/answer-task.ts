import { isPromise, nearestName, patternOf } from '../../asl';
import { copyJson, external, givenCall, isTaskError, parked, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import type { RootExecution } from '../service/execution-record';
import type { Driver } from '../time/driver';
import { namesOf, ruleFor, type ServerTasks } from './server-tasks';

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
  if (!isPromise(answer)) return answer;
  return external((task) => {
    desk.driver.answerLater(
      record,
      task,
      answer.then(
        (value) => () => void task.answer(value),
        (thrown: unknown) => () => {
          if (!isTaskError(thrown)) throw thrown;
          task.fail(thrown.error, thrown.cause as string | undefined, thrown.stage);
        },
      ),
    );
  });
}

function unanswered({ log, tasks }: TaskDesk, call: TaskCall): TaskError {
  const rule = `tasks: { ${JSON.stringify(call.state)}: { } }`;
  const near = namesOf(call).flatMap((name) => nearestName(name, Object.keys(tasks ?? {})) ?? [])[0];
  const hint =
    near === undefined
      ? `give the server ${rule}, or a function of the call.`
      : `the rule ${JSON.stringify(near)} is near; did you mean ${rule}?`;
  const cause = `State "${call.state}" calls ${call.resource}, and nothing answers it. Hint: ${hint}`;
  log(cause);
  return new TaskError('Drystep.NobodyAnswers', cause);
}
