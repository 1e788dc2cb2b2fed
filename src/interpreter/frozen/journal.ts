import type { JsonValue } from '../../asl';
import { exactMethods, isPromise } from '../../asl';
import { copyJson } from '../payloads/own-copy';
import { boundIfJson } from '../payloads/payload-size';
import {
  delayed,
  type ExternalTask,
  external,
  isDelayed,
  isExternal,
  isParked,
  isSubmitted,
  isTaskError,
  isWorked,
  parked,
  submitted,
  type TaskAnswer,
  type TaskCall,
  TaskError,
  worked,
} from '../tasks/task-call';
import type { TaskAnswerer } from '../tasks/task-handler';
import { UsageError } from '../usage-error';
import type { CallEntry, JournalEntry, LaterEntry, OutsideEntry } from './frozen-execution';

type JournaledAnswer = TaskAnswer | Promise<TaskAnswer>;

/** What an entry belongs to: nothing, a promise that was awaited, or a task that was open. */
type Owner = Readonly<Record<string, never>> | { readonly settled: number } | { readonly external: number };

/** A promise of a handler that is out: what its task does with its end, and how it is asked again. */
interface OpenPromise {
  readonly call: TaskCall;
  readonly ask: () => JournaledAnswer;
  readonly resolve: Resolve;
  readonly reject: Reject;
}

type Resolve = (value: TaskAnswer) => void;
type Reject = (thrown: unknown) => void;

/** A task that waits for somebody outside, and how it is asked again. */
interface OpenTask {
  readonly call: TaskCall;
  readonly task: ExternalTask;
  readonly ask: () => JournaledAnswer;
}

/**
 * What came into an execution from outside, in order: calls of its driver, and answers to its tasks. Written while it runs; read while it is thawed, when calls are made
 * again and tasks get the answers that they got. Where the journal ends, the handlers are asked.
 */
export class Journal {
  private at = 0;
  private numbered = 0;
  /** True while the call that is being made again has not yet told of itself. */
  private repeating = false;
  private readonly promises = new Map<number, OpenPromise>();
  private readonly openTasks = new Map<number, OpenTask>();
  /** Makes a call again; set while it is thawed. */
  perform: (entry: CallEntry) => void = () => undefined;
  /** Is told once that the journal has been read to its end, before anybody is asked. */
  caughtUp: () => void = () => undefined;
  /** The last entry, where nothing came of it but another time. */
  private idle: JournalEntry | undefined;

  constructor(readonly entries: JournalEntry[] = []) {}

  /** Notes a call of the driver. */
  record(entry: JournalEntry): void {
    if (this.repeating) {
      this.repeating = false;
      return;
    }
    if (this.at < this.entries.length) return;
    this.entries.push(entry);
    this.at = this.entries.length;
  }

  /** Takes back a call that moved nothing. */
  drop(entry: JournalEntry): void {
    if (this.entries.at(-1) !== entry) return;
    this.entries.pop();
    this.at = this.entries.length;
  }

  /** A call did nothing but move the clock forward: it stands for the one before it that did no more, so that waiting does not lengthen the journal. */
  onlyMovedTime(entry: JournalEntry): void {
    if (this.entries.at(-1) !== entry) return;
    if (this.idle !== undefined && this.entries.at(-2) === this.idle) {
      this.entries.splice(-2, 1);
      this.at = this.entries.length;
    }
    this.idle = entry;
  }

  /** Makes the calls of the journal again, to its end. */
  replay(): void {
    while (this.at < this.entries.length) {
      const entry = this.entries[this.at++]!;
      if (isOutside(entry)) throw misfit(`entry ${this.at - 1} of the journal is an answer that no task asked for`);
      this.repeat(entry);
    }
    this.reachEnd();
  }

  /** Asks anew for what was out when the execution was frozen: promises and open tasks of attempts that still stand. */
  askAgain(stands: (call: TaskCall) => boolean): void {
    for (const [number, { call, ask, resolve, reject }] of [...this.promises]) {
      if (!stands(call)) continue;
      let given: JournaledAnswer;
      try {
        given = ask();
      } catch (thrown) {
        reject(this.rejected(thrown, { settled: number }));
        continue;
      }
      if (isPromise(given)) this.follow(call, number, given, resolve, reject);
      else resolve(this.noted(call, given, { settled: number }) as TaskAnswer);
    }
    for (const [number, { call, task, ask }] of this.openTasks) {
      if (!task.open) continue;
      const mine = this.externalTask(call, number, task);
      try {
        const given = ask();
        if (isExternal(given)) given.opened(mine);
        else if (isPromise(given))
          given.then(
            (value) => mine.answer(value),
            (thrown) => failOr(mine, thrown),
          );
        else mine.answer(given);
      } catch (thrown) {
        failOr(mine, thrown);
      }
    }
  }

