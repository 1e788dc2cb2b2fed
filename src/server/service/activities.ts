import type { RootExecution } from './execution-record';

/** An activity of the service. */
export interface ActivityRecord {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: Date;
  /** Order of creation. */
  readonly sequence: number;
  readonly tags: Map<string, string>;
  readonly encryptionConfiguration?: object;
  readonly queue: ActivityQueue;
}

/** Tells when a client hangs up: an AbortSignal, which the types of bare ECMAScript do not have. */
export interface HangUp {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a worker is given. */
export interface TakenTask {
  readonly taskToken: string;
  readonly input: string;
}

interface Poller {
  readonly workerName: string | undefined;
  readonly give: (task: TakenTask | undefined) => void;
}

/** Tasks of one activity that wait for a worker, and workers that wait for a task: first come, first served. */
export class ActivityQueue {
  private readonly pollers = new Set<Poller>();
  /** Executions with a task of the activity, once for each, in the order in which they began to wait. */
  private waiting: RootExecution[] = [];

  constructor(
    private readonly arn: string,
    /** Is told of an execution whose task was taken up. */
    private readonly taken: (record: RootExecution) => void,
    /** Brings an execution to the present before its task is taken. */
    private readonly reach: (record: RootExecution) => void,
  ) {}

  /** A task of this execution waits. */
  wait(record: RootExecution): void {
    this.waiting.push(record);
  }

  /** Hands out what can be handed out. */
  serve(): void {
    for (const poller of this.pollers) {
      const found = this.take(poller.workerName);
      if (found === undefined) return;
      poller.give(found.task);
      // Last of all: what moves may come back here, for the next in line.
      this.taken(found.record);
    }
  }

  /**
   * The next task, or undefined when none came in time. The worker that hangs up loses nothing: it leaves the line.
   *
   * @param hungUp is aborted when nobody listens any more
   */
  poll(workerName: string | undefined, milliseconds: number, hungUp: HangUp): Promise<TakenTask | undefined> {
    return new Promise((resolve) => {
      const leave = (): void => poller.give(undefined);
      const timer = setTimeout(leave, milliseconds);
      const poller: Poller = {
        workerName,
        give: (task) => {
          clearTimeout(timer);
          hungUp.removeEventListener('abort', leave);
          this.pollers.delete(poller);
          resolve(task);
        },
      };
      hungUp.addEventListener('abort', leave, { once: true });
      this.pollers.add(poller);
      if (hungUp.aborted) leave();
      else this.serve();
    });
  }

  /** Sends everybody home. */
  close(): void {
    for (const poller of this.pollers) poller.give(undefined);
  }

  private take(workerName: string | undefined): { readonly task: TakenTask; readonly record: RootExecution } | undefined {
    for (;;) {
      const record = this.waiting.shift();
      if (record === undefined) return undefined;
      this.reach(record);
      // The task may have timed out since.
      const task = record.execution.getActivityTask(this.arn, workerName);
      if (task !== undefined) return { task: { taskToken: task.taskToken, input: JSON.stringify(task.input) }, record };
    }
  }
}
