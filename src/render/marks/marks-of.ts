import type { Graph } from '../graph/graph';
import { coverageMarks } from './coverage-marks';
import { diffMarks } from './diff-marks';
import { executionMarks } from './execution-marks';
import { type Marks, NO_MARKS } from './marks';
import type { Overlay } from './overlay';

/** What is drawn: a graph, which is larger than the definition's where states were removed, and what stands out in it. */
export interface MarkedGraph {
  readonly graph: Graph;
  readonly marks: Marks;
}

/** What an overlay says of a graph. */
export function markedGraph(graph: Graph, overlay: Overlay | undefined): MarkedGraph {
  switch (overlay?.kind) {
    case 'execution':
      return { graph, marks: executionMarks(graph, overlay) };
    case 'coverage':
      return { graph, marks: coverageMarks(graph, overlay) };
    case 'diff':
      return diffMarks(graph, overlay);
    default:
      return { graph, marks: NO_MARKS };
  }
}
