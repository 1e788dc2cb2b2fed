import {
  type AnyStateFields,
  type AnyStateNode,
  definitionNamed,
  givenMachine,
  pointerTokens,
  requireArguments,
  type StateGroup,
  stateFacts,
} from '../../asl';
import { detailOf } from './details';
import { edgesOf } from './edges-of';
import type { Graph, GraphGroup, GraphNode } from './graph';

/**
 * A definition as a graph: states by kind, the transitions between them with their conditions and error names, and the states of Map and Parallel as
 * groups of their own. Throws `DefinitionError` for a definition that has problems.
 *
 * @param definition ASL as object or text, what `parse` gave, or a machine of `testMachine`
 * @example for (const { from, to, label } of toGraph(definition).group.edges) console.log(from, '->', to, label);
 */
export function toGraph(definition: string | object): Graph {
  requireArguments('toGraph()', arguments, definitionNamed('the definition'));
  return graphOf(definition);
}

/** The same, for a definition that was judged as an argument. */
export function graphOf(definition: string | object): Graph {
  const machine = givenMachine(definition);
  return Object.freeze({ comment: machine.comment, queryLanguage: machine.queryLanguage, group: groupOf(machine, '') });
}

function groupOf(group: StateGroup, label: string): GraphGroup {
  const states = [...group.states.values()];
  return Object.freeze({
    pointer: group.pointer,
    label,
    startAt: group.startAt,
    nodes: Object.freeze(states.map(nodeOf)),
    edges: Object.freeze(states.flatMap(edgesOf)),
  });
}

function nodeOf(node: AnyStateNode): GraphNode {
  const { Comment, End }: AnyStateFields = node.fields;
  return Object.freeze({
    name: node.name,
    kind: node.type,
    pointer: node.pointer,
    queryLanguage: node.queryLanguage,
    comment: Comment,
    detail: detailOf(node),
    ends: End === true || stateFacts(node.type).terminal,
    groups: Object.freeze(node.groups.map((group) => groupOf(group, groupLabel(group)))),
    folded: undefined,
  });
}

/** Branches have numbers, which people count from 1; an item processor has none. */
function groupLabel(group: StateGroup): string {
  const index = Number(pointerTokens(group.pointer).at(-1));
  return Number.isNaN(index) ? 'Each item' : `Branch ${index + 1}`;
}
