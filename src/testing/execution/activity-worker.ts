import type { JsonValue } from '../../asl';
import type { Execution } from '../../interpreter';
import { rawResult } from '../mocks/raw-result';

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

/** An activity as its workers see it. */
export interface PolledActivity {
  readonly arn: string;
  /**
   * GetActivityTask: takes the task that has waited longest for a worker, null when none waits. Virtual time stands while a worker polls.
   *
   * @example const task = execution.activity('Picking').poll({ workerName: 'robot 3' });
   */
  poll(options?: { readonly workerName?: string }): PolledTask | null;
}

/** Gives the answers by token of an execution; `pump` runs what becomes ready. */
export function taskAnswers(execution: Execution, pump: () => void): TaskAnswers {
  return {
    sendTaskSuccess: (taskToken, output = {}) => {
      execution.sendTaskSuccess(taskToken, rawResult('The task', 'sendTaskSuccess()', output));
      pump();
    },
    sendTaskFailure: (taskToken, error, cause) => {
      execution.sendTaskFailure(taskToken, error, cause);
      pump();
    },
    sendTaskHeartbeat: (taskToken) => execution.sendTaskHeartbeat(taskToken),
  };
}

/** Gives an activity of an execution as its workers see it. */
export function polledActivity(execution: Execution, arn: string, answers: TaskAnswers): PolledActivity {
  return {
    arn,
    poll: ({ workerName } = {}) => {
      const task = execution.getActivityTask(arn, workerName);
      if (task === undefined) return null;
      const { taskToken, input } = task;
      return {
        taskToken,
        input,
        succeed: (output) => answers.sendTaskSuccess(taskToken, output),
        fail: (error, cause) => answers.sendTaskFailure(taskToken, error, cause),
        heartbeat: () => answers.sendTaskHeartbeat(taskToken),
      };
    },
  };
}
