import { allNodes } from '../all-nodes';
import type { Graph, GraphEdge, GraphGroup, GraphNode } from '../graph/graph';
import { graphOf } from '../graph/to-graph';
import type { EdgeMark, NodeMark, Tone } from './marks';
import type { MarkedGraph } from './marks-of';
import type { DiffOverlay, StateChange } from './overlay';

/** Both definitions as one graph: what was added, removed and changed stands out, and removed states stand where they stood. */
export function diffMarks(graph: Graph, { before, changes }: DiffOverlay): MarkedGraph {
  const old = graphOf(before);
  const renamed = renamesOf(changes);
  const removed = new Set(changes.filter(({ kind }) => kind === 'stateRemoved').map(({ state }) => state));
  const edges = new Map<string, EdgeMark>();
  const group = joined(graph.group, laterGroup(old.group, renamed), removed, edges);
  const nodes = new Map<string, NodeMark>();
  const names = new Set(allNodes(group).map(({ name }) => name));
  for (const { kind, state, place = '', ...values } of changes) {
    if (state === undefined || !names.has(state)) continue;
    const mark = nodes.get(state);
    const tone: Tone = kind === 'stateAdded' ? 'added' : kind === 'stateRemoved' ? 'removed' : (mark?.tone ?? 'changed');
    const note = tone === 'changed' ? [place === '' ? wordOf(kind) : `${place}${addedOrRemoved(place, values)}`] : [];
    const notes = [...(mark?.notes ?? []), ...note];
    nodes.set(state, { tone, notes, hover: notes });
  }
  for (const [state, mark] of nodes) nodes.set(state, { ...mark, notes: fewNotes(mark) });
  const summary =
    changes.length === 0
      ? 'Both definitions do the same.'
      : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} to the definition before.`;
  return { graph: { ...graph, group }, marks: { nodes, edges, summary } };
}

/** More than so many changed fields of one state are counted. */
const MOST_NOTES = 3;

function fewNotes({ notes, tone }: NodeMark): string[] {
  if (tone !== 'changed') return [tone];
  return [`changed: ${notes.slice(0, MOST_NOTES).join(', ')}${notes.length > MOST_NOTES ? ` and ${notes.length - MOST_NOTES} more` : ''}`];
}

/** A retrier, catcher or rule that was not there before, or is no longer: the state is what changed. */
function addedOrRemoved(place: string, { before, after }: Pick<StateChange, 'before' | 'after'>): string {
  if (!/^(Retry|Catch|Choices)\/\d+$/.test(place)) return '';
  return before === undefined ? ' added' : after === undefined ? ' removed' : '';
}

/** `stateMoved` as `moved`. */
function wordOf(kind: string): string {
  return kind
    .replace(/^state/, '')
    .replace(/Changed$/, '')
    .toLowerCase();
}

function renamesOf(changes: readonly StateChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ kind, before, state }) =>
      kind === 'stateRenamed' && typeof before === 'string' && state !== undefined ? [[before, state]] : [],
    ),
  );
}

/** The old group with the later names of its states. */
function laterGroup(group: GraphGroup, renamed: ReadonlyMap<string, string>): GraphGroup {
  const nameOf = (name: string) => renamed.get(name) ?? name;
  return {
    ...group,
    startAt: nameOf(group.startAt),
    nodes: group.nodes.map((node) => ({
      ...node,
      name: nameOf(node.name),
      groups: node.groups.map((inner) => laterGroup(inner, renamed)),
    })),
    edges: group.edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
  };
}

/** A group with the states and edges that it lost; what is said of each edge is added to `marks`. Old edges get pointers of their own. */
function joined(
  group: GraphGroup,
  old: GraphGroup | undefined,
  removed: ReadonlySet<string | undefined>,
  marks: Map<string, EdgeMark>,
): GraphGroup {
  const gone = (old?.nodes ?? []).filter(({ name }) => removed.has(name)).map((node) => asBefore(node, marks));
  const nodes = group.nodes.map((node): GraphNode => {
    const before = old?.nodes.find(({ name }) => name === node.name);
    return { ...node, groups: node.groups.map((inner, index) => joined(inner, before?.groups[index], removed, marks)) };
  });
  const names = new Set([...nodes, ...gone].map(({ name }) => name));
  const [oldKeys, keys] = [new Set(old?.edges.map(edgeMarkKey)), new Set(group.edges.map(edgeMarkKey))];
  for (const edge of group.edges) if (!oldKeys.has(edgeMarkKey(edge))) marks.set(edge.pointer, { tone: 'added', note: 'added' });
  const lost = (old?.edges ?? [])
    .filter((edge) => !keys.has(edgeMarkKey(edge)) && names.has(edge.from) && names.has(edge.to))
    .map((edge) => ({ ...edge, pointer: `before:${edge.pointer}` }));
  for (const { pointer } of lost) marks.set(pointer, { tone: 'removed', note: 'removed' });
  return { ...group, nodes: [...nodes, ...gone], edges: [...group.edges, ...lost] };
}

/** A removed state with everything inside. */
function asBefore(node: GraphNode, marks: Map<string, EdgeMark>): GraphNode {
  return {
    ...node,
    groups: node.groups.map((inner) => {
      const edges = inner.edges.map((edge) => ({ ...edge, pointer: `before:${edge.pointer}` }));
      for (const { pointer } of edges) marks.set(pointer, { tone: 'removed', note: 'removed' });
      return { ...inner, edges, nodes: inner.nodes.map((each) => asBefore(each, marks)) };
    }),
  };
}

/** A rule is the same way whatever its number: what it asks counts. */
function edgeMarkKey({ from, to, kind, label }: GraphEdge): string {
  return JSON.stringify([from, to, kind, label]);
}
