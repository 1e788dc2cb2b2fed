import type { Box, PlacedEdge, PlacedGroup } from '../../../src/render/layout/placed';

/** Gives in words what is wrong with the places of a picture: states that overlap or leave their group, lines that run through a state, labels upon one. */
export function misplaced(group: PlacedGroup): string[] {
  const { nodes, edges, width, height } = group;
  const problems: string[] = [];
  for (const [index, one] of nodes.entries()) {
    if (one.x < 0 || one.y < 0 || one.x + one.width > width || one.y + one.height > height)
      problems.push(`${one.node.name} leaves its group`);
    for (const other of nodes.slice(index + 1)) if (overlap(one, other)) problems.push(`${one.node.name} overlaps ${other.node.name}`);
    for (const inner of one.groups) {
      if (inner.x < 0 || inner.y < one.head || inner.x + inner.width > one.width || inner.y + inner.height > one.height)
        problems.push(`a group leaves ${one.node.name}`);
      problems.push(...misplaced(inner));
    }
    for (const [number, inner] of one.groups.entries())
      for (const other of one.groups.slice(number + 1)) if (overlap(inner, other)) problems.push(`groups of ${one.node.name} overlap`);
  }
  for (const edge of edges) {
    if (edge.loop) continue;
    for (const node of nodes) {
      if (partsOf(edge).some((part) => overlap(part, node))) problems.push(`${edge.key} runs through ${node.node.name}`);
      if (edge.label !== undefined && overlap(edge.label, node)) problems.push(`the label of ${edge.key} stands upon ${node.node.name}`);
    }
  }
  return problems;
}

/** The boxes that hold a line between two of its points: it bends within them. */
function partsOf({ points }: PlacedEdge): Box[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] as { x: number; y: number };
    const [x, y] = [Math.min(point.x, before.x), Math.min(point.y, before.y)];
    return { x, y, width: Math.abs(point.x - before.x), height: Math.abs(point.y - before.y) };
  });
}

/** More than touching. */
function overlap(one: Box, other: Box): boolean {
  const most = 0.5;
  return (
    one.x + one.width > other.x + most &&
    other.x + other.width > one.x + most &&
    one.y + one.height > other.y + most &&
    other.y + other.height > one.y + most
  );
}
