import type { ReportMachine, ReportOrigin } from '../../render';
import type { MachineFacts, StateOrigin } from '../machine-view/machine-facts';
import { stateNames } from '../machine-view/state-names';
import { given } from './report-steps';

/** What is known of a machine: its facts where it is under test, else its name. */
export type KnownMachine = Pick<MachineFacts, 'name' | 'machine'> & Partial<Pick<MachineFacts, 'type' | 'origin' | 'originOf'>>;

/** A machine as a report tells of it, with the places of its states in the user's code. */
export function reportMachine({ name, machine, type, origin, originOf }: KnownMachine): ReportMachine {
  const origins = originOf === undefined ? [] : stateNames(machine).map((state) => [state, originOf(state)] as const);
  const known = origins.filter((each): each is [string, StateOrigin] => each[1] !== undefined);
  return {
    name,
    definition: machine.source,
    ...given({
      type,
      origin: origin as ReportOrigin | undefined,
      stateOrigins: known.length === 0 ? undefined : Object.fromEntries(known),
    }),
  };
}
