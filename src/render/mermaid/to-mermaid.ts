import { definitionNamed, kinds, type OptionTable, requireArguments, requireOptions } from '../../asl';
import { depthOf, FOLD, type Fold, foldGraph } from '../fold';
import type { Graph } from '../graph/graph';
import { graphOf } from '../graph/to-graph';
import type { Marks } from '../marks/marks';
import { markedGraph } from '../marks/marks-of';
import type { Overlay } from '../marks/overlay';
import { OVERLAY } from '../marks/parameters';
import { type Direction, drawMermaid, type MermaidText } from './draw-mermaid';
import { leaveOut } from './leave-out';

/** How a flow chart is drawn. */
export interface MermaidOptions {
  /** Which Map and Parallel states are drawn without their insides. Where the whole is more than Mermaid draws, groups fold by themselves. @default none */
  readonly fold?: Fold;
  /** From the top down, or from left to right. @default 'TD' */
  readonly direction?: 'TD' | 'LR';
}

const OPTIONS: OptionTable<MermaidOptions> = { fold: FOLD, direction: kinds.oneOf('TD', 'LR') };

/** What Mermaid refuses to go beyond, unless the page that shows it says otherwise. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

/**
 * A definition as a Mermaid flow chart, which GitHub and many others draw: one in a block of Markdown with the language `mermaid`. The same definition
 * gives the same text. What Mermaid would refuse as too large is folded, and the text says so. Throws `DefinitionError` for a definition that has problems.
 *
 * @param definition ASL as object or text, what `parse` gave, or a machine of `testMachine`
 * @param overlay an execution, coverage or a difference, drawn over it
 * @example writeFileSync('orders.mmd', toMermaid(testMachine(stack)));
 */
export function toMermaid(definition: string | object, overlay?: Overlay, options: MermaidOptions = {}): string {
  const anyOptions = { name: 'the options', kind: kinds.anything, optional: true };
  requireArguments('toMermaid()', arguments, definitionNamed('the definition'), OVERLAY, anyOptions);
  requireOptions('toMermaid()', options, OPTIONS);
  const { graph, marks } = markedGraph(graphOf(definition), overlay);
  const summary = marks.summary === undefined ? [] : [marks.summary];
  return withinLimits(foldGraph('toMermaid()', graph, options.fold), marks, summary, options.direction ?? 'TD');
}

/** Folds the innermost groups first, and then leaves states out: what a picture of this size shows is the way in. */
function withinLimits(graph: Graph, marks: Marks, comments: readonly string[], direction: Direction): string {
  const whole = drawMermaid(graph.group, marks, comments, direction);
  if (isDrawable(whole)) return whole.text;
  const tooLarge = `More than the ${MOST_EDGES} edges or ${MOST_CHARACTERS.toLocaleString('en-US')} characters that Mermaid draws:`;
  let folded = graph;
  for (let depth = depthOf(graph.group) - 1; depth >= 0; depth--) {
    folded = foldGraph('toMermaid()', graph, depth);
    const levels =
      depth === 0
        ? 'the states inside of Map and Parallel are folded'
        : `groups below ${depth} ${depth === 1 ? 'level' : 'levels'} are folded`;
    const drawn = drawMermaid(folded.group, marks, [...comments, `${tooLarge} ${levels}.`], direction);
    if (isDrawable(drawn)) return drawn.text;
  }
  return leaveOut(folded.group, (group, left) => {
    const drawn = drawMermaid(group, marks, [...comments, `${tooLarge} ${left} states are left out.`], direction);
    return isDrawable(drawn) ? drawn.text : undefined;
  });
}

function isDrawable({ text, edges }: MermaidText): boolean {
  return edges <= MOST_EDGES && text.length <= MOST_CHARACTERS;
}
