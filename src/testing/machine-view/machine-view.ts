import type { Definition, FieldValidationMode, ObjectStore, QuotaSwitches } from '../../interpreter';
import type { SourceMachine } from '../machine/read-source';
import type { CallLog } from '../mocks/call-record';
import type { BookOwner, MockBook } from '../mocks/mock-book';
import { perRealm } from '../per-realm';
import type { TargetRunner } from '../target/target-runner';
import type { MachineFacts } from './machine-facts';
import type { MachineStates } from './machine-states';

/** How many executions of a machine there were. */
export interface ExecutionTally {
  /** Those that began, and those that may have started it as another machine. */
  begun: number;
  /** Those of `execute` that have not ended. */
  open: number;
}

/** What all views of a machine share. */
export interface MachineCore {
  readonly found: SourceMachine;
  readonly definition: Definition;
  readonly states: MachineStates;
  readonly facts: MachineFacts;
  readonly answers: FieldValidationMode;
  /** What S3 holds for all its executions. */
  readonly objects: ObjectStore | undefined;
  readonly quotas: QuotaSwitches | undefined;
  readonly owner: BookOwner;
  /** Runs its executions elsewhere; undefined: here. */
  readonly runner: TargetRunner | undefined;
  /** Whether its executions count for coverage: those of mutants do not. */
  readonly counted: boolean;
  /** Whether whoever executes it takes what goes wrong with its mocks: that fails no test then. */
  readonly forgiving?: boolean;
  /** Events after which its executions end, where fewer than the service's tell enough. */
  readonly mostEvents?: number;
  /** Counts its executions for somebody who asks whether there are any. */
  readonly tally?: ExecutionTally;
  /** The machines of its application, by ARN. */
  readonly neighbours: () => ReadonlyMap<string, MachineView>;
}

/** A machine under test with mocks and call records of its own. */
export interface MachineView {
  readonly core: MachineCore;
  readonly book: MockBook;
  readonly log: CallLog;
  /** Tells that the machine is used: one that `with()` gave may have been thrown away. */
  readonly used: () => void;
}

/** One per realm: a test may hold a machine of another copy of the package, after `jest.resetModules()` for instance. */
const VIEWS = perRealm(Symbol.for('drystep.machineViews'), () => new WeakMap<object, MachineView>());

/** Remembers what stands behind the machine that a test holds. */
export function setView(machine: object, view: MachineView): void {
  VIEWS.set(machine, view);
}

/** What stands behind a machine under test; undefined for anything else. */
export function viewOf(machine: unknown): MachineView | undefined {
  const view = typeof machine === 'object' && machine !== null ? VIEWS.get(machine) : undefined;
  view?.used();
  return view;
}

const APPLICATIONS = new WeakMap<object, readonly string[]>();

/** Remembers the names of the machines of an application that a test holds. */
export function setApplication(application: object, names: readonly string[]): void {
  APPLICATIONS.set(application, names);
}

/** The names of the machines of an application; undefined for anything else. */
export function applicationNames(application: object): readonly string[] | undefined {
  return APPLICATIONS.get(application);
}

/** Every machine that executions of a view may start, by ARN: its neighbours, and machines that mocks put in the place of others. */
export function startableFrom(view: MachineView): ReadonlyMap<string, MachineView> {
  const found = new Map<string, MachineView>();
  const open = [view];
  const seen = new Set<MachineView>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    // A mock goes before the machine that would be started.
    for (const [arn, other] of [...next.book.machines(), ...next.core.neighbours()]) {
      if (found.has(arn)) continue;
      found.set(arn, other);
      open.push(other);
    }
  }
  return found;
}