  /** The handlers of an execution whose answers are noted. */
  tasks(live: TaskAnswerer): TaskAnswerer {
    return {
      answers: (call) => {
        const known = this.take();
        if (known === undefined) {
          const answers = live.answers(call);
          this.record({ answers });
          return answers;
        }
        if (!('answers' in known)) throw misfit(`it does not say whether a mock answers "${call.state}"`);
        return known.answers;
      },
      answer: (call) => this.answer(call, () => live.answer(call)),
    };
  }

  private answer(call: TaskCall, ask: () => JournaledAnswer): JournaledAnswer {
    const known = this.take();
    if (known !== undefined) return this.told(known, call, ask);
    let given: JournaledAnswer;
    try {
      given = ask();
    } catch (thrown) {
      throw this.rejected(thrown, {});
    }
    return this.noted(call, given, {});
  }

  /** What the journal says next about a task, after making the calls again that came before it; undefined at its end. */
  private take(): OutsideEntry | undefined {
    while (this.at < this.entries.length) {
      const entry = this.entries[this.at++]!;
      if (isOutside(entry)) return entry;
      this.repeat(entry);
    }
    this.reachEnd();
    return undefined;
  }

  private reachEnd(): void {
    const { caughtUp } = this;
    this.caughtUp = () => undefined;
    caughtUp();
  }

  private repeat(entry: CallEntry | LaterEntry): void {
    if ('call' in entry) {
      this.repeating = true;
      this.perform(entry);
      this.repeating = false;
    } else if ('settled' in entry) this.settleAgain(entry.settled, entry);
    else this.answerAgain(entry.external, entry);
  }

  private settleAgain(number: number, entry: OutsideEntry): void {
    const open = this.promises.get(number);
    if (open === undefined) throw misfit(`it settles promise ${number}, which no task gave`);
    this.promises.delete(number);
    let value: TaskAnswer;
    try {
      value = this.told(entry, open.call, open.ask) as TaskAnswer;
    } catch (thrown) {
      open.reject(thrown);
      return;
    }
    open.resolve(value);
  }

  private answerAgain(number: number, entry: OutsideEntry): void {
    const open = this.openTasks.get(number);
    if (open === undefined) throw misfit(`it answers task ${number}, which was never opened`);
    if ('failed' in entry) open.task.fail(entry.failed.error, entry.failed.cause, entry.failed.stage);
    else open.task.answer(this.told(entry, open.call, open.ask) as TaskAnswer);
  }

  /** The answer that an entry tells of. @param ask asks the handler itself, for what had not come when the execution was frozen */
  private told(entry: OutsideEntry, call: TaskCall, ask: () => JournaledAnswer): JournaledAnswer {
    if ('answered' in entry) return entry.answered;
    if ('failed' in entry) throw new TaskError(entry.failed.error, entry.failed.cause, entry.failed.stage);
    if ('parked' in entry) return parked(entry.parked ?? undefined);
    const later = (part: (given: TaskAnswer) => JournaledAnswer): JournaledAnswer => this.answer(call, () => partOf(ask(), part));
    if ('submitted' in entry)
      return submitted(entry.submitted, () => later((given) => (isSubmitted(given) ? given.outcome() : given)) as JsonValue);
    if ('worked' in entry) {
      const outcome = (): JsonValue =>
        later((given) => (isWorked(given) && given.outcome !== undefined ? given.outcome() : given)) as JsonValue;
      return worked(entry.worked ?? undefined, entry.silent ? undefined : outcome);
    }
    if ('delayed' in entry)
      return delayed(
        entry.delayed ?? Number.POSITIVE_INFINITY,
        () => later((given) => (isDelayed(given) ? given.answer() : given)) as TaskAnswer,
      );
    if ('promised' in entry) return this.openPromise(entry.promised, call, ask);
    if ('opened' in entry) {
      this.numbered = Math.max(this.numbered, entry.opened + 1);
      return external((task) => void this.openTasks.set(entry.opened, { call, task, ask }));
    }
    throw misfit('it holds an answer of an unknown kind');
  }

  private openPromise(number: number, call: TaskCall, ask: () => JournaledAnswer): Promise<TaskAnswer> {
    this.numbered = Math.max(this.numbered, number + 1);
    return promiseOf((resolve, reject) => void this.promises.set(number, { call, ask, resolve, reject }));
  }

