import { countStates, foldGroups } from '../fold-groups';
import type { Graph, GraphGroup, GraphNode } from '../graph/graph';
import { layOut } from '../layout/lay-out';
import type { Box, PlacedGroup } from '../layout/placed';
import type { Marks } from '../marks/marks';
import { drawGroup } from '../svg/draw-svg';

/** A state where it stands in the picture. */
export interface DrawnState extends Box {
  readonly node: GraphNode;
}

/** A picture of a graph, and where its states stand, in the order in which they were drawn. */
export interface DrawnGraph {
  readonly width: number;
  readonly height: number;
  readonly body: string;
  readonly states: readonly DrawnState[];
}

/** Draws a graph without what is inside of the states of these names. */
export function drawnGraph(graph: Graph, marks: Marks, folded: ReadonlySet<string>): DrawnGraph {
  const group = foldGroups(graph.group, (node) => folded.has(node.name));
  const placed = layOut(group, marks);
  const states: DrawnState[] = [];
  collectDrawnStates(placed, 0, 0, states);
  return { width: placed.width, height: placed.height, body: drawGroup(placed, marks), states };
}

function collectDrawnStates(group: PlacedGroup, x: number, y: number, states: DrawnState[]): void {
  for (const { node, x: left, y: top, width, height, groups } of group.nodes) {
    states.push({ node, x: x + left, y: y + top, width, height });
    for (const inner of groups) collectDrawnStates(inner, x + left + inner.x, y + top + inner.y, states);
  }
}

/** Larger graphs are folded at first, level by level from the inside. */
const MOST_STATES = 160;

/** The states that are folded at first. */
export function foldedAtFirst(group: GraphGroup): ReadonlySet<string> {
  const folded = new Set<string>();
  for (let depth = 8; depth >= 0 && shownStates(group, folded) > MOST_STATES; depth--) addBelow(group, depth, folded);
  return folded;
}

function shownStates(group: GraphGroup, folded: ReadonlySet<string>): number {
  return countStates(foldGroups(group, (node) => folded.has(node.name)));
}

function addBelow(group: GraphGroup, depth: number, folded: Set<string>): void {
  for (const node of group.nodes) {
    if (node.groups.length === 0) continue;
    if (depth <= 0) folded.add(node.name);
    for (const inner of node.groups) addBelow(inner, depth - 1, folded);
  }
}

/** The nearest state in the direction of an arrow key; undefined where none is. */
export function neighbour(states: readonly DrawnState[], from: string | undefined, key: string): string | undefined {
  const start = states.find(({ node }) => node.name === from);
  if (start === undefined) return states[0]?.node.name;
  const [x, y] = centre(start);
  let [best, least]: [string | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const state of states) {
    if (state === start) continue;
    const [dx, dy] = [centre(state)[0] - x, centre(state)[1] - y];
    const ways: Readonly<Record<string, readonly [along: number, across: number]>> = {
      ArrowDown: [dy, dx],
      ArrowUp: [-dy, dx],
      ArrowRight: [dx, dy],
      ArrowLeft: [-dx, dy],
    };
    const [along, across] = ways[key] ?? [0, 0];
    const distance = along + 2.5 * Math.abs(across);
    if (along > 4 && distance < least) [best, least] = [state.node.name, distance];
  }
  return best;
}

/** Of a state that holds others, its head: those inside are below it. */
function centre({ x, y, width, height, node }: DrawnState): readonly [number, number] {
  return [x + width / 2, node.groups.length > 0 ? y + 10 : y + height / 2];
}
