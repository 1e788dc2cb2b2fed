import type { GraphEdge, GraphNode } from '../graph/graph';
import { type NodeMark, TONES } from '../marks/marks';
import { shownText } from '../shown-text';
import type { TextLine, TextStyle } from './placed';
import { textWidth } from './text-width';
import { wrapText } from './wrap-text';

/** Font size and height of a line, by style. */
export const FONTS: Readonly<Record<TextStyle, { readonly size: number; readonly leading: number; readonly bold: boolean }>> = {
  name: { size: 13, leading: 17, bold: true },
  detail: { size: 11, leading: 15, bold: false },
  note: { size: 11, leading: 15, bold: false },
  label: { size: 11, leading: 14, bold: false },
};

/** What stands in a node: its size and lines. */
export interface Card {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
}

const TEXT_WIDTH = 190;
const LEAST_WIDTH = 120;
/** Left of the text, for the icon. */
export const ICON_ROOM = 38;
const RIGHT = 18;
const ABOVE = 11;
const MOST_LINES: Readonly<Record<TextStyle, number>> = { name: 5, detail: 2, note: 3, label: 3 };
/** Retriers and jumps beyond these are counted. */
const MOST_LISTED = 3;

/** The lines of a state: its name, what it does, its retriers, ways that are too long to be drawn, and what an overlay says. `wide`: as much room as a container has. */
export function cardOf(
  node: GraphNode,
  retriers: readonly GraphEdge[],
  jumps: readonly GraphEdge[],
  mark: NodeMark | undefined,
  wide = 0,
): Card {
  const width = Math.max(TEXT_WIDTH, wide);
  const sign = mark === undefined || TONES[mark.tone].sign === '' ? '' : `${TONES[mark.tone].sign} `;
  const lines: TextLine[] = [];
  let y = ABOVE;
  const add = (style: TextStyle, text: string) => {
    const { size, leading, bold } = FONTS[style];
    for (const line of wrapText(shownText(text), width, size, MOST_LINES[style], bold)) {
      y += leading;
      lines.push({ text: line, style, x: ICON_ROOM, y: y - 4 });
    }
  };
  add('name', sign + node.name);
  if (node.detail !== undefined) add('detail', node.detail);
  if (node.folded !== undefined) add('detail', `${node.folded} ${node.folded === 1 ? 'state' : 'states'} inside`);
  for (const text of firstTexts(retriers, retryText)) add('detail', text);
  for (const text of firstTexts(jumps, jumpText)) add('detail', text);
  for (const note of mark?.notes ?? []) add('note', note);
  const widest = Math.max(...lines.map(({ text, style }) => textWidth(text, FONTS[style].size, FONTS[style].bold)));
  return { width: Math.ceil(Math.max(LEAST_WIDTH, ICON_ROOM + widest + RIGHT)), height: y + ABOVE, lines };
}

function firstTexts(edges: readonly GraphEdge[], textOf: (edge: GraphEdge) => string): string[] {
  const texts = edges.slice(0, MOST_LISTED).map(textOf);
  return edges.length > MOST_LISTED ? [...texts, `and ${edges.length - MOST_LISTED} more`] : texts;
}

function retryText({ attempts, errors }: GraphEdge): string {
  const [first = '', ...more] = errors;
  const names = more.length === 0 ? first : `${first} +${more.length}`;
  return attempts === 0 ? `no retry: ${names}` : `↻ up to ${attempts}×: ${names}`;
}

function jumpText({ label, to, kind }: GraphEdge): string {
  return `${kind === 'catch' ? '⇢' : '→'} ${to}${label === '' ? '' : `: ${label}`}`;
}
