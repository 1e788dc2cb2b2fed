import { knownIn } from '../../asl';
import type { Block } from './blocks';
import type { BlockLayout, Size } from './lay-out-block';
import type { Link } from './links';
import type { Point } from './placed';

/** How much of a box's side lines may use, and how far apart they are at most. */
const SHARE = 0.55;
const APART = 32;

/** One end of a line. */
interface Port {
  readonly key: string;
  readonly atStart: boolean;
  /** Where the line goes on. */
  readonly towards: number;
}

/**
 * The points of each line. Ranks are bands: within one a line goes straight up or down, and it moves aside only between two of them, so it crosses no
 * box. Lines that share a side of a box are spread over it in the order of where they go.
 */
export function routeLines(
  block: Block,
  layout: BlockLayout,
  sizeOf: (name: string) => Size,
  labelOf: (key: string) => Size | undefined,
): Map<string, Point[]> {
  const bands = bandsOf(block, layout, sizeOf, labelOf);
  const ports = portsOf(block, layout, sizeOf);
  return new Map(block.links.map((link) => [link.key, routeOf(link, layout, sizeOf, bands, ports)]));
}

/** Half the height of each rank, by the height of its middle. */
function bandsOf(
  block: Block,
  layout: BlockLayout,
  sizeOf: (name: string) => Size,
  labelOf: (key: string) => Size | undefined,
): Map<number, number> {
  const bands = new Map<number, number>();
  const widen = (y: number, half: number) => bands.set(heightKey(y), Math.max(half, bands.get(heightKey(y)) ?? 0));
  for (const name of block.names) widen(knownIn(layout.centres, name).y, sizeOf(name).height / 2);
  for (const [key, { y }] of layout.labels) widen(y, labelOf(key)!.height / 2);
  return bands;
}

/** Middles of one rank differ by what adding fractions leaves. */
function heightKey(y: number): number {
  return Math.round(y * 10);
}

function portsOf(block: Block, layout: BlockLayout, sizeOf: (name: string) => Size): Map<string, number> {
  const sides = new Map<string, Port[]>();
  const add = (name: string, other: Point, port: Port) => {
    const centre = knownIn(layout.centres, name);
    const side = `${other.y > centre.y ? 'below' : 'above'} ${name}`;
    sides.set(side, [...(sides.get(side) ?? []), port]);
  };
  for (const { key, from, to } of block.links) {
    const points = layout.through.get(key) ?? [];
    const [start, end] = [layout.centres.get(from), layout.centres.get(to)] as [Point, Point];
    add(from, points[0] ?? end, { key, atStart: true, towards: (points[0] ?? end).x });
    add(to, points.at(-1) ?? start, { key, atStart: false, towards: (points.at(-1) ?? start).x });
  }
  const places = new Map<string, number>();
  for (const [side, ports] of sides) {
    const name = side.slice('below '.length);
    const { x } = knownIn(layout.centres, name);
    const step = Math.min(APART, ports.length > 1 ? (sizeOf(name).width * SHARE) / (ports.length - 1) : 0);
    ports.sort((one, other) => one.towards - other.towards);
    for (const [index, { key, atStart }] of ports.entries()) places.set(portKey(key, atStart), x + (index - (ports.length - 1) / 2) * step);
  }
  return places;
}

function portKey(key: string, atStart: boolean): string {
  return `${atStart ? 'from' : 'to'} ${key}`;
}

function routeOf(
  { key, from, to }: Link,
  layout: BlockLayout,
  sizeOf: (name: string) => Size,
  bands: ReadonlyMap<number, number>,
  ports: ReadonlyMap<string, number>,
): Point[] {
  const [start, end] = [layout.centres.get(from), layout.centres.get(to)] as [Point, Point];
  const down = end.y > start.y ? 1 : -1;
  const bandOf = (y: number) => bands.get(heightKey(y)) ?? 0;
  const [startX, endX] = [ports.get(portKey(key, true)), ports.get(portKey(key, false))] as [number, number];
  const points: Point[] = [
    { x: startX, y: start.y + (down * sizeOf(from).height) / 2 },
    { x: startX, y: start.y + down * bandOf(start.y) },
  ];
  for (const { x, y } of layout.through.get(key) ?? []) {
    const half = bandOf(y);
    // Nothing stands at this height: the line need not be straight there.
    if (half > 0) points.push({ x, y: y - down * half }, { x, y: y + down * half });
  }
  points.push({ x: endX, y: end.y - down * bandOf(end.y) }, { x: endX, y: end.y - (down * sizeOf(to).height) / 2 });
  return points.filter((point, index) => index === 0 || point.y !== points[index - 1]?.y || point.x !== points[index - 1]?.x);
}
