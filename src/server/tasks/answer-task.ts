import { isPromise, type JsonValue, nearestName, patternOf } from '../../asl';
import { neverAnswered } from '../../data';
import {
  copyJson,
  external,
  givenCall,
  isDelayed,
  isExternal,
  isParked,
  isSubmitted,
  isTaskError,
  isWorked,
  parked,
  type TaskAnswer,
  type TaskCall,
  TaskError,
  UsageError,
} from '../../interpreter';
import type { RootExecution } from '../service/execution-record';
import type { Driver } from '../time/driver';
import { nextListed } from './listed-answers';
import { answerOfCase } from './mocked-cases';
import { namesOf, ruleFor, type TakenTasks } from './server-tasks';

/** What answering the tasks of an execution needs. */
export interface TaskDesk {
  readonly tasks: TakenTasks | undefined;
  readonly driver: Driver;
  /** Hands the task of an activity to its workers. */
  readonly activity: (arn: string, record: RootExecution) => void;
  /** Remembers whom a token belongs to. */
  readonly issued: (taskToken: string, record: RootExecution) => void;
  /** What the server itself answers, for a call of Step Functions; undefined for any other. */
  readonly own: (call: TaskCall) => TaskAnswer | Promise<TaskAnswer> | undefined;
  /** Prints a line for whoever runs the server. */
  readonly log: (line: string) => void;
}

/** Answers one call of an execution: by a rule, by a worker or whoever has the token, by the server itself, or with an error that says what to write. */
export function answerTask(desk: TaskDesk, record: RootExecution, call: TaskCall): TaskAnswer {
  if (call.taskToken !== undefined) desk.issued(call.taskToken, record);
  const mocked = record.mocked !== undefined && isOwn(record, call) ? answerOfCase(record.mocked, call, record.calls) : undefined;
  if (mocked !== undefined) return judged(desk, call, mocked.answer);
  const rule = ruleFor(desk.tasks, call);
  if (typeof rule === 'function') return settled(desk, record, rule(givenCall(call)), (answer) => judged(desk, call, answer));
  if (rule !== undefined) return judged(desk, call, 'constant' in rule ? copyJson(rule.constant) : nextListed(rule, call, record.calls));
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

/** Answers the task of a state that is tested by itself, by a rule or by the server itself. Throws a UsageError where nothing does. */
export function answerTested({ tasks, own }: Pick<TaskDesk, 'tasks' | 'own'>, call: TaskCall): TaskAnswer | Promise<TaskAnswer> {
  const rule = ruleFor(tasks, call);
  if (typeof rule === 'function') return rule(givenCall(call));
  if (rule !== undefined) return 'constant' in rule ? copyJson(rule.constant) : nextListed(rule, call, new Map());
  const answer = own(call);
  if (answer !== undefined) return answer;
  throw new UsageError(
    `State "${call.state}" calls ${call.resource}, and nothing answers it. Hint: give the request a mock, or the server tasks: { ${JSON.stringify(call.state)}: { } }.`,
  );
}

/** Whether something in the test case or in the rules answers a call, so that no machine is started in its place. */
export function hasAnswer(tasks: TakenTasks | undefined, record: RootExecution, call: TaskCall): boolean {
  if (record.mocked?.has(call.state) === true && isOwn(record, call)) return true;
  return tasks !== undefined && typeof tasks !== 'function' && ruleFor(tasks, call) !== undefined;
}

/** Whether a call is one of the execution itself, or of a child of its Map runs: those that it starts have no test case. */
function isOwn({ arn, machineArn }: RootExecution, { context }: TaskCall): boolean {
  const { Id: id = '' } = (context as { readonly Execution?: { readonly Id?: string } }).Execution ?? {};
  return id === arn || id.startsWith(`${machineArn.replace(':stateMachine:', ':execution:')}/`);
}

const told = new WeakMap<TaskDesk, Set<string>>();

/** An answer as it is: one that the service never gives, with which a test goes where no execution on AWS does, is told once. */
function judged(desk: TaskDesk, { state, resource }: TaskCall, answer: TaskAnswer): TaskAnswer {
  if (answer === undefined || isDelayed(answer) || isParked(answer) || isSubmitted(answer) || isWorked(answer) || isExternal(answer))
    return answer;
  const never = neverAnswered(resource, answer as JsonValue);
  if (never === undefined) return answer;
  const line = `State "${state}": it is answered what ${resource} never answers: ${never.problem}.`;
  const lines = told.get(desk) ?? new Set();
  if (!lines.has(line)) desk.log(line);
  told.set(desk, lines.add(line));
  return answer;
}

/** A promise holds nothing back but its own task. */
function settled(
  desk: TaskDesk,
  record: RootExecution,
  answer: TaskAnswer | Promise<TaskAnswer>,
  judge = (value: TaskAnswer): TaskAnswer => value,
): TaskAnswer {
  if (!isPromise(answer)) return judge(answer);
  return external((task) => {
    desk.driver.answerLater(
      record,
      task,
      Promise.resolve(answer).then(
        (value) => () => void task.answer(judge(value)),
        (thrown: unknown) => () => {
          if (!isTaskError(thrown)) throw thrown;
          task.fail(thrown.error, thrown.cause, thrown.stage);
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
