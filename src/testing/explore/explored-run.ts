import type { JsonObject, JsonValue } from '../../asl';
import { delayed, isDelayed, isParked, isSubmitted, isWorked, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import type { TestExecution } from '../execution/test-execution';
import type { MachineView } from '../machine/machine-view';
import type { TestMachine } from '../machine/tested-machine';
import { unmockedTask } from '../machine/unmocked';
import type { AnswerValue } from '../mocks/answer-chain';

/** What becomes of one call: the number of an error, or nothing for the answer of the machine's own mocks; and how long it takes. */
export interface Turn {
  readonly error: number | undefined;
  readonly delay: number;
}

/** What a call was answered. */
export interface AnsweredCall {
  readonly state: string;
  readonly error?: string;
  readonly result?: JsonValue;
  /** Virtual milliseconds that it took. */
  readonly delay: number;
}

/** One explored execution. */
export interface ExploredRun {
  readonly execution: TestExecution;
  readonly answered: readonly AnsweredCall[];
}

/** Runs an execution whose calls take these turns, in their order; calls after the last turn are answered by the machine's mocks. */
export async function exploredRun(machine: TestMachine, view: MachineView, input: JsonValue, turns: readonly Turn[]): Promise<ExploredRun> {
  const answered: AnsweredCall[] = [];
  const own = view.book.fresh();
  const errors = errorsByState(view);
  let next = 0;
  const answer = (call: TaskCall): unknown => {
    const turn = turns[next++];
    const delay = turn?.delay ?? 0;
    const late = (value: () => TaskAnswer): TaskAnswer => (delay === 0 ? value() : delayed(delay / 1000, value));
    const known = errors.get(call.state) ?? [];
    const error = turn?.error === undefined ? undefined : known[turn.error % known.length];
    if (error !== undefined) {
      answered.push({ state: call.state, error, delay });
      return late(() => {
        throw new TaskError(error, 'explored');
      });
    }
    const place = answered.push({ state: call.state, delay }) - 1;
    const given = own.answer(call);
    if (given === undefined) throw unmockedTask(call, view.core.facts);
    const note = (value: TaskAnswer): TaskAnswer => {
      if (isDelayed(value) || isParked(value) || isSubmitted(value) || isWorked(value)) return value;
      answered[place] = { state: call.state, result: value as JsonValue, delay };
      return late(() => value);
    };
    return given instanceof Promise ? given.then(note) : note(given as TaskAnswer);
  };
  const mocks = Object.fromEntries(view.core.states.taskNames.map((name) => [name, answer as AnswerValue]));
  return { execution: await machine.execute(input, { mocks }), answered };
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
