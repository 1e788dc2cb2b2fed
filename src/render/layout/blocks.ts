import { elementAt, knownIn } from '../../asl';
import type { Link } from './links';

/** Boxes that are laid out together. Where a block begins with the last box of the one before it, both are the same box. */
export interface Block {
  readonly names: readonly string[];
  readonly links: readonly Link[];
}

/**
 * Cuts a group at the boxes that every way passes: what lies between two of them is laid out on its own, one block below the other. What takes the square of
 * its size as a whole then takes little more than its size. Parts without a way between them are lists of blocks of their own.
 */
export function blocksOf(names: readonly string[], links: readonly Link[], ranks: ReadonlyMap<string, number>): Block[][] {
  return partsOf(names, links).map((part) => cut(part, ranks));
}

function cut({ names, links }: Block, ranks: ReadonlyMap<string, number>): Block[] {
  const rankOf = (name: string) => knownIn(ranks, name);
  const sorted = [...names].sort((one, other) => rankOf(one) - rankOf(other));
  const byRank = new Map<number, string[]>();
  for (const name of sorted) byRank.set(rankOf(name), [...(byRank.get(rankOf(name)) ?? []), name]);
  // How many lines pass each rank without ending there.
  const passing = new Map<number, number>();
  for (const { from, to } of links) {
    const [low, high] = [rankOf(from), rankOf(to)].sort((one, other) => one - other) as [number, number];
    for (let rank = low + 1; rank < high; rank++) passing.set(rank, (passing.get(rank) ?? 0) + 1);
  }
  const cuts = [...byRank].filter(([rank, boxes]) => boxes.length === 1 && !passing.has(rank)).map(([rank]) => rank);
  const borders = [...new Set([Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY])];
  const blocks: Block[] = [];
  for (const [index, low] of borders.slice(0, -1).entries()) {
    const high = elementAt(borders, index + 1);
    const inside = sorted.filter((name) => rankOf(name) >= low && rankOf(name) <= high);
    const within = links.filter(({ from, to }) => [from, to].every((name) => rankOf(name) >= low && rankOf(name) <= high));
    if (inside.length > 1 || blocks.length === 0) blocks.push({ names: inside, links: within });
  }
  return blocks.length > 1 && blocks[0]?.names.length === 1 ? blocks.slice(1) : blocks.filter(({ names: boxes }) => boxes.length > 0);
}

/** The parts of a group that no line connects, the one with the start first. */
function partsOf(names: readonly string[], links: readonly Link[]): Block[] {
  const near = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const { from, to } of links) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const partOf = new Map<string, number>();
  const parts: string[][] = [];
  for (const root of names) {
    if (partOf.has(root)) continue;
    const part = [root];
    partOf.set(root, parts.length);
    for (const name of part)
      for (const next of knownIn(near, name))
        if (!partOf.has(next)) {
          partOf.set(next, parts.length);
          part.push(next);
        }
    parts.push(part);
  }
  return parts.map((part, index) => ({ names: part, links: links.filter(({ from }) => partOf.get(from) === index) }));
}
