import { listedNames, nearestName, receivedText, type StateMachine } from '../../asl';
import { UsageError } from '../usage-error';
import type { StateFact } from './machine-states';

/** Where a state comes from in the user's code. */
export interface StateOrigin {
  /** Path of the construct, `Orders/Ship`. */
  readonly path: string;
  /** `lib/orders-stack.ts:12:5`, when the CDK kept a creation stack. */
  readonly place?: string;
}

/** What messages and tables know of a machine. */
export interface MachineFacts {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly machine: StateMachine;
  /** Size of its definition as text. */
  readonly definitionBytes: number;
  /** Where the machine itself comes from. */
  readonly origin: StateOrigin | undefined;
  readonly get: (state: string) => StateFact | undefined;
  readonly originOf: (state: string) => StateOrigin | undefined;
  /** Throws a usage error for a state that the machine does not have, with the nearest name. */
  readonly requireState: (state: string) => void;
  /** Throws a usage error for a variable that no state assigns, with the nearest name. */
  readonly requireVariable: (name: string) => void;
}

/** Throws a usage error for a state that is not among the names. */
export function requireStateOf(machineName: string, names: readonly string[], state: string): void {
  if (names.includes(state)) return;
  if (typeof state !== 'string')
    throw new UsageError(
      `${machineName}: expected the name of a state, received ${receivedText(state)}.`,
      `its states are ${listedNames(names.map((name) => `"${name}"`))}.`,
    );
  const nearest = nearestName(state, names);
  throw new UsageError(
    `${machineName} has no state "${state}".`,
    nearest === undefined ? `its states are ${listedNames(names.map((name) => `"${name}"`))}.` : `did you mean "${nearest}"?`,
  );
}

/** Throws a usage error for a variable that is not among those that a machine assigns. */
export function requireVariableOf(machineName: string, names: ReadonlySet<string>, name: string): void {
  if (names.has(name)) return;
  const nearest = nearestName(name, names);
  const others = names.size === 0 ? 'no state has an Assign.' : `its variables are ${listedNames([...names].map((each) => `"${each}"`))}.`;
  throw new UsageError(
    `No state of ${machineName} assigns a variable "${name}".`,
    nearest === undefined ? others : `did you mean "${nearest}"?`,
  );
}
