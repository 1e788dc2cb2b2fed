import type { JsonObject, JsonValue } from '../../asl';
import { delayed, isDelayed, isParked, isSubmitted, isWorked, parked, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import type { TestExecution } from '../execution/test-execution';
import { type MachineView, startableFrom } from '../machine/machine-view';
import type { TestMachine } from '../machine/tested-machine';
import { unmockedTask } from '../machine/unmocked';
import type { AnswerValue } from '../mocks/answer-chain';
import { machineArns } from '../mocks/mock-book';
import { waitsForAnswer } from '../mocks/task-kind';

/** What becomes of one call: the number of an error, or nothing for the answer of the machine's own mocks; and how long it takes. */
export interface Turn {
  readonly error: number | undefined;
  readonly delay: number;
}

/** What becomes of the calls of one execution. */
export interface Plan {
  readonly turns: readonly Turn[];
  /** Whether a state whose calls outnumber the turns goes on as it did last, rather than as the machine's mocks say. */
  readonly lasting: boolean;
}

/** What a call was answered. */
export interface AnsweredCall {
  readonly state: string;
  /** Whether the machine's own mocks would have answered something else, or sooner. */
  readonly explored: boolean;
  readonly failure?: { readonly error?: string | undefined; readonly cause?: string | undefined };
  /** Absent for a failure, and for what no value can say: a callback that waits for its token. */
  readonly result?: JsonValue;
  /** Virtual milliseconds that it took. */
  readonly delay: number;
}

/** One explored execution. */
export interface ExploredRun {
  readonly execution: TestExecution;
  readonly answered: readonly AnsweredCall[];
}

/** Runs an execution whose calls take these turns, in their order. */
export async function exploredRun(
  machine: TestMachine,
  view: MachineView,
  input: JsonValue,
  { turns, lasting }: Plan,
): Promise<ExploredRun> {
  const answered: AnsweredCall[] = [];
  const own = view.book.fresh();
  const errors = errorsByState(view);
  const last = new Map<string, Turn>();
  let next = 0;
  const answer = (call: TaskCall): unknown => {
    const { error, delay = 0 } = turns[next++] ?? last.get(call.state) ?? {};
    if (lasting) last.set(call.state, { error, delay });
    const known = errors.get(call.state) ?? [];
    const failure = error === undefined ? undefined : known[error % known.length];
    const explored = failure !== undefined || delay > 0;
    const place = answered.push({ state: call.state, explored, delay }) - 1;
    const note = (outcome: Partial<AnsweredCall>) => {
      answered[place] = { ...(answered[place] as AnsweredCall), ...outcome };
    };
    return afterwards(delay, note, () => {
      if (failure !== undefined) throw new TaskError(failure, 'explored');
      const given = own.answer(call);
      if (given !== undefined) return given as TaskAnswer | Promise<TaskAnswer>;
      // Nobody has to mock a callback: it waits for its timeout, as it does in execute().
      if (waitsForAnswer(call.resource)) return parked();
      throw unmockedTask(call, view.core.facts);
    });
  };
  // Machines that it starts run for real, with the mocks of their own.
  const startable = startableFrom(view);
  const tasks = view.core.states.tasks.filter((task) => !machineArns(task).some((arn) => startable.has(arn)));
  const mocks = Object.fromEntries(tasks.map(({ name }) => [name, answer as AnswerValue]));
  return { execution: await machine.execute(input, { mocks }), answered };
}

/** Gives an answer when some virtual time has passed, on top of what it takes itself, and notes what it was. */
function afterwards(
  delay: number,
  note: (outcome: Partial<AnsweredCall>) => void,
  answer: () => TaskAnswer | Promise<TaskAnswer>,
  passed = delay,
): TaskAnswer | Promise<TaskAnswer> {
  const late = (give: () => TaskAnswer): TaskAnswer => (delay === 0 ? give() : delayed(delay / 1000, give));
  try {
    const given = answer();
    if (given instanceof Promise) {
      return given.then(
        (value) => afterwards(delay, note, () => value, passed),
        (thrown) =>
          afterwards(
            delay,
            note,
            () => {
              throw thrown;
            },
            passed,
          ),
      );
    }
    if (isDelayed(given)) {
      const total = passed + given.seconds * 1000;
      note({ delay: total });
      return delayed(delay / 1000 + given.seconds, () => afterwards(0, note, given.answer, total) as TaskAnswer);
    }
    if (isParked(given) || isSubmitted(given) || isWorked(given)) return given;
    note({ result: given, delay: passed });
    return late(() => given);
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'TaskError') throw thrown;
    const { error, cause } = thrown as TaskError;
    note({ failure: { error, cause }, delay: passed });
    return late(() => {
      throw thrown;
    });
  }
}

/** Errors that a task may fail with: those its retriers and catchers name, a timeout and one that nobody expects. */
function errorsByState(view: MachineView): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const collect = (states: JsonObject): void => {
    for (const [name, state] of Object.entries(states) as [string, JsonObject][]) {
      const rules = [...((state.Retry ?? []) as readonly JsonObject[]), ...((state.Catch ?? []) as readonly JsonObject[])];
      const errors = rules
        .flatMap((rule) => rule.ErrorEquals as readonly string[])
        .filter((error) => !/^States\.(ALL|TaskFailed)$/.test(error));
      named.set(name, [...new Set([...errors, 'Unexpected', 'States.Timeout'])]);
      for (const inner of [state.ItemProcessor, state.Iterator, ...((state.Branches ?? []) as readonly JsonObject[])])
        if (inner !== undefined) collect((inner as JsonObject).States as JsonObject);
    }
  };
  collect(view.core.definition.machine.source.States as JsonObject);
  return named;
}
