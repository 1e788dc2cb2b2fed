import { kinds, optionally, type Parameter, requireArguments } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { HISTORY } from '../parameters';
import type { StateVisit } from './state-visit';
import { type ReadableMapRun, visitsIn } from './visits';

const MAP_RUNS: Parameter = {
  name: 'the Map runs',
  kind: kinds.listOf(kinds.objectWith('a Map run', { mapRunArn: kinds.name, children: kinds.list })),
  hint: 'pass execution.mapRuns.',
};

/**
 * Every visit of every state, in the order of entry, nested ones included. The history may be given in reverse order. Throws a usage error for
 * what is not a history.
 *
 * @param mapRuns runs of distributed Maps: what their child executions visited stands behind the visit of the Map state
 */
export function visitsOf(history: readonly HistoryEvent[], mapRuns: readonly ReadableMapRun[] = []): readonly StateVisit[] {
  requireArguments('visitsOf()', arguments, HISTORY, optionally(MAP_RUNS));
  return visitsIn(history, mapRuns);
}
