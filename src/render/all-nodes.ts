import type { GraphEdge, GraphGroup, GraphNode } from './graph/graph';

/** Every node of a group and of those inside. */
export function allNodes(group: GraphGroup): GraphNode[] {
  return group.nodes.flatMap((node) => [node, ...node.groups.flatMap(allNodes)]);
}

/** Every edge of a group and of those inside. */
export function allEdges(group: GraphGroup): GraphEdge[] {
  return [...group.edges, ...group.nodes.flatMap((node) => node.groups.flatMap(allEdges))];
}

/** A group and those inside of it. */
export function allGroups(group: GraphGroup): GraphGroup[] {
  return [group, ...group.nodes.flatMap((node) => node.groups.flatMap(allGroups))];
}
