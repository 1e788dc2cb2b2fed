import { lastIn } from '../../asl';
import type { GraphNode } from '../graph/graph';
import type { PlacedEdge, PlacedGroup, PlacedNode, Point, TextLine } from '../layout/placed';
import type { Marks, Tone } from '../marks/marks';
import { ICONS, SHAPES } from './shapes';
import { coordinate as c, xmlText } from './xml';

/** Tones that are to catch the eye. */
const STRONG: ReadonlySet<Tone> = new Set(['failed', 'waiting', 'missed', 'added', 'changed', 'caught']);

/** The elements of a group: lines behind, states before them, labels of lines in front. */
export function drawGroup(group: PlacedGroup, marks: Marks): string {
  const bodies = [
    ...group.edges.map((edge) => edgeElement(edge, marks)),
    circles(group),
    ...group.nodes.map((node) => nodeElement(node, marks)),
    ...group.edges.map((edge) => labelElement(edge, group.outermost ? 'ds-page' : 'ds-inside')),
  ];
  return bodies.filter((body) => body !== '').join('\n');
}

function nodeElement(placed: PlacedNode, marks: Marks): string {
  const { node, x, y, width, height, head, lines, groups } = placed;
  const mark = marks.nodes.get(node.name);
  const tone = mark === undefined ? '' : ` ds-${mark.tone}${STRONG.has(mark.tone) ? ' ds-strong' : ''}`;
  const hover = [`${node.kind}: ${node.name}`, node.detail, node.comment, ...(mark?.hover ?? [])].filter((line) => line !== undefined);
  const shapes = SHAPES[node.kind](width, height).map((path) => `<path class="ds-shape ds-shape-${node.kind}" d="${path}"/>`);
  const bars =
    node.kind === 'Parallel'
      ? [0, height - 4].map((top) => `<rect class="ds-bar ds-bar-Parallel" x="0" y="${c(top)}" width="${c(width)}" height="4"/>`)
      : [];
  return [
    `<g class="ds-node ds-${node.kind}${tone}" transform="translate(${c(x)} ${c(y)})" data-state="${xmlText(node.name)}" data-pointer="${xmlText(node.pointer)}">`,
    `<title>${hover.map(xmlText).join('\n')}</title>`,
    ...shapes,
    ...bars,
    `<path class="ds-icon ds-icon-${node.kind}" transform="translate(13 ${c(iconTop(node, head))})" d="${ICONS[node.kind]}"/>`,
    ...lines.map(textElement),
    ...groups.map((group) => innerGroup(group, groups.length, marks)),
    '</g>',
  ].join('\n');
}

/** Beside the name in a state that holds others, in the middle of one that does not. */
function iconTop({ groups }: GraphNode, head: number): number {
  return groups.length > 0 ? 11 : head / 2 - 9;
}

function innerGroup(group: PlacedGroup, count: number, marks: Marks): string {
  const frame =
    count > 1
      ? `<rect class="ds-branch" x="0" y="0" width="${c(group.width)}" height="${c(group.height)}" rx="6"/><text class="ds-detail" x="10" y="17">${xmlText(group.group.label)}</text>`
      : '';
  const behind = `<rect class="ds-inside" x="0" y="0" width="${c(group.width)}" height="${c(group.height)}" rx="6"/>`;
  return `<g transform="translate(${c(group.x)} ${c(group.y)})">\n${behind}${frame}\n${drawGroup(group, marks)}\n</g>`;
}

function textElement({ text, style, x, y }: TextLine): string {
  return `<text class="ds-${style}" x="${c(x)}" y="${c(y)}">${xmlText(text)}</text>`;
}

/** Where a group begins and ends. */
function circles({ start, end, outermost }: PlacedGroup): string {
  if (!outermost) {
    const ring =
      end === undefined
        ? ''
        : `<circle class="ds-ring" cx="${c(end.x)}" cy="${c(end.y)}" r="6"/><circle class="ds-dot" cx="${c(end.x)}" cy="${c(end.y)}" r="3"/>`;
    return `<circle class="ds-dot" cx="${c(start.x)}" cy="${c(start.y)}" r="6"/>${ring}`;
  }
  return [pill(start, 'Start'), end === undefined ? '' : pill(end, 'End')].filter((each) => each !== '').join('\n');
}

function pill({ x, y }: Point, word: string): string {
  return `<g class="ds-node"><rect class="ds-ring" x="${c(x - 32)}" y="${c(y - 14)}" width="64" height="28" rx="14"/><text class="ds-label ds-title" x="${c(x)}" y="${c(y + 4)}">${word}</text></g>`;
}

function edgeElement({ edge, key, points, loop }: PlacedEdge, marks: Marks): string {
  const mark = marks.edges.get(key);
  const tone = mark === undefined ? '' : ` ds-${mark.tone}${STRONG.has(mark.tone) || mark.tone === 'succeeded' ? ' ds-strong' : ''}`;
  const way = edge === undefined ? '' : ` ds-way-${edge.kind}`;
  const about = edge === undefined ? '' : ` data-pointer="${xmlText(edge.pointer)}"`;
  const title =
    edge === undefined ? '' : `<title>${xmlText([edge.from, edge.label, edge.to].filter((part) => part !== '').join(' → '))}</title>`;
  const dashed = edge?.kind === 'catch' ? ' ds-catch' : '';
  const last = lastIn(points);
  const arrow = loop ? arrowLeft(last) : arrowTo(last, points.at(-2)!);
  return `<g class="ds-way${way}${tone}"${about}>${title}<path class="ds-edge${dashed}" d="${loop ? loopPath(points) : linePath(points)}"/><path class="ds-arrow" d="${arrow}"/></g>`;
}

/** Straight where two points are above each other, else a curve that begins and ends upright. */
function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let path = `M${c(first.x)} ${c(first.y)}`;
  let before = first;
  for (const [index, point] of rest.entries()) {
    // The arrow's head covers its end.
    const y = index === rest.length - 1 ? point.y - Math.sign(point.y - before.y) * 6 : point.y;
    const middle = (before.y + y) / 2;
    path += point.x === before.x ? `V${c(y)}` : `C${c(before.x)} ${c(middle)} ${c(point.x)} ${c(middle)} ${c(point.x)} ${c(y)}`;
    before = { x: point.x, y };
  }
  return path;
}

function loopPath([from, side, to]: readonly Point[]): string {
  const [start, far, end] = [from, side, to] as [Point, Point, Point];
  return `M${c(start.x)} ${c(start.y)}C${c(far.x + 6)} ${c(start.y)} ${c(far.x + 6)} ${c(end.y)} ${c(end.x + 6)} ${c(end.y)}`;
}

function arrowTo({ x, y }: Point, before: Point): string {
  const back = y >= before.y ? -8 : 8;
  return `M${c(x)} ${c(y)}L${c(x - 4.5)} ${c(y + back)}L${c(x + 4.5)} ${c(y + back)}Z`;
}

function arrowLeft({ x, y }: Point): string {
  return `M${c(x)} ${c(y)}L${c(x + 8)} ${c(y - 4.5)}L${c(x + 8)} ${c(y + 4.5)}Z`;
}

/** `behind`: what the page is made of where the label stands, so that no line runs through its letters. */
function labelElement({ label }: PlacedEdge, behind: string): string {
  if (label === undefined) return '';
  const { x, y, width, height, lines } = label;
  return `<g class="ds-text"><rect class="${behind}" x="${c(x)}" y="${c(y)}" width="${c(width)}" height="${c(height)}" rx="4"/>${lines.map(textElement).join('')}</g>`;
}
