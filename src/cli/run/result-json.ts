import type { StartedExecution, StateVisit, TestMachine } from '../../testing';
import { jsonText } from '../json-text';

/** The result of `drystep run --json`: docs/command.md describes it. */
export function resultJson(machine: TestMachine, execution: StartedExecution): string {
  const { status, output, error, cause, history, visits } = execution;
  const start = history[0]?.timestamp ?? new Date(0);
  const isRunning = status === 'RUNNING';
  const end = isRunning ? execution.now : (history.at(-1)?.timestamp ?? start);
  const result = {
    machine: machine.name,
    type: machine.type,
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    startDate: start.toISOString(),
    ...(isRunning ? { now: end.toISOString() } : { stopDate: end.toISOString() }),
    seconds: (end.getTime() - start.getTime()) / 1000,
    steps: visits.map((visit) => stepOf(visit, start.getTime())),
  };
  return jsonText(result);
}

/** One visit of a state. */
function stepOf(visit: StateVisit, start: number): object {
  const { number, state, kind, status, branch, enteredAt, duration, attempts, input, output, failures, next } = visit;
  return {
    number,
    state,
    kind,
    status,
    ...(branch === undefined ? {} : { inside: { step: branch.visit.number, index: branch.index } }),
    at: (enteredAt - start) / 1000,
    ...(duration === undefined ? {} : { seconds: duration / 1000 }),
    attempts,
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(failures.length === 0 ? {} : { failures: failures.map(({ error, cause }) => ({ error, cause })) }),
    ...(next === undefined ? {} : { next }),
  };
}
