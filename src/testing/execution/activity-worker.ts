import { exactMethods, type JsonValue, kinds, type OptionTable } from '../../asl';
import type { Execution } from '../../interpreter';
import { requireOptions } from '../require-options';
import { givenOutput, requireFailure } from './given-answer';

/** Answers of a worker or a callback by task token. They throw as the SDK does: errors named TaskTimedOut, InvalidToken, TaskDoesNotExist, ValidationException. */
export interface TaskAnswers {
  /** SendTaskSuccess: `output` becomes the raw result. @default output {} */
  sendTaskSuccess(taskToken: string, output?: unknown): void;
  /** SendTaskFailure. */
  sendTaskFailure(taskToken: string, error?: string, cause?: string): void;
  /** SendTaskHeartbeat: starts the heartbeat's time over. */
  sendTaskHeartbeat(taskToken: string): void;
}

/** A task of an activity in the hands of a worker. Its answers throw as {@link TaskAnswers} do. */
export interface PolledTask {
  readonly taskToken: string;
  readonly input: JsonValue;
  succeed(output?: unknown): void;
  fail(error?: string, cause?: string): void;
  heartbeat(): void;
}

/** Who polls. */
export interface PollOptions {
  /** The name that the history tells. @default none */
  readonly workerName?: string;
}

const POLL_OPTIONS: OptionTable<PollOptions> = { workerName: kinds.name };

/** An activity as its workers see it. */
export interface PolledActivity {
  readonly arn: string;
  /**
   * GetActivityTask: takes the task that has waited longest for a worker, null when none waits. Virtual time stands while a worker polls.
   *
   * @example const task = execution.activity('Picking').poll({ workerName: 'robot 3' });
   */
  poll(options?: PollOptions): PolledTask | null;
}

/** The answers by token of an execution; `pump` runs what becomes ready. */
export function taskAnswers(execution: Execution, pump: () => void): TaskAnswers {
  return {
    sendTaskSuccess: (taskToken, output = {}) => {
      execution.sendTaskSuccess(taskToken, givenOutput('The task', 'sendTaskSuccess()', output));
      pump();
    },
    sendTaskFailure: (taskToken, error, cause) => {
      requireFailure('sendTaskFailure()', error, cause);
      execution.sendTaskFailure(taskToken, error, cause);
      pump();
    },
    sendTaskHeartbeat: (taskToken) => execution.sendTaskHeartbeat(taskToken),
  };
}

/** An activity of an execution as its workers see it. */
export function polledActivity(execution: Execution, arn: string, answers: TaskAnswers): PolledActivity {
  const activity: PolledActivity = {
    arn,
    poll: (given = {}) => {
      requireOptions('poll()', given, POLL_OPTIONS);
      const { workerName } = given;
      const task = execution.getActivityTask(arn, workerName);
      if (task === undefined) return null;
      const { taskToken, input } = task;
      const polled: PolledTask = {
        taskToken,
        input,
        succeed: (output) => answers.sendTaskSuccess(taskToken, output),
        fail: (error, cause) => {
          requireFailure('fail()', error, cause);
          answers.sendTaskFailure(taskToken, error, cause);
        },
        heartbeat: () => answers.sendTaskHeartbeat(taskToken),
      };
      return exactMethods(polled, '', { succeed: 1, fail: 2, heartbeat: 0 });
    },
  };
  return exactMethods(activity, '', { poll: 1 });
}
