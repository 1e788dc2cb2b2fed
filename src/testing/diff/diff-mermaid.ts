import { type AnyStateNode, type JsonObject, type StateGroup, type StateMachine, transitionTargets } from '../../asl';
import type { DefinitionChange } from './definition-change';

interface DiffedMachines {
  readonly before: StateMachine;
  readonly after: StateMachine;
  readonly changes: readonly DefinitionChange[];
  /** The later name of a state. */
  readonly renamed: (name: string) => string;
}

type Fate = 'same' | 'added' | 'removed' | 'changed';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const STYLES: Readonly<Record<Exclude<Fate, 'same'>, string>> = {
  added: 'fill:#d4f7dc,stroke:#1a7f37',
  removed: 'fill:#ffe0e0,stroke:#cf222e,stroke-dasharray:4',
  changed: 'fill:#fff5cc,stroke:#9a6700',
};
const ARROWS: Readonly<Record<Exclude<Fate, 'changed'>, string>> = { same: '-->', added: '==>', removed: '-.->' };

/** Draws both definitions as one Mermaid flow chart. */
export function diffMermaid({ before, after, changes, renamed }: DiffedMachines): string {
  const ids = new Map<string, string>();
  const idOf = (state: string) => {
    const id = ids.get(state) ?? `s${ids.size}`;
    ids.set(state, id);
    return id;
  };
  const fates = new Map<string, Fate>();
  for (const { kind, state } of changes) {
    if (state === undefined) continue;
    fates.set(state, kind === 'stateAdded' ? 'added' : kind === 'stateRemoved' ? 'removed' : (fates.get(state) ?? 'changed'));
  }
  const lines = ['flowchart TD', ...groupLines(after, before, (name) => fates.get(name) === 'removed', idOf, '  ')];
  const [old, current] = [edgesOf(before, renamed), edgesOf(after, (name) => name)];
  const keysOf = (edges: readonly Edge[]) => new Set(edges.map(keyOf));
  const [oldKeys, keys] = [keysOf(old), keysOf(current)];
  const draw = ({ from, to, label }: Edge, fate: Exclude<Fate, 'changed'>) =>
    `  ${idOf(from)} ${ARROWS[fate]}${label === '' ? '' : `|${quoted(label)}|`} ${idOf(to)}`;
  for (const edge of current) lines.push(draw(edge, oldKeys.has(keyOf(edge)) ? 'same' : 'added'));
  for (const edge of old) if (!keys.has(keyOf(edge))) lines.push(draw(edge, 'removed'));
  for (const [fate, style] of Object.entries(STYLES)) {
    const marked = [...fates].filter(([, each]) => each === fate).map(([state]) => idOf(state));
    if (marked.length > 0) lines.push(`  classDef ${fate} ${style}`, `  class ${marked.join(',')} ${fate}`);
  }
  return lines.join('\n');
}

/** States of a group with those that it lost, groups inside of them as subgraphs. */
function groupLines(
  after: StateGroup | undefined,
  before: StateGroup | undefined,
  isGone: (name: string) => boolean,
  idOf: (state: string) => string,
  indentation: string,
): string[] {
  const gone = [...(before?.states.values() ?? [])].filter((node) => isGone(node.name));
  return [...(after?.states.values() ?? []), ...gone].flatMap((node) => {
    const box = `${indentation}${idOf(node.name)}${boxOf(node)}`;
    if (node.groups.length === 0) return [box];
    const old = before?.states.get(node.name);
    const inner = node.groups.flatMap((group, index) =>
      groupLines(isGone(node.name) ? undefined : group, isGone(node.name) ? group : old?.groups[index], isGone, idOf, `${indentation}  `),
    );
    return [`${indentation}subgraph ${idOf(node.name)}[${quoted(`${node.name} (${node.type})`)}]`, ...inner, `${indentation}end`];
  });
}

function boxOf(node: AnyStateNode): string {
  const text = quoted(node.name);
  return node.type === 'Choice' ? `{${text}}` : node.type === 'Succeed' || node.type === 'Fail' ? `([${text}])` : `[${text}]`;
}

function edgesOf(group: StateGroup, renamed: (name: string) => string): Edge[] {
  return [...group.states.values()].flatMap((node) => [
    ...transitionTargets(node.type, node.fields as unknown as JsonObject).map(({ path, name }) => ({
      from: renamed(node.name),
      to: renamed(name),
      label: path[0] === 'Next' ? '' : path[0] === 'Catch' ? 'catch' : path[0] === 'Default' ? 'else' : `rule ${path[1]}`,
    })),
    ...node.groups.flatMap((inner) => edgesOf(inner, renamed)),
  ]);
}

/** A rule is the same way whatever its number: the changes say where it stands. */
function keyOf({ from, to, label }: Edge): string {
  return JSON.stringify([from, to, label.replace(/^rule \d+$/, 'rule')]);
}

/** Text in quotes, in which Mermaid reads entities. */
function quoted(text: string): string {
  return `"${text.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll(/\s+/g, ' ')}"`;
}