  /** Notes what a handler gave, and hands on what the engine shall have of it. */
  private noted(call: TaskCall, given: JournaledAnswer, owner: Owner): JournaledAnswer {
    if (isPromise(given)) {
      const number = this.numbered++;
      this.note(owner, { promised: number });
      return promiseOf((resolve, reject) => this.follow(call, number, given, resolve, reject));
    }
    if (isParked(given)) {
      this.note(owner, { parked: given.response === undefined ? null : copyJson(given.response) });
      return given;
    }
    const later = (part: () => JournaledAnswer): JournaledAnswer => this.answer(call, part);
    if (isSubmitted(given)) {
      const response = copyJson(given.response);
      this.note(owner, { submitted: response });
      return submitted(response, () => later(given.outcome) as JsonValue);
    }
    if (isWorked(given)) {
      const { workerName, outcome } = given;
      this.note(owner, { worked: workerName ?? null, silent: outcome === undefined });
      return outcome === undefined ? given : worked(workerName, () => later(outcome) as JsonValue);
    }
    if (isDelayed(given)) {
      const { seconds, answer } = given;
      this.note(owner, { delayed: Number.isFinite(seconds) ? seconds : null });
      return delayed(seconds, () => later(answer) as TaskAnswer);
    }
    if (isExternal(given)) {
      const number = this.numbered++;
      this.note(owner, { opened: number });
      return external((task) => given.opened(this.externalTask(call, number, task)));
    }
    // Whoever gave it may change it later; what is not plainly JSON is refused where the task takes it.
    const own = boundIfJson(given) >= 0 ? copyJson(given) : given;
    this.note(owner, { answered: own });
    return own;
  }

  private follow(call: TaskCall, number: number, promise: Promise<unknown>, resolve: Resolve, reject: Reject): void {
    promise.then(
      (value) => resolve(this.noted(call, value as TaskAnswer, { settled: number }) as TaskAnswer),
      (thrown) => reject(this.rejected(thrown, { settled: number })),
    );
  }

  /** Notes an error of a task; anything else that a handler throws ends the run, and an execution in trouble is not frozen. */
  private rejected(thrown: unknown, owner: Owner): unknown {
    if (isTaskError(thrown)) this.note(owner, { failed: failureOf(thrown) });
    return thrown;
  }

  private note(owner: Owner, entry: OutsideEntry): void {
    this.record({ ...owner, ...entry });
  }

  /** A task whose answers are noted. */
  private externalTask(call: TaskCall, number: number, task: ExternalTask): ExternalTask {
    const mine: ExternalTask = {
      id: task.id,
      get open() {
        return task.open;
      },
      answer: (answer) => task.open && task.answer(this.noted(call, answer, { external: number }) as TaskAnswer),
      fail: (error, cause, stage) => {
        if (!task.open) return false;
        const failure = new TaskError(error, cause, stage);
        this.note({ external: number }, { failed: failureOf(failure) });
        return task.fail(error, cause, stage);
      },
    };
    return exactMethods(mine, '', { answer: 1, fail: 3 });
  }
}

function isOutside(entry: JournalEntry): entry is OutsideEntry {
  return !('call' in entry || 'settled' in entry || 'external' in entry);
}

/** Stands in for the promise of a handler: one of the language would settle later than the entry of a journal, or what was noted, says. */
function promiseOf(then: (resolve: Resolve, reject: Reject) => void): Promise<TaskAnswer> {
  return { then } as unknown as Promise<TaskAnswer>;
}

/** A part of what a handler gives, when it is asked again. */
function partOf(given: JournaledAnswer, part: (given: TaskAnswer) => JournaledAnswer): JournaledAnswer {
  return isPromise(given) ? Promise.resolve(given).then((value) => part(value) as TaskAnswer) : part(given);
}

function failureOf({ error, cause, stage }: TaskError): { error?: string; cause?: string; stage?: NonNullable<TaskError['stage']> } {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(stage === undefined ? {} : { stage }),
  };
}

function failOr(task: ExternalTask, thrown: unknown): void {
  if (!isTaskError(thrown)) throw thrown;
  task.fail(thrown.error, thrown.cause, thrown.stage);
}

/** What does not follow from the frozen execution. */
function misfit(what: string): UsageError {
  return new UsageError(
    `thaw(): the frozen execution does not fit: ${what}. Hint: give the definition, machines and objects of the execution that was frozen.`,
  );
}
