import { addTo, elementAt, knownIn } from '../../asl';
import type { Box, Point } from './placed';

/** A line that is drawn, with the box of its label if it has one. */
export interface LabelledLine {
  readonly key: string;
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

/** Labels nearer than this to where their line begins stay where they are. */
const NEAR = 60;
/** Blanks between a label and anything else, and from one place that is tried to the next. */
const AROUND = 4;
const STEP = 6;
/** What is compared with a label at its height: everything in bands of so many pixels. */
const BAND = 64;

/**
 * Better centres of labels. A label of a line through many ranks is put in the middle of it, far from the state it speaks of: here it goes to the first
 * place on its line that is free of states, labels and lines.
 */
export function closerLabels(lines: readonly LabelledLine[], boxes: readonly Box[]): Map<string, Point> {
  const found = new Map<string, Point>();
  const far = lines.filter(({ points, label }) => label !== undefined && away(points, centreOf(label)) > NEAR);
  if (far.length === 0) return found;
  const pieces = new Bands(lines.flatMap(({ key, points }) => piecesOf(key, points)));
  const solid = new Bands(boxes);
  const labels = new Map(lines.flatMap(({ key, label }) => (label === undefined ? [] : [[key, label] as const])));
  for (const { key, points } of far) {
    const label = knownIn(labels, key);
    const most = away(points, centreOf(label));
    for (const centre of placesOn(key, points)) {
      if (away(points, centre) >= most) break;
      const box = { ...label, x: centre.x - label.width / 2, y: centre.y - label.height / 2 };
      const wide = { x: box.x - AROUND, y: box.y - AROUND, width: box.width + 2 * AROUND, height: box.height + 2 * AROUND };
      if (solid.at(wide).some((each) => touches(each, wide))) continue;
      if (pieces.at(wide).some((piece) => piece.key !== key && crosses(piece, wide))) continue;
      if ([...labels].some(([other, each]) => other !== key && touches(each, wide))) continue;
      labels.set(key, box);
      found.set(key, centre);
      break;
    }
  }
  return found;
}

/** A part of a line between two of its points: a curve that begins and ends upright. */
interface EdgePiece extends Box {
  readonly key: string;
  readonly from: Point;
  readonly to: Point;
}

function piecesOf(key: string, points: readonly Point[]): EdgePiece[] {
  return points.slice(1).map((to, index) => {
    const from = elementAt(points, index);
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { key, from, to, x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });
}

/** Points of a line, from where it begins. */
function* placesOn(key: string, points: readonly Point[]): Generator<Point> {
  for (const piece of piecesOf(key, points)) {
    const steps = Math.ceil(piece.height / STEP);
    for (let step = 1; step <= steps; step++) {
      const y = piece.from.y + ((piece.to.y - piece.from.y) * step) / steps;
      yield { x: xAt(piece, y), y };
    }
  }
}

/** Where a piece is at a height. It only ever goes on upwards or downwards, so that halving finds it. */
function xAt({ from, to }: EdgePiece, y: number): number {
  if (from.x === to.x || from.y === to.y) return from.x;
  const middle = (from.y + to.y) / 2;
  let [low, high] = [0, 1];
  for (let round = 0; round < 16; round++) {
    const t = (low + high) / 2;
    const at = (1 - t) ** 3 * from.y + 3 * (1 - t) * t * middle + t ** 3 * to.y;
    if (at < y === from.y < to.y) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return from.x + (to.x - from.x) * (3 * (1 - t) + t) * t * t;
}

function crosses(piece: EdgePiece, box: Box): boolean {
  if (!touches(piece, box)) return false;
  const [above, below] = [Math.max(piece.y, box.y), Math.min(piece.y + piece.height, box.y + box.height)];
  const [one, other] = [xAt(piece, above), xAt(piece, below)];
  return Math.min(one, other) < box.x + box.width && Math.max(one, other) > box.x;
}

function touches(one: Box, other: Box): boolean {
  return one.x + one.width >= other.x && other.x + other.width >= one.x && one.y + one.height >= other.y && other.y + other.height >= one.y;
}

function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** How far a place is from where a line begins. */
function away(points: readonly Point[], { x, y }: Point): number {
  const [begin] = points as [Point];
  return Math.hypot(x - begin.x, y - begin.y);
}

/** Boxes by height. */
class Bands<Item extends Box> {
  private readonly bands = new Map<number, Item[]>();

  constructor(items: readonly Item[]) {
    for (const item of items) for (const band of bandsOf(item)) addTo(this.bands, band, item);
  }

  at(box: Box): Item[] {
    return bandsOf(box).flatMap((band) => this.bands.get(band) ?? []);
  }
}

function bandsOf({ y, height }: Box): number[] {
  const first = Math.floor(y / BAND);
  return Array.from({ length: Math.floor((y + height) / BAND) - first + 1 }, (_, index) => first + index);
}
