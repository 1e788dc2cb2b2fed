import {
  type AnyStateNode,
  definitionNamed,
  exactMethods,
  fieldsAsJson,
  givenMachine,
  requireArguments,
  type StateGroup,
  type StateMachine,
} from '../../asl';
import type { DiffOverlay } from '../../render';
import { loadRender } from '../lazy-render';
import { canonicalJson } from '../snapshots/canonical-json';
import type { DefinitionChange } from './definition-change';
import { diffText } from './diff-text';
import { meaningOf } from './meaning-of-fields';
import { entriesOf, stateChanges } from './state-changes';

/** A definition: ASL as object or text, or a machine under test. */
export type DiffedDefinition = string | object;

/** What one definition does differently from another. Comments, the order of keys and defaults that are written out make no difference. */
export interface DefinitionDiff {
  /** Whether both do the same. */
  readonly same: boolean;
  readonly changes: readonly DefinitionChange[];
  /** The changes as lines: `+` added, `-` removed, `~` changed. */
  toString(): string;
  /** Both definitions as one Mermaid flow chart: added green, removed red and dashed, changed yellow. */
  toMermaid(): string;
  /** The same as data, for `toSvg` and `toHtml` of `drystep/render`. */
  readonly overlay: DiffOverlay;
}

/**
 * Compares what two definitions do. Throws `DefinitionError` for a definition that has problems.
 *
 * @example console.log(String(diffDefinitions(deployed, testMachine(stack))));
 */
export function diffDefinitions(before: DiffedDefinition, after: DiffedDefinition): DefinitionDiff {
  requireArguments('diffDefinitions()', arguments, definitionNamed('the definition before'), definitionNamed('the definition after'));
  const [old, current] = [givenMachine(before), givenMachine(after)];
  const [oldStates, states] = [placesOf(old), placesOf(current)];
  const renames = renamesBetween(oldStates, states);
  const renamed = (name: string) => renames.get(name) ?? name;
  const oldOf = new Map([...oldStates.values()].map((place) => [renamed(place.node.name), place]));
  const changes: DefinitionChange[] = [
    ...machineChanges(old, current, renamed),
    ...[...oldStates.values()]
      .filter(({ node }) => !states.has(renamed(node.name)))
      .map(({ node }) => wholeState('stateRemoved', node, undefined)),
    ...[...states.values()].flatMap((place) => {
      const before = oldOf.get(place.node.name);
      if (before === undefined) return [wholeState('stateAdded', undefined, place.node)];
      return [
        ...movesOf(before, place, renamed),
        ...stateChanges(before.node, place.node, renamed),
        ...startChanges(before.node, place.node, renamed),
      ];
    }),
  ];
  const overlay: DiffOverlay = { kind: 'diff', before: old.source, changes };
  const diff: DefinitionDiff = {
    same: changes.length === 0,
    changes,
    toString: () => diffText(changes),
    toMermaid: () => loadRender().toMermaid(current.source, overlay),
    overlay,
  };
  return exactMethods(diff, '', { toMermaid: 0 });
}

interface PlacedState {
  readonly node: AnyStateNode;
  /** Name of the Map or Parallel around it. */
  readonly around: string | undefined;
}

function placesOf(group: StateGroup, around?: string, found = new Map<string, PlacedState>()): Map<string, PlacedState> {
  for (const node of group.states.values()) {
    found.set(node.name, { node, around });
    for (const inner of node.groups) placesOf(inner, node.name, found);
  }
  return found;
}

/** A state that is gone and one that is new are the same when both do the same and no other pair does. */
function renamesBetween(before: ReadonlyMap<string, PlacedState>, after: ReadonlyMap<string, PlacedState>): Map<string, string> {
  const gone = byContent([...before.values()].filter(({ node }) => !after.has(node.name)));
  const added = byContent([...after.values()].filter(({ node }) => !before.has(node.name)));
  const renames = new Map<string, string>();
  for (const [content, [node, another]] of gone) {
    const [candidate, rival] = added.get(content) ?? [];
    if (node !== undefined && another === undefined && candidate !== undefined && rival === undefined)
      renames.set(node.name, candidate.name);
  }
  return renames;
}

/** States without states inside, by a text that is equal for those that do the same at the same place. */
function byContent(places: readonly PlacedState[]): Map<string, AnyStateNode[]> {
  const found = new Map<string, AnyStateNode[]>();
  for (const { node, around } of places) {
    if (node.groups.length > 0) continue;
    const fields = fieldsAsJson(node.fields);
    const ways = (['Next', 'End', 'Default'] as const).map((field) => fields[field] ?? null);
    const lists = (['Choices', 'Retry', 'Catch'] as const).map((list) => entriesOf(fields, list));
    const content = canonicalJson([around ?? null, node.type, meaningOf(node), ...ways, ...lists]);
    found.set(content, [...(found.get(content) ?? []), node]);
  }
  return found;
}

function machineChanges(before: StateMachine, after: StateMachine, renamed: (name: string) => string): DefinitionChange[] {
  const changes: DefinitionChange[] = [];
  if (renamed(before.startAt) !== after.startAt)
    changes.push({ kind: 'startChanged', state: undefined, place: 'StartAt', before: before.startAt, after: after.startAt });
  if (before.timeoutSeconds !== after.timeoutSeconds)
    changes.push({
      kind: 'timeChanged',
      state: undefined,
      place: 'TimeoutSeconds',
      before: before.timeoutSeconds,
      after: after.timeoutSeconds,
    });
  return changes;
}

function startChanges(before: AnyStateNode, after: AnyStateNode, renamed: (name: string) => string): DefinitionChange[] {
  const count = Math.max(before.groups.length, after.groups.length);
  return Array.from({ length: count }).flatMap((_, index): DefinitionChange[] => {
    const [old, current] = [before.groups[index]?.startAt, after.groups[index]?.startAt];
    if ((old === undefined ? undefined : renamed(old)) === current) return [];
    const place = after.type === 'Parallel' ? `Branches/${index}/StartAt` : 'ItemProcessor/StartAt';
    return [{ kind: 'startChanged', state: after.name, place, before: old, after: current }];
  });
}

function movesOf(before: PlacedState, after: PlacedState, renamed: (name: string) => string): DefinitionChange[] {
  const state = after.node.name;
  const moved = (before.around === undefined ? undefined : renamed(before.around)) !== after.around;
  return [
    ...(before.node.name === state ? [] : [{ kind: 'stateRenamed', state, place: '', before: before.node.name, after: state } as const]),
    ...(moved ? [{ kind: 'stateMoved', state, place: '', before: before.around, after: after.around } as const] : []),
  ];
}

function wholeState(
  kind: 'stateAdded' | 'stateRemoved',
  before: AnyStateNode | undefined,
  after: AnyStateNode | undefined,
): DefinitionChange {
  const fields = (node: AnyStateNode | undefined) => node && fieldsAsJson(node.fields);
  return { kind, state: (after ?? before)?.name, place: '', before: fields(before), after: fields(after) };
}
