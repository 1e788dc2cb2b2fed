import type { StateGroup, StateNode } from '../../asl';

/** The Task states of a machine, those inside of Map and Parallel states included. */
export function taskStates({ states }: StateGroup): readonly StateNode<'Task'>[] {
  return [...states.values()].flatMap((state) => [...(state.type === 'Task' ? [state] : []), ...state.groups.flatMap(taskStates)]);
}
