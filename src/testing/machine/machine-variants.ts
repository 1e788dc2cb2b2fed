import { type ExecutionTally, viewOf } from '../machine-view/machine-view';
import { MockBook } from '../mocks/mock-book';
import { machineWith } from './machine-of';
import type { TestMachine } from './tested-machine';

/** The same machine, whose executions are counted. */
export function talliedMachine(machine: TestMachine, tally: ExecutionTally): TestMachine {
  const { core, book } = viewOf(machine)!;
  return machineWith({ ...core, tally }, book);
}

/** The same machine, with the same mocks, on the local engine. */
export function localMachine(machine: TestMachine): TestMachine {
  const view = viewOf(machine);
  return view?.core.runner === undefined ? machine : machineWith({ ...view.core, runner: undefined }, view.book);
}

/** The same machine, with the same mocks, for somebody who tells himself what goes wrong with them. */
export function forgivingMachine(machine: TestMachine): TestMachine {
  const view = viewOf(machine);
  return view === undefined ? machine : machineWith({ ...view.core, forgiving: true }, view.book);
}

/** The same machine, without mocks, whose executions count for nothing and end after so many events. */
export function boundedMachine(machine: TestMachine, mostEvents: number): TestMachine {
  const { core } = viewOf(machine)!;
  const bound = Number.isFinite(mostEvents) ? { mostEvents } : {};
  // A defect may keep an execution from a mock: the suite is asked whether it notices, and not the mock.
  return machineWith({ ...core, ...bound, counted: false, forgiving: true }, new MockBook({ ...core.owner, strict: false }));
}
