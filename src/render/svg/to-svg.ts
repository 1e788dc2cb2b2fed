import { definitionNamed, kinds, type OptionTable, requireArguments, requireOptions } from '../../asl';
import { FOLD, type Fold, foldGraph } from '../fold';
import { countStates } from '../fold-groups';
import type { Graph } from '../graph/graph';
import { graphOf } from '../graph/to-graph';
import { layOut } from '../layout/lay-out';
import type { Marks } from '../marks/marks';
import { markedGraph } from '../marks/marks-of';
import type { Overlay } from '../marks/overlay';
import { OVERLAY } from '../marks/parameters';
import { drawGroup } from './draw-svg';
import { styleSheet, type Theme } from './style';
import { coordinate, xmlText } from './xml';

/** How a picture is drawn. */
export interface SvgOptions {
  /** Which Map and Parallel states are drawn without their insides, with only the number of states in them. @default none */
  readonly fold?: Fold;
  /** `auto`: light or dark, as the reader's system is set. @default 'auto' */
  readonly theme?: Theme;
  /** What a screen reader calls the picture. @default the comment of the definition */
  readonly title?: string;
}

/** Every option with what it takes. */
export const SVG_OPTIONS: OptionTable<SvgOptions> = { fold: FOLD, theme: kinds.oneOf('auto', 'light', 'dark'), title: kinds.text };

/**
 * A definition as an SVG picture: one file without scripts, fonts or anything else to load, light or dark like the system of its reader. The same definition gives
 * the same text, byte for byte. Throws `DefinitionError` for a definition that has problems.
 *
 * @param definition ASL as object or text, what `parse` gave, or a machine of `testMachine`
 * @param overlay an execution, coverage or a difference, drawn over it
 * @example writeFileSync('orders.svg', toSvg(testMachine(stack)));
 */
export function toSvg(definition: string | object, overlay?: Overlay, options: SvgOptions = {}): string {
  const anyOptions = { name: 'the options', kind: kinds.anything, optional: true };
  requireArguments('toSvg()', arguments, definitionNamed('the definition'), OVERLAY, anyOptions);
  requireOptions('toSvg()', options, SVG_OPTIONS);
  const { graph, marks } = markedGraph(graphOf(definition), overlay);
  return svgOf(foldGraph('toSvg()', graph, options.fold), marks, options, countStates(graph.group));
}

/** Room for the sentence on the whole, where there is one. */
const HEADING = 34;

/** The picture of a graph with marks. */
export function svgOf(graph: Graph, marks: Marks, { theme = 'auto', title = graph.comment }: SvgOptions, states: number): string {
  const placed = layOut(graph.group, marks);
  const heading = marks.summary === undefined ? 0 : HEADING;
  const [width, height] = [Math.ceil(Math.max(placed.width, heading === 0 ? 0 : 420)), Math.ceil(placed.height + heading)];
  const name = title === undefined || title === '' ? 'State machine' : title;
  const description = `A state machine of ${states} ${states === 1 ? 'state' : 'states'} that starts with "${graph.group.startAt}".${marks.summary === undefined ? '' : ` ${marks.summary}`}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="ds" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="ds-title ds-desc">`,
    `<title id="ds-title">${xmlText(name)}</title>`,
    `<desc id="ds-desc">${xmlText(description)}</desc>`,
    `<style>\n${styleSheet(theme)}\n</style>`,
    `<rect class="ds-page" width="${width}" height="${height}"/>`,
    ...(marks.summary === undefined ? [] : [`<text class="ds-name" x="24" y="26">${xmlText(marks.summary)}</text>`]),
    `<g transform="translate(${coordinate((width - placed.width) / 2)} ${heading})">`,
    drawGroup(placed, marks),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
