import { kinds, nearestName, type OptionKind, UsageError } from '../asl';
import { allNodes } from './all-nodes';
import { foldGroups } from './fold-groups';
import type { Graph, GraphGroup, GraphNode } from './graph/graph';

/** Which Map and Parallel states are drawn without their insides: those below this many levels (0: all), or those of these names. */
export type Fold = number | readonly string[];

/** What `fold` takes. */
export const FOLD: OptionKind = kinds.either(
  'a number of levels, or a list of names of Map and Parallel states',
  kinds.wholeNumber(0),
  kinds.listOf(kinds.text),
);

/** Folds groups of a graph. Throws a UsageError for a name of no Map or Parallel state. */
export function foldGraph(call: string, graph: Graph, fold: Fold | undefined): Graph {
  if (fold === undefined) return graph;
  if (typeof fold !== 'number') requireGroups(call, graph, fold);
  const folds = (node: GraphNode, depth: number): boolean => (typeof fold === 'number' ? depth >= fold : fold.includes(node.name));
  return { ...graph, group: foldGroups(graph.group, folds) };
}

/** How many levels of groups stand inside of each other: 0 for a machine without Map and Parallel. */
export function depthOf(group: GraphGroup): number {
  return Math.max(0, ...group.nodes.flatMap((node) => node.groups.map((inner) => 1 + depthOf(inner))));
}

/** Names of the Map and Parallel states of a graph: those that can be folded. */
export function foldableNames({ group }: Graph): readonly string[] {
  return allNodes(group)
    .filter(({ groups }) => groups.length > 0)
    .map(({ name }) => name);
}

function requireGroups(call: string, graph: Graph, names: readonly string[]): void {
  const known = foldableNames(graph);
  for (const name of names) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const hint =
      nearest !== undefined
        ? ` Hint: did you mean ${JSON.stringify(nearest)}?`
        : known.length === 0
          ? ' Hint: this definition has none.'
          : '';
    throw new UsageError(`${call}: expected names of Map and Parallel states for fold, received ${JSON.stringify(name)}.${hint}`);
  }
}
