import { addTo, elementAt, knownIn } from '../../asl';
import type { GraphEdge, GraphGroup, GraphNode } from '../graph/graph';
import { type Marks, TONES } from '../marks/marks';
import { shownText } from '../shown-text';
import { type Block, blocksOf } from './blocks';
import { cardOf, FONTS, ICON_ROOM } from './card';
import { closerLabels } from './closer-labels';
import { layOutBlock, type Size } from './lay-out-block';
import { END, type Link, type Links, linksOf, START } from './links';
import type { Box, PlacedEdge, PlacedGroup, PlacedNode, Point, TextLine } from './placed';
import { routeLines } from './route-lines';
import { textWidth } from './text-width';
import { wrapText } from './wrap-text';

/** Blanks around what stands in a group, and between branches. */
const PADDING = 18;
const MARGIN = 24;
const LABEL_WIDTH = 180;
/** Room for a loop beside its state. */
const LOOP = 34;
/** The name of a branch above its states. */
const BRANCH_HEAD = 24;

/** A group with a place for each of its states and lines, and for those of the groups inside. */
export function layOut(group: GraphGroup, marks: Marks, outermost = true, head = 0): PlacedGroup {
  return new GroupLayout(group, marks, outermost, head).placed();
}

interface Unplaced extends Size {
  readonly node: GraphNode;
  readonly lines: readonly TextLine[];
  readonly head: number;
  readonly groups: readonly PlacedGroup[];
  /** Room at either side, for loops. */
  readonly aside: number;
}

interface Label extends Size {
  readonly lines: readonly string[];
}

class GroupLayout {
  private readonly links: Links;
  private readonly retriers: ReadonlyMap<string, readonly GraphEdge[]>;
  private readonly jumps: ReadonlyMap<string, readonly GraphEdge[]>;
  private readonly nodes = new Map<string, Unplaced>();
  private readonly labels = new Map<string, Label>();
  private readonly centres = new Map<string, Point>();
  private readonly routes = new Map<string, readonly Point[]>();
  private readonly labelPlaces = new Map<string, Point>();

  constructor(
    private readonly group: GraphGroup,
    private readonly marks: Marks,
    private readonly outermost: boolean,
    private readonly head: number,
  ) {
    this.links = linksOf(group);
    this.retriers = byState(group.edges.filter(({ kind }) => kind === 'retry'));
    this.jumps = byState(this.links.jumps);
    for (const link of [...this.links.links, ...this.links.loops]) {
      const label = this.labelOf(link);
      if (label !== undefined) this.labels.set(link.key, label);
    }
    for (const node of group.nodes) this.nodes.set(node.name, this.measured(node));
  }

  placed(): PlacedGroup {
    this.layOutParts();
    const boxes = this.group.nodes.map((node) => this.boxOf(node.name));
    this.bringLabelsClose(boxes);
    const nodes = this.group.nodes.map((node, index): PlacedNode => {
      const { lines, head, groups, aside } = knownIn(this.nodes, node.name);
      const box = elementAt(boxes, index);
      return { ...box, x: box.x + aside, width: box.width - 2 * aside, node, lines, head, groups };
    });
    const edges = [...this.links.links.map((link) => this.edgeOf(link)), ...this.links.loops.map((link) => this.loopOf(link, nodes))];
    return this.fitted(nodes, edges);
  }

