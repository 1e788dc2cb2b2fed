import type { GraphEdge, GraphGroup, GraphNode } from '../graph/graph';

/** The drawing of as many states of a group as can be drawn, those nearest to the start; one node stands for the others. */
export function leaveOut(group: GraphGroup, draw: (group: GraphGroup, left: number) => string | undefined): string {
  const order = fromStart(group);
  let [least, most] = [1, order.length - 1];
  let best = '';
  while (least <= most) {
    const kept = (least + most) >> 1;
    const drawn = draw(partOf(group, order.slice(0, kept)), order.length - kept);
    if (drawn === undefined) most = kept - 1;
    else {
      best = drawn;
      least = kept + 1;
    }
  }
  return best;
}

/** The names of a group's states in the order in which edges lead to them. */
function fromStart(group: GraphGroup): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of group.edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const order = new Set<string>([group.startAt]);
  for (const name of order) for (const target of targets.get(name) ?? []) order.add(target);
  for (const { name } of group.nodes) order.add(name);
  return [...order];
}

function partOf(group: GraphGroup, kept: readonly string[]): GraphGroup {
  const names = new Set(kept);
  const rest = group.nodes.length - kept.length;
  const name = `… ${rest} more ${rest === 1 ? 'state' : 'states'}`;
  const more: GraphNode = {
    name,
    kind: 'Pass',
    pointer: '',
    queryLanguage: 'JSONPath',
    comment: undefined,
    detail: undefined,
    ends: false,
    groups: [],
    folded: undefined,
  };
  const edges = new Map<string, GraphEdge>();
  for (const edge of group.edges) {
    const [from, to] = [edge.from, edge.to].map((each) => (names.has(each) ? each : name)) as [string, string];
    if (from === name && to === name) continue;
    // Ways to and from what is left out are drawn once.
    const whole = from !== name && to !== name;
    edges.set(whole ? edge.pointer : JSON.stringify([from, to]), whole ? edge : { ...edge, from, to, label: '' });
  }
  return { ...group, nodes: [...group.nodes.filter((node) => names.has(node.name)), more], edges: [...edges.values()] };
}
