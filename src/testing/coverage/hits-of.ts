import type { AnyStateNode, StateGroup } from '../../asl';
import { knownIn } from '../../asl';
import type { ExecutionCounts, HistoryEvent } from '../../interpreter';
import type { StateVisit } from '../visits/state-visit';
import { type ReadableMapRun, visitsIn } from '../visits/visits';
import { type ChoiceCoverage, choiceCoverage } from './choice-hits';
import { countedHits } from './counted-hits';
import { pointId } from './coverage-point';
import type { OperandRecord } from './operand-record';
import { recoveryHits } from './recovery-hits';
import { VisitScopes } from './visit-scopes';

/** An execution as coverage reads it. */
export interface CoveredExecution {
  readonly history: readonly HistoryEvent[];
  /** @default none */
  readonly mapRuns?: readonly ReadableMapRun[];
  /** What was counted while it ran. @default unknown: its history is read */
  readonly counts?: ExecutionCounts | undefined;
  /** What operands came to while it ran. @default unknown: they are evaluated again with the data of its history */
  readonly operands?: OperandRecord | undefined;
}

/** How often each point was reached, by its id. */
export type Hits = Record<string, number>;

/** Makes the function that adds what an execution of a machine reaches to some hits. Nothing is compiled twice. */
export function hitCounter(machine: StateGroup): (hits: Hits, execution: CoveredExecution) => void {
  const nodes = new Map<string, AnyStateNode>();
  collectNodes(machine, nodes);
  const choices = new Map<string, ChoiceCoverage>();
  for (const node of nodes.values()) if (node.type === 'Choice') choices.set(node.name, choiceCoverage(node));
  return (hits, execution) => {
    const { counts, operands } = execution;
    if (counts === undefined || operands === undefined) {
      readHits(hits, execution);
      return;
    }
    const addAll = (counted: ReadonlyMap<string, number>): void => {
      for (const [id, count] of counted) hits[id] = (hits[id] ?? 0) + count;
    };
    addAll(countedHits(counts));
    for (const name of choices.keys()) addAll(operands.take(knownIn(nodes, name)));
  };

  function readHits(hits: Hits, { history, mapRuns = [] }: CoveredExecution): void {
    const add = (id: string) => {
      hits[id] = (hits[id] ?? 0) + 1;
    };
    const visits = visitsIn(history, mapRuns);
    const scopes = new VisitScopes(history, mapRuns);
    for (const visit of visits) {
      const node = nodes.get(visit.state);
      const scope = scopes.enter(visit);
      if (node === undefined) continue;
      add(pointId('states', node.pointer));
      // A Choice that has not been left failed: it looked at its rules all the same.
      for (const id of choices.get(node.name)?.(scope, visit.next) ?? [])
        if (visit.exitedAt !== undefined || !id.startsWith('transitions')) add(id);
      if (node.type === 'Choice') continue;
      for (const id of recoveryHits(node, visit)) add(id);
      if (visit.exitedAt !== undefined && visit.caught === undefined && 'Next' in node.fields)
        add(pointId('transitions', `${node.pointer}/Next`));
    }
    for (const id of [...itemHits(history, visits, nodes), ...branchFailures(visits, nodes)]) add(id);
  }
}

function collectNodes(group: StateGroup, nodes: Map<string, AnyStateNode>): void {
  for (const node of group.states.values()) {
    nodes.set(node.name, node);
    for (const inner of node.groups) collectNodes(inner, nodes);
  }
}

/** How many items the Maps had: the events say so, but for those that an item reader gave. */
function itemHits(history: readonly HistoryEvent[], visits: readonly StateVisit[], nodes: ReadonlyMap<string, AnyStateNode>): string[] {
  const ids: string[] = [];
  const idOf = (state: string, count: number) => {
    const node = nodes.get(state);
    if (node !== undefined) ids.push(pointId('items', node.pointer, count === 0 ? 'none' : count === 1 ? 'one' : 'many'));
  };
  const entered = new Map<number, string>();
  const read = new Set<string>();
  for (const { id, previousEventId, type, stateEnteredEventDetails, mapStateStartedEventDetails } of history) {
    if (type === 'MapStateEntered') entered.set(id, stateEnteredEventDetails?.name ?? '');
    if (type !== 'MapStateStarted') continue;
    // A retry starts behind another event, with the same items.
    const state = entered.get(previousEventId);
    if (state === undefined) continue;
    const reader = nodes.get(state);
    if (reader !== undefined && 'ItemReader' in reader.fields) read.add(state);
    else idOf(state, mapStateStartedEventDetails?.length ?? 0);
  }
  for (const visit of visits) {
    if (!read.has(visit.state)) continue;
    idOf(visit.state, new Set(visits.filter((inner) => inner.branch?.visit === visit).map((inner) => inner.branch?.index)).size);
  }
  return ids;
}

/** The branches of Parallel states that failed for good. */
function branchFailures(visits: readonly StateVisit[], nodes: ReadonlyMap<string, AnyStateNode>): string[] {
  const ids: string[] = [];
  for (const visit of visits) {
    const { branch, status } = visit;
    const parent = branch === undefined ? undefined : nodes.get(branch.visit.state);
    if (parent?.type !== 'Parallel' || status !== 'FAILED') continue;
    const group = parent.groups.find((candidate) => candidate.states.has(visit.state));
    if (group !== undefined) ids.push(pointId('failures', group.pointer));
  }
  return ids;
}
