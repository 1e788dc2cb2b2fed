import { knownIn } from '../../asl';
import type { Block } from './blocks';
import { dagre } from './dagre';
import type { Point } from './placed';

/** Blanks between boxes beside each other, between lines, and from rank to rank. */
const BESIDE = 34;
const BETWEEN_LINES = 18;
const BELOW = 44;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where dagre puts the boxes of a block, by their centres, and by which points it leads the lines from rank to rank. */
export interface BlockLayout {
  readonly centres: ReadonlyMap<string, Point>;
  /** Points of each line between its two boxes, from where it begins. */
  readonly through: ReadonlyMap<string, readonly Point[]>;
  /** Centres of labels. */
  readonly labels: ReadonlyMap<string, Point>;
}

/** Lays out one block. */
export function layOutBlock(
  { names, links }: Block,
  sizeOf: (name: string) => Size,
  labelOf: (key: string) => Size | undefined,
): BlockLayout {
  const [first, second] = names as [string, string | undefined];
  if (second === undefined) return { centres: new Map([[first, { x: 0, y: 0 }]]), through: new Map(), labels: new Map() };
  const [only, more] = links;
  if (names.length === 2 && only !== undefined && more === undefined) return pair(only.key, only.from, only.to, sizeOf, labelOf(only.key));
  const graph = new (dagre().graphlib.Graph)({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: BESIDE, edgesep: BETWEEN_LINES, ranksep: BELOW, ranker: 'network-simplex' });
  // dagre keeps what it knows in plain objects: a state may be named __proto__.
  const ids = new Map(names.map((name, index) => [name, `n${index}`]));
  const idOf = (name: string) => knownIn(ids, name);
  for (const name of names) graph.setNode(idOf(name), { ...sizeOf(name) });
  for (const [index, { from, to, key }] of links.entries()) {
    const label = labelOf(key);
    graph.setEdge(idOf(from), idOf(to), label === undefined ? {} : { ...label, labelpos: 'c' }, `e${index}`);
  }
  dagre().layout(graph);
  const centres = new Map(names.map((name) => [name, pointOf(graph.node(idOf(name)))]));
  const through = new Map<string, readonly Point[]>();
  const labels = new Map<string, Point>();
  for (const [index, { from, to, key }] of links.entries()) {
    const { points, x, y } = graph.edge(idOf(from), idOf(to), `e${index}`);
    through.set(key, points.slice(1, -1).map(pointOf));
    if (labelOf(key) !== undefined && x !== undefined && y !== undefined) labels.set(key, { x, y });
  }
  return { centres, through, labels };
}

function pointOf({ x, y }: Point): Point {
  return { x, y };
}

/** Two boxes and one line: most of a long chain. */
function pair(key: string, from: string, to: string, sizeOf: (name: string) => Size, label: Size | undefined): BlockLayout {
  const gap = BELOW + (label?.height ?? 0);
  const middle = sizeOf(from).height / 2 + gap / 2;
  return {
    centres: new Map([
      [from, { x: 0, y: 0 }],
      [to, { x: 0, y: sizeOf(from).height / 2 + gap + sizeOf(to).height / 2 }],
    ]),
    through: new Map([[key, label === undefined ? [] : [{ x: 0, y: middle }]]]),
    labels: label === undefined ? new Map() : new Map([[key, { x: 0, y: middle }]]),
  };
}
