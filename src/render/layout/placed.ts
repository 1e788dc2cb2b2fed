import type { GraphEdge, GraphGroup, GraphNode } from '../graph/graph';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How a line of text is set. */
export type TextStyle = 'name' | 'detail' | 'note' | 'label';

/** One line of text with its place, baseline and all: `y` is where its letters stand. */
export interface TextLine extends Point {
  readonly text: string;
  readonly style: TextStyle;
}

/** A state with its place in its group. */
export interface PlacedNode extends Box {
  readonly node: GraphNode;
  /** Places are those in the node. */
  readonly lines: readonly TextLine[];
  /** Height of what stands above the groups inside, or of the whole node. */
  readonly head: number;
  /** Places are those in the node. */
  readonly groups: readonly PlacedGroup[];
}

/** A way with its line: vertical tangents at every point, from the first to the last. */
export interface PlacedEdge {
  /** Undefined for the way in and the ways out of a group. */
  readonly edge: GraphEdge | undefined;
  readonly key: string;
  readonly points: readonly Point[];
  /** A loop from a state to itself, drawn beside it. */
  readonly loop: boolean;
  readonly label: (Box & { readonly lines: readonly TextLine[] }) | undefined;
}

/** One `States` map with its place. */
export interface PlacedGroup extends Box {
  readonly group: GraphGroup;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Where it begins. */
  readonly start: Point;
  /** Where it ends; undefined where only Succeed and Fail end it. */
  readonly end: Point | undefined;
  /** Whether it is the machine's own. */
  readonly outermost: boolean;
}
