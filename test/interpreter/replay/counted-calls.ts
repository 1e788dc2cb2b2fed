import { delayed, type TaskAnswer, type TaskCall } from '../../../src/interpreter';

/** Names a task by its state and the branches around it. */
export function taskKey({ state, branch }: Pick<TaskCall, 'state' | 'branch'>): string {
  return `${state} ${JSON.stringify(branch)}`;
}

/** Handlers that count what they are asked for: what no recorded attempt answers. */
export function countedCalls(): { readonly asked: ReadonlyMap<string, number>; readonly tasks: (call: TaskCall) => TaskAnswer } {
  const asked = new Map<string, number>();
  const tasks = (call: TaskCall) => {
    asked.set(taskKey(call), (asked.get(taskKey(call)) ?? 0) + 1);
    return delayed(Number.POSITIVE_INFINITY, () => null);
  };
  return { asked, tasks };
}

/** A call that an execution made, and the number of its events by then. */
export interface MadeCall {
  readonly key: string;
  readonly events: number;
}

/** The same calls by their states alone. */
export function byState(asked: ReadonlyMap<string, number>, made: readonly MadeCall[]): [Map<string, number>, MadeCall[]] {
  const stateIn = (key: string): string => key.slice(0, key.indexOf(' ['));
  const sums = new Map<string, number>();
  for (const [key, times] of asked) sums.set(stateIn(key), (sums.get(stateIn(key)) ?? 0) + times);
  return [sums, made.map((call) => ({ ...call, key: stateIn(call.key) }))];
}

/** Tasks that a replay of a history cut after so many events asked for, though the execution asked for them no more. */
export function calledAgain(asked: ReadonlyMap<string, number>, made: readonly MadeCall[], cut: number): string[] {
  return [...asked]
    .filter(([key, times]) => times > made.filter((call) => call.key === key && call.events > cut).length)
    .map(([key]) => key);
}