  private labelOf({ edge }: Link): Label | undefined {
    const mark = edge === undefined ? undefined : this.marks.edges.get(edge.pointer);
    const sign = mark === undefined ? '' : TONES[mark.tone].sign;
    const text = [edge?.label ?? '', mark?.note === undefined ? '' : `(${mark.note})`].filter((part) => part !== '').join(' ');
    if (text === '') return undefined;
    const { size, leading } = FONTS.label;
    const lines = wrapText(shownText(`${sign === '' ? '' : `${sign} `}${text}`), LABEL_WIDTH, size, 3);
    const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, size)))) + 8;
    return { lines, width, height: lines.length * leading + 6 };
  }

  private measured(node: GraphNode): Unplaced {
    const retriers = this.retriers.get(node.name) ?? [];
    const jumps = this.jumps.get(node.name) ?? [];
    const loops = this.links.loops.filter(({ from }) => from === node.name);
    const aside = loops.length === 0 ? 0 : LOOP * loops.length + Math.max(...loops.map(({ key }) => this.labels.get(key)?.width ?? 0));
    const mark = this.marks.nodes.get(node.name);
    if (node.groups.length === 0) {
      const card = cardOf(node, retriers, jumps, mark);
      return { node, ...card, width: card.width + 2 * aside, head: card.height, groups: [], aside };
    }
    const branches = node.groups.length > 1;
    const inner = node.groups.map((group) => layOut(group, this.marks, false, branches ? BRANCH_HEAD : 0));
    const innerWidth = inner.reduce((sum, { width }) => sum + width, 0) + PADDING * (inner.length - 1);
    const card = cardOf(node, retriers, jumps, mark, innerWidth - ICON_ROOM);
    const width = Math.max(card.width, innerWidth + 2 * PADDING);
    const innerHeight = Math.max(...inner.map(({ height }) => height));
    let x = (width - innerWidth) / 2;
    const groups = inner.map((group): PlacedGroup => {
      const placed = { ...group, x, y: card.height, height: innerHeight };
      x += group.width + PADDING;
      return placed;
    });
    const height = card.height + innerHeight + PADDING;
    return { node, lines: card.lines, head: card.height, groups, width: width + 2 * aside, height, aside };
  }

  private sizeOf(name: string): Size {
    const node = this.nodes.get(name);
    if (node !== undefined) return node;
    return this.outermost ? { width: 64, height: 28 } : { width: 14, height: 14 };
  }

  /** Blocks below each other; parts that no line connects below the first, beside each other. */
  private layOutParts(): void {
    const names = [START, ...this.nodes.keys(), ...(this.links.links.some(({ to }) => to === END) ? [END] : [])];
    const parts = blocksOf(names, this.links.links, this.links.ranks);
    let [left, below] = [0, 0];
    for (const [index, blocks] of parts.entries()) {
      const before = new Set(this.centres.keys());
      for (const block of blocks) this.layOutOne(block);
      const own = [...this.centres.keys()].filter((name) => !before.has(name));
      const bounds = boundsOf(this.extentOf(own, blocks));
      this.move(own, blocks, left - bounds.x, below - bounds.y);
      if (index === 0) below = bounds.height + MARGIN * 2;
      else left += bounds.width + MARGIN * 2;
    }
  }

  private layOutOne(block: Block): void {
    const sizeOf = (name: string) => this.sizeOf(name);
    const labelOf = (key: string) => this.labels.get(key);
    const layout = layOutBlock(block, sizeOf, labelOf);
    // Lines end at the state itself, not at the room beside it.
    const solid = (name: string): Size => ({ ...sizeOf(name), width: sizeOf(name).width - 2 * (this.nodes.get(name)?.aside ?? 0) });
    const routes = routeLines(block, layout, solid, labelOf);
    const shared = block.names.find((name) => this.centres.has(name));
    const [from, to] = shared === undefined ? [ORIGIN, ORIGIN] : [knownIn(layout.centres, shared), knownIn(this.centres, shared)];
    const moved = ({ x, y }: Point): Point => ({ x: x - from.x + to.x, y: y - from.y + to.y });
    for (const [name, centre] of layout.centres) this.centres.set(name, moved(centre));
    for (const [key, points] of routes) this.routes.set(key, points.map(moved));
    for (const [key, place] of layout.labels) this.labelPlaces.set(key, moved(place));
  }

  /** Corners of everything in some blocks. */
  private extentOf(names: readonly string[], blocks: readonly Block[]): Point[] {
    const keys = blocks.flatMap(({ links }) => links.map(({ key }) => key));
    return [
      ...names.flatMap((name) => corners(this.boxOf(name))),
      ...keys.flatMap((key) => this.routes.get(key) ?? []),
      ...keys.flatMap((key) => (this.labelPlaces.has(key) ? corners(this.labelBox(key)) : [])),
    ];
  }

  private move(names: readonly string[], blocks: readonly Block[], dx: number, dy: number): void {
    const moved = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
    for (const name of names) this.centres.set(name, moved(knownIn(this.centres, name)));
    for (const { key } of blocks.flatMap(({ links }) => links)) {
      this.routes.set(key, knownIn(this.routes, key).map(moved));
      const place = this.labelPlaces.get(key);
      if (place !== undefined) this.labelPlaces.set(key, moved(place));
    }
  }

  private boxOf(name: string): Box {
    const { width, height } = this.sizeOf(name);
    const { x, y } = knownIn(this.centres, name);
    return { x: x - width / 2, y: y - height / 2, width, height };
  }

  private labelBox(key: string): Box {
    const { width, height } = knownIn(this.labels, key);
    const { x, y } = knownIn(this.labelPlaces, key);
    return { x: x - width / 2, y: y - height / 2, width, height };
  }

  private bringLabelsClose(boxes: readonly Box[]): void {
    const ends = [START, END].filter((name) => this.centres.has(name)).map((name) => this.boxOf(name));
    const lines = this.links.links.map(({ key }) => ({
      key,
      points: knownIn(this.routes, key),
      label: this.labelPlaces.has(key) ? this.labelBox(key) : undefined,
    }));
    for (const [key, centre] of closerLabels(lines, [...boxes, ...ends])) this.labelPlaces.set(key, centre);
  }

  private edgeOf({ key, edge }: Link): PlacedEdge {
    const label = this.labelPlaces.has(key) ? this.withLines(key, this.labelBox(key)) : undefined;
    return { edge, key, points: knownIn(this.routes, key), loop: false, label };
  }

  private loopOf({ key, edge, from }: Link, nodes: readonly PlacedNode[]): PlacedEdge {
    const number = this.links.loops.filter((loop) => loop.from === from).findIndex((loop) => loop.key === key);
    const { x, y, width, head } = nodes.find(({ node }) => node.name === from)!;
    const points = [
      { x: x + width, y: y + head * 0.3 },
      { x: x + width + LOOP * (number + 1) - 8, y: y + head / 2 },
      { x: x + width, y: y + head * 0.7 },
    ];
    const size = this.labels.get(key);
    const label =
      size &&
      this.withLines(key, {
        x: x + width + LOOP * (number + 1) - 6,
        y: y + head / 2 - size.height / 2,
        width: size.width,
        height: size.height,
      });
    return { edge, key, points, loop: true, label };
  }

  private withLines(key: string, box: Box): PlacedEdge['label'] {
    const { lines } = knownIn(this.labels, key);
    const { leading } = FONTS.label;
    return {
      ...box,
      lines: lines.map((text, index) => ({ text, style: 'label', x: box.x + box.width / 2, y: box.y + (index + 1) * leading - 1 })),
    };
  }

  /** Moves everything so that the group begins at its corner, with blanks around. */
  private fitted(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): PlacedGroup {
    const ends = [START, END].filter((name) => this.centres.has(name)).map((name) => this.boxOf(name));
    const bounds = boundsOf([
      ...this.group.nodes.flatMap(({ name }) => corners(this.boxOf(name))),
      ...ends.flatMap(corners),
      ...edges.flatMap(({ points, label }) => [...points, ...(label === undefined ? [] : corners(label))]),
    ]);
    const around = this.outermost ? MARGIN : PADDING;
    const [dx, dy] = [around - bounds.x, around + this.head - bounds.y];
    const moved = <Place extends Point>(place: Place): Place => ({ ...place, x: place.x + dx, y: place.y + dy });
    const end = this.centres.get(END);
    return {
      group: this.group,
      x: 0,
      y: 0,
      width: bounds.width + 2 * around,
      height: bounds.height + 2 * around + this.head,
      nodes: nodes.map(moved),
      edges: edges.map((edge) => ({
        ...edge,
        points: edge.points.map(moved),
        label: edge.label && { ...moved(edge.label), lines: edge.label.lines.map(moved) },
      })),
      start: moved(knownIn(this.centres, START)),
      end: end && moved(end),
      outermost: this.outermost,
    };
  }
}

function byState(edges: readonly GraphEdge[]): Map<string, GraphEdge[]> {
  const found = new Map<string, GraphEdge[]>();
  for (const edge of edges) addTo(found, edge.from, edge);
  return found;
}

const ORIGIN: Point = { x: 0, y: 0 };

function corners({ x, y, width, height }: Box): Point[] {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}

function boundsOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
