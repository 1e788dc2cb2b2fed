import type { AnyStateNode } from '../../asl';
import { slotsOf } from '../counts/slots';
import { END, type Preparation, type PreparedGroup } from './prepared';

/** What the parts of a state are compiled with. @param slot the first number that is counted for it */
export function preparationOf(
  node: AnyStateNode,
  slot: number,
  groups: readonly PreparedGroup[],
  indexOf: (name: string) => number,
): Preparation {
  return {
    slots: slotsOf(node, slot).slots,
    groups,
    wayTo: (next, counted) => ({ name: node.name, next: next === undefined ? END : indexOf(next), slot: counted }),
  };
}
