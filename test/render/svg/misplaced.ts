import type { Box, PlacedEdge, PlacedGroup, Point } from '../../../src/render/layout/placed';

/** Gives in words what is wrong with the places of a picture: states that overlap or leave their group, lines that run through a state or a label, labels upon a state or each other. */
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
  const lines = edges.filter(({ loop }) => !loop).map((edge) => ({ edge, parts: partsOf(edge) }));
  for (const [index, { key, label }] of edges.entries()) {
    if (label === undefined) continue;
    for (const other of edges.slice(index + 1))
      if (other.label !== undefined && overlap(label, other.label)) problems.push(`labels of ${key} and ${other.key} overlap`);
    for (const { edge, parts } of lines)
      if (edge.key !== key && parts.some((part) => overlap(part.box, label) && part.points().some((point) => within(point, label))))
        problems.push(`${edge.key} runs through the label of ${key}`);
  }
  for (const { edge, parts } of lines) {
    for (const node of nodes) {
      if (parts.some(({ box }) => overlap(box, node))) problems.push(`${edge.key} runs through ${node.node.name}`);
      if (edge.label !== undefined && overlap(edge.label, node)) problems.push(`the label of ${edge.key} stands upon ${node.node.name}`);
    }
  }
  return problems;
}

/** A line between two of its points. */
interface LinePart {
  /** It bends within this box. */
  readonly box: Box;
  /** Points of it, close to each other, as its curve is drawn: made for the few that come near a label. */
  points(): readonly Point[];
}

function partsOf({ points }: PlacedEdge): LinePart[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] as Point;
    const [x, y] = [Math.min(to.x, from.x), Math.min(to.y, from.y)];
    return { box: { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) }, points: () => drawn(from, to) };
  });
}

function drawn(from: Point, to: Point): readonly Point[] {
  const middle = (from.y + to.y) / 2;
  const steps = Math.max(4, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const [start, begin, end, last] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
    return { x: (start + begin) * from.x + (end + last) * to.x, y: start * from.y + (begin + end) * middle + last * to.y };
  });
}

function within({ x, y }: Point, box: Box): boolean {
  return x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5;
}

/** How far each label is from the state that its line leaves. */
export function labelDistances(group: PlacedGroup): number[] {
  const own = group.edges.flatMap(({ edge, label }) => {
    const from = group.nodes.find(({ node }) => node.name === edge?.from);
    return from === undefined || label === undefined ? [] : [between(from, label)];
  });
  return [...own, ...group.nodes.flatMap(({ groups }) => groups.flatMap(labelDistances))];
}

function between(one: Box, other: Box): number {
  const aside = Math.max(one.x - other.x - other.width, other.x - one.x - one.width, 0);
  const below = Math.max(one.y - other.y - other.height, other.y - one.y - one.height, 0);
  return Math.hypot(aside, below);
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
