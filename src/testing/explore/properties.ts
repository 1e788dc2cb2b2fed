import type { TestExecution } from '../execution/test-execution';

/** A law that every execution should keep. */
export interface ExplorationProperty {
  readonly name: string;
  /** Gives what breaks the law, in words; undefined when nothing does. */
  readonly broken: (execution: TestExecution) => string | undefined;
}

/** No execution ends with this error; with none given, by no error at all. */
export function neverFails(error?: string): ExplorationProperty {
  return {
    name: error === undefined ? 'never fails' : `never fails with ${error}`,
    broken: ({ status, error: given, cause }) =>
      status !== 'SUCCEEDED' && (error === undefined || given === error)
        ? `it ended ${status} with ${given ?? 'no error'}${cause === undefined ? '' : `: ${cause}`}`
        : undefined,
  };
}

/** Every execution that fails after the state has done its work goes on to the one that undoes it. */
export function alwaysCompensates(state: string, undo: string): ExplorationProperty {
  return {
    name: `always compensates "${state}" by "${undo}"`,
    broken: (execution) => {
      const done = execution.state(state).filter((visit) => visit.status === 'SUCCEEDED').length;
      const undone = execution.state(undo).length;
      return execution.status !== 'SUCCEEDED' && done > undone
        ? `"${state}" was done ${done}×, "${undo}" was visited ${undone}×`
        : undefined;
    },
  };
}

/** Every execution ends before its history is full. */
export function terminates(mostEvents = 25_000): ExplorationProperty {
  return {
    name: 'terminates',
    broken: ({ history }) => (history.length >= mostEvents ? `its history has ${history.length} events` : undefined),
  };
}

/** A law of one's own: `holds` gives false, or throws, where it is broken. */
export function property(name: string, holds: (execution: TestExecution) => unknown): ExplorationProperty {
  return {
    name,
    broken: (execution) => {
      try {
        return holds(execution) === false ? 'it does not hold' : undefined;
      } catch (thrown) {
        return thrown instanceof Error ? (thrown.message.split('\n')[0] as string) : String(thrown);
      }
    },
  };
}
