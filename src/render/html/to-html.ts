import { definitionNamed, givenMachine, kinds, type OptionTable, requireArguments, requireOptions } from '../../asl';
import { graphOf } from '../graph/to-graph';
import { markedGraph } from '../marks/marks-of';
import type { Overlay } from '../marks/overlay';
import { OVERLAY } from '../marks/parameters';
import { htmlPage } from './html-page';

/** How the page of a definition is made. */
export interface HtmlOptions {
  /** The title of the page. @default the comment of the definition */
  readonly title?: string;
}

const OPTIONS: OptionTable<HtmlOptions> = { title: kinds.text };

/**
 * A definition as one HTML file that opens without a network, for a review of the design: its graph to move, enlarge, fold and search, and what the
 * definition says of each state. Throws `DefinitionError` for a definition that has problems.
 *
 * @param definition ASL as object or text, what `parse` gave, or a machine of `testMachine`
 * @param overlay an execution, coverage or a difference, drawn over it
 * @example writeFileSync('orders.html', toHtml(testMachine(stack)));
 */
export function toHtml(definition: string | object, overlay?: Overlay, options: HtmlOptions = {}): string {
  const anyOptions = { name: 'the options', kind: kinds.anything, optional: true };
  requireArguments('toHtml()', arguments, definitionNamed('the definition'), OVERLAY, anyOptions);
  requireOptions('toHtml()', options, OPTIONS);
  const { graph, marks } = markedGraph(graphOf(definition), overlay);
  const title = options.title ?? (graph.comment || 'State machine');
  return htmlPage({
    kind: 'definition',
    title,
    createdAt: undefined,
    machines: [
      {
        name: title,
        type: undefined,
        graph,
        marks: { ...marks, nodes: [...marks.nodes], edges: [...marks.edges] },
        definition: JSON.stringify(givenMachine(definition).source),
        origin: undefined,
        stateOrigins: {},
        coverage: undefined,
      },
    ],
    runs: [],
  });
}
