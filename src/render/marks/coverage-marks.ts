import { allEdges, allNodes } from '../all-nodes';
import type { Graph, GraphEdge } from '../graph/graph';
import type { EdgeMark, Marks, NodeMark } from './marks';
import type { CoverageOverlay, CoveredPoint } from './overlay';

/** More than so many gaps of one state are counted. */
const MOST_GAPS = 3;

/** Kinds of points that are the nodes and edges themselves. */
const DRAWN = ['states', 'transitions'];

/** What no test reached: states, transitions, outcomes of rules, retriers, catchers. */
export function coverageMarks(graph: Graph, { points }: CoverageOverlay): Marks {
  const missed = new Set(points.filter(({ kind, hits }) => hits === 0 && DRAWN.includes(kind)).map(({ pointer }) => pointer));
  const counted = new Set(points.filter(({ kind }) => DRAWN.includes(kind)).map(({ pointer }) => pointer));
  const gaps = points.filter(({ kind, hits }) => hits === 0 && !DRAWN.includes(kind));
  const nodes = new Map<string, NodeMark>();
  for (const { name, pointer } of allNodes(graph.group)) {
    if (!counted.has(pointer)) continue;
    const own = missed.has(pointer)
      ? []
      : gaps.filter((gap) => ownerOf(gap) === pointer && gap.kind !== 'rules' && gap.kind !== 'catchers');
    const notes = own.slice(0, MOST_GAPS).map((gap) => `never: ${gap.label ?? gap.kind}`);
    if (own.length > MOST_GAPS) notes.push(`and ${own.length - MOST_GAPS} more gaps`);
    nodes.set(name, {
      tone: missed.has(pointer) ? 'missed' : 'covered',
      notes: missed.has(pointer) ? ['not covered'] : notes,
      hover: own.map((gap) => `never: ${gap.label ?? gap.kind}`),
    });
  }
  const edges = new Map<string, EdgeMark>();
  for (const edge of allEdges(graph.group)) {
    if (!counted.has(edge.pointer)) continue;
    const gone = missed.has(edge.pointer);
    edges.set(edge.pointer, { tone: gone ? 'missed' : 'covered', note: gone ? 'never taken' : ruleGap(edge, gaps) });
  }
  const reached = points.filter(({ hits }) => hits > 0).length;
  return { nodes, edges, summary: `Coverage: ${reached} of ${points.length} points reached.` };
}

/** A rule that was always true, or never looked at and taken. */
function ruleGap(edge: GraphEdge, gaps: readonly CoveredPoint[]): string | undefined {
  const rule = edge.pointer.replace(/\/Next$/, '');
  const gap = gaps.find(({ kind, pointer, outcome }) => kind === 'rules' && pointer === rule && outcome !== undefined);
  return gap === undefined ? undefined : `never ${gap.outcome}`;
}

/** Pointer of the state that a point belongs to: everything before the field below it. */
function ownerOf({ pointer }: CoveredPoint): string {
  const at = pointer.lastIndexOf('/States/');
  return pointer.slice(0, at) + pointer.slice(at).split('/').slice(0, 3).join('/');
}
