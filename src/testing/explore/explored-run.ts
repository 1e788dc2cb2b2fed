import { elementAt, isPromise, type JsonValue } from '../../asl';
import {
  delayed,
  isDelayed,
  isParked,
  isSubmitted,
  isTaskError,
  isWorked,
  parked,
  type TaskAnswer,
  type TaskCall,
  TaskError,
} from '../../interpreter';
import type { TestExecution } from '../execution/test-execution';
import type { TestMachine } from '../machine/tested-machine';
import { type MachineView, startableFrom } from '../machine-view/machine-view';
import { waitsForAnswer } from '../machine-view/task-kind';
import { unmockedTask } from '../machine-view/unmocked';
import type { AnswerValue } from '../mocks/answer-chain';
import type { AnswerWork } from '../mocks/answer-work';
import { lostAnswer } from '../mocks/lost-answer';
import { machineArns, type TakenAnswer } from '../mocks/mock-book';
import { type LoopResults, loopResults } from './driven-loops';
import { BEGINNINGS, DELAYS, type Disturbance, LENGTHS, type Plan } from './plan';
import type { RuleConstant } from './rule-constants';
import { type TaskFault, taskErrors } from './task-errors';

/** What a call was answered. */
export interface AnsweredCall {
  readonly state: string;
  /** Whether the machine's own mocks would have answered something else, or sooner. */
  readonly explored: boolean;
  readonly failure?: { readonly error?: string | undefined; readonly cause?: string | undefined };
  /** The function that answered, whose work was done. */
  readonly work?: AnswerWork;
  /** Whether its work was done and its answer lost. */
  readonly lost?: boolean;
  /** Whether its work was done when its time had passed. */
  readonly late: boolean;
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

/** A machine that is explored: what is known of it before it runs. */
export interface ExploredMachine {
  readonly machine: TestMachine;
  readonly view: MachineView;
  /** Tasks that are disturbed: those that no machine of the application answers. */
  readonly tasks: readonly string[];
  readonly errors: ReadonlyMap<string, readonly TaskFault[]>;
  readonly loopResults: LoopResults;
}

/** Reads what exploring needs to know of a machine. */
export function exploredMachine(machine: TestMachine, view: MachineView, constants: readonly RuleConstant[]): ExploredMachine {
  // Machines that it starts run for real, with the mocks of their own.
  const startable = startableFrom(view);
  const tasks = view.core.states.tasks.filter((task) => !machineArns(task).some((arn) => startable.has(arn))).map(({ name }) => name);
  return { machine, view, tasks, errors: taskErrors(view), loopResults: loopResults(view.core.states, constants) };
}

/** What becomes of one call. */
interface ExploredTurn {
  readonly failure: string | undefined;
  readonly result: number | undefined;
  readonly delay: number;
  readonly done: boolean;
  readonly late: boolean;
}

const UNDISTURBED: ExploredTurn = { failure: undefined, result: undefined, delay: 0, done: false, late: false };

/** How far an execution is disturbed, and how far it runs. */
export interface RunBounds {
  /** Calls within which disturbances begin. */
  readonly turns: number;
  readonly mostEvents: number;
}

/** Runs an execution whose calls are disturbed as planned: those that begin within so many turns. */
export async function exploredRun(
  explored: ExploredMachine,
  input: JsonValue,
  plan: Plan,
  { turns, mostEvents }: RunBounds,
): Promise<ExploredRun> {
  const { machine, view, tasks, errors } = explored;
  const answered: AnsweredCall[] = [];
  const own = view.book.fresh();
  const turnOf = turnsOf(explored, plan.disturbances, turns, errors);
  const answer = (call: TaskCall): unknown => {
    const turn = turnOf(call.state);
    const { failure, delay } = turn;
    const place = answered.push({ state: call.state, explored: failure !== undefined || delay > 0, late: false, delay }) - 1;
    const note = (outcome: Partial<AnsweredCall>): void => {
      answered[place] = { ...elementAt(answered, place), ...outcome };
    };
    return disturbed(turn, own.take(call), call, explored, note);
  };
  const mocks = Object.fromEntries(tasks.map((name) => [name, answer as AnswerValue]));
  const execution = await machine.execute(input, {
    mocks,
    ...(plan.twice === 1 ? { deliverTwice: true } : {}),
    ...(Number.isFinite(mostEvents) ? { mostEvents } : {}),
  });
  return { execution, answered };
}

/** What becomes of the next call of a state, by the first disturbance that is about it. */
function turnsOf(
  { tasks }: ExploredMachine,
  disturbances: readonly Disturbance[],
  turns: number,
  errors: ExploredMachine['errors'],
): (state: string) => ExploredTurn {
  const calls = new Map<string, number>();
  const begun = new Set<Disturbance>();
  let all = 0;
  return (state) => {
    const number = calls.get(state) ?? 0;
    calls.set(state, number + 1);
    const early = all++ < turns;
    for (const disturbance of disturbances) {
      const from = BEGINNINGS[disturbance.from] as number;
      if (tasks[disturbance.task % tasks.length] !== state || number < from) continue;
      const faults = errors.get(state) ?? [];
      const fault = disturbance.error === undefined ? undefined : faults[disturbance.error % faults.length];
      if (number >= from + lengthOf(disturbance, fault)) continue;
      if (!early && !begun.has(disturbance)) continue;
      begun.add(disturbance);
      return {
        failure: fault?.error,
        result: disturbance.result,
        delay: DELAYS[disturbance.delay]!,
        done: disturbance.done === 1,
        late: disturbance.late === 1,
      };
    }
    return UNDISTURBED;
  };
}

/** A ladder of failures is as long as the retries of its error, or one longer, so that the retrier gives up. */
function lengthOf({ length }: Disturbance, fault: TaskFault | undefined): number {
  const calls = LENGTHS[length]!;
  if (typeof calls === 'number') return calls;
  if (calls === 'for ever') return Number.POSITIVE_INFINITY;
  return Math.max(1, (fault?.retries ?? 0) + (calls === 'the retries' ? 0 : 1));
}

type Note = (outcome: Partial<AnsweredCall>) => void;
type ExploredAnswer = TaskAnswer | Promise<TaskAnswer>;

/** Answers a call as its turn says: what fails may do its work first, and what takes time does it at one end or the other. */
function disturbed(
  turn: ExploredTurn,
  taken: TakenAnswer | undefined,
  call: TaskCall,
  explored: ExploredMachine,
  note: Note,
): ExploredAnswer {
  const work = taken?.answer.work;
  const give = (): ExploredAnswer => {
    if (taken !== undefined) return taken.give();
    // Nobody has to mock a callback: it waits for its timeout, as it does in execute().
    if (waitsForAnswer(call.resource)) return parked();
    throw unmockedTask(call, explored.view.core.facts);
  };
  // What a mock does at a time of its own, it does then.
  const late = turn.late && work !== undefined && taken?.answer.after === undefined;
  const { failure } = turn;
  let answer = give;
  if (failure !== undefined) {
    const lost = new TaskError(failure, 'explored');
    const done = turn.done && work !== undefined;
    answer = done
      ? () => lostAnswer(give(), lost)
      : () => {
          throw lost;
        };
    note({ failure: { error: failure, cause: 'explored' }, ...(done ? { work, lost: true } : {}) });
  } else if (turn.result !== undefined && taken !== undefined && work === undefined) {
    answer = () => otherResult(give(), turn.result!, call.state, explored.loopResults, note);
  } else if (work !== undefined) {
    note({ work });
  }
  if (turn.delay === 0) return noted(answer, 0, note);
  if (late && (failure === undefined || turn.done)) {
    note({ late: true });
    return delayed(turn.delay / 1000, () => noted(answer, turn.delay, note));
  }
  return afterwards(answer, turn.delay, note);
}

/** A result by which a loop goes on; the mock's own where it drives none. */
function otherResult(given: ExploredAnswer, number: number, state: string, results: LoopResults, note: Note): ExploredAnswer {
  if (isPromise(given) || isDelayed(given) || waits(given)) return given;
  const others = results(state, given as JsonValue);
  const other = others[number % others.length];
  if (other === undefined) return given;
  note({ explored: true });
  return other;
}

/** An answer at once, and notes what it is and what it takes itself. */
function noted(answer: () => ExploredAnswer, passed: number, note: Note): ExploredAnswer {
  try {
    const given = answer();
    if (isPromise(given))
      return given.then(
        (value) => noted(() => value, passed, note),
        (thrown) =>
          noted(
            () => {
              throw thrown;
            },
            passed,
            note,
          ),
      );
    if (isDelayed(given)) {
      const total = passed + given.seconds * 1000;
      note({ delay: total });
      return delayed(given.seconds, () => noted(given.answer, total, note));
    }
    if (!waits(given)) note({ result: given as JsonValue, delay: passed });
    return given;
  } catch (thrown) {
    if (!isTaskError(thrown)) throw thrown;
    note({ failure: { error: thrown.error, cause: thrown.cause }, delay: passed });
    throw thrown;
  }
}

/** Does the work of an answer at once, and gives it when some virtual time has passed, on top of what it takes itself. */
function afterwards(answer: () => ExploredAnswer, delay: number, note: Note): ExploredAnswer {
  const late = (give: () => TaskAnswer): TaskAnswer => delayed(delay / 1000, give);
  const lateError = (thrown: unknown): TaskAnswer => {
    if (!isTaskError(thrown)) throw thrown;
    return late(() => {
      throw thrown;
    });
  };
  const lateAnswer = (given: TaskAnswer): TaskAnswer => {
    if (isDelayed(given)) return delayed(delay / 1000 + given.seconds, given.answer);
    return waits(given) ? given : late(() => given);
  };
  try {
    const given = noted(answer, delay, note);
    return isPromise(given) ? given.then(lateAnswer, lateError) : lateAnswer(given);
  } catch (thrown) {
    return lateError(thrown);
  }
}

/** Answers that are not a result yet, and take no time of their own. */
function waits(given: ExploredAnswer): boolean {
  return isParked(given) || isSubmitted(given) || isWorked(given);
}
