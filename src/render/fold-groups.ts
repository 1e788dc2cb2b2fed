import type { GraphGroup, GraphNode } from './graph/graph';

/** A group in which some Map and Parallel states are drawn without what stands inside, but for how many states that are. */
export function foldGroups(group: GraphGroup, folds: (node: GraphNode, depth: number) => boolean, depth = 0): GraphGroup {
  return {
    ...group,
    nodes: group.nodes.map((node): GraphNode => {
      if (node.groups.length === 0) return node;
      if (!folds(node, depth)) return { ...node, groups: node.groups.map((inner) => foldGroups(inner, folds, depth + 1)) };
      return { ...node, groups: [], folded: node.groups.reduce((sum, inner) => sum + countStates(inner), 0) };
    }),
  };
}

/** How many states a group has, those inside of others included. */
export function countStates(group: GraphGroup): number {
  return group.nodes.reduce((sum, node) => sum + 1 + node.groups.reduce((inside, inner) => inside + countStates(inner), 0), 0);
}
