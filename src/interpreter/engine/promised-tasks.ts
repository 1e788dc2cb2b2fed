import type { Branch } from './branch';
import type { Engine } from './engine';
import type { Outcome } from './prepared';
import type { WaitingAttempt } from './waiting-attempt';

/** A task whose handler gave a promise. */
export interface PromisedTask {
  readonly branch: Branch;
  readonly attempt: WaitingAttempt;
  settle: (() => Outcome) | undefined;
  abandoned: boolean;
}

const NO_TASKS: readonly PromisedTask[] = Object.freeze([]);

/** Promises of handlers: branches resume, in the order of the calls, when all that are out have settled, whichever settles first. */
export class PromisedTasks {
  private tasks: PromisedTask[] = [];
  private allSettled: (() => void) | undefined;

  constructor(private readonly engine: Engine) {}

  /** Keeps a handler's promise; its branch stands still. */
  add(
    attempt: WaitingAttempt,
    answer: Promise<unknown>,
    onAnswer: (value: unknown) => Outcome,
    onThrown: (thrown: unknown) => Outcome,
  ): Outcome {
    const { owner } = attempt;
    const { branch } = owner;
    owner.waits().attempt = attempt;
    const task: PromisedTask = { branch, attempt, settle: undefined, abandoned: false };
    this.tasks.push(task);
    const settle = (resume: () => Outcome) => {
      if (task.abandoned) return;
      task.settle = resume;
      this.release();
    };
    answer.then(
      (value) => settle(() => onAnswer(value)),
      (thrown) => settle(() => onThrown(thrown)),
    );
    return owner.parked('task');
  }

  /** Tasks whose promises are out and still matter. */
  unsettled(): readonly PromisedTask[] {
    if (this.tasks.length === 0) return NO_TASKS;
    return this.tasks.filter((task) => task.settle === undefined && !task.abandoned && !task.branch.ended);
  }

  /** Resolves when no promise of a handler is out. */
  settled(): Promise<void> {
    this.release();
    if (this.tasks.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.allSettled;
      this.allSettled = () => {
        before?.();
        resolve();
      };
    });
  }

  /** Gives up on promises that are still out: their tasks can only time out. */
  abandon(): void {
    for (const task of this.tasks) if (task.settle === undefined) task.abandoned = true;
    this.release();
  }

  private release(): void {
    if (this.unsettled().length > 0) return;
    const released = this.tasks;
    this.tasks = [];
    for (const task of released) {
      if (task.settle !== undefined && task.attempt.owner.wait.attempt === task.attempt) this.engine.wake(task.branch, task.settle);
    }
    const notify = this.allSettled;
    this.allSettled = undefined;
    notify?.();
  }
}
