import type { StateMachine } from '../../asl';
import { type MachineFacts, requireStateOf, requireVariableOf } from '../machine-view/machine-facts';
import { machinePlace } from '../machine-view/machine-place';
import type { MachineStates } from '../machine-view/machine-states';
import { placeText, stateOrigins } from '../machine-view/origins';
import type { SourceMachine } from './read-source';

/** What is known of a machine without running it: for messages, matchers and pictures. */
export function factsOf(found: SourceMachine, states: MachineStates, machine: StateMachine): MachineFacts {
  let origin: MachineFacts['origin'];
  return {
    name: found.name,
    type: found.type ?? 'STANDARD',
    machine,
    get definitionBytes() {
      return Buffer.byteLength(typeof found.definition === 'string' ? found.definition : JSON.stringify(found.definition));
    },
    get origin() {
      const path = found.extracted?.constructPath;
      if (path === undefined) return undefined;
      const place = origin === undefined ? machinePlace(found) : undefined;
      origin ??= { path, ...(place === undefined ? {} : { place: placeText(place) }) };
      return origin;
    },
    get: states.get,
    originOf: stateOrigins(found),
    requireState: (state) => requireStateOf(found.name, states.names, state),
    requireVariable: (name) => requireVariableOf(found.name, states.variables, name),
  };
}
