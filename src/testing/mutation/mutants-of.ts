import {
  type AnyStateFields,
  type AnyStateNode,
  fieldsAsJson,
  type JsonObject,
  type JsonValue,
  objectsIn,
  parseDefinition,
  pointerTokens,
  type StateGroup,
  type StateMachine,
  transitionTargets,
} from '../../asl';
import { isAddedByCdk } from '../coverage/added-retriers';
import { boundChanges } from './condition-bounds';
import { dataChanges } from './data-changes';
import { isEquivalent } from './equivalent';
import { errorChanges, intervalChanges } from './error-changes';
import type { Mutant, MutationKind } from './mutant';
import { ruleChanges } from './rule-changes';

/** A change of one field of a state. */
export interface Change {
  readonly kind: MutationKind;
  /** Keys below the state. */
  readonly path: readonly (string | number)[];
  /** Undefined: the member or item goes. */
  readonly value: JsonValue | undefined;
  readonly text: string;
}

/** Which defects of a machine are of interest. */
export interface MutantOptions {
  /** Breaks the retrier that the CDK adds to each `LambdaInvoke` by itself, too. @default false */
  readonly addedRetriers?: boolean;
}

/** Every definition that has one defect more than this one: each is sound ASL, and does something else in some execution. What is known to do the same is left out. */
export function mutantsOf(machine: StateMachine, { addedRetriers = false }: MutantOptions = {}): Mutant[] {
  return statesOf(machine).flatMap(({ node, group }) =>
    changesOf(node, group).flatMap((change): Mutant[] => {
      if (isEquivalent(change, node) || (!addedRetriers && breaksAddedRetrier(change, node))) return [];
      const { kind, path, value, text } = change;
      const definition = changed(machine.source, [...pointerTokens(node.pointer), ...path], value) as JsonObject;
      // A Choice without a rule, or a group whose way leads nowhere, is not a definition.
      if (!parseDefinition(definition).ok) return [];
      return [
        { kind, state: node.name, pointer: [node.pointer, ...path].join('/'), text: `${JSON.stringify(node.name)}: ${text}`, definition },
      ];
    }),
  );
}

function breaksAddedRetrier({ path: [list, index] }: Change, node: AnyStateNode): boolean {
  return list === 'Retry' && isAddedByCdk(objectsIn(fieldsAsJson(node.fields).Retry)[Number(index)]);
}

function statesOf(group: StateGroup): { node: AnyStateNode; group: StateGroup }[] {
  return [...group.states.values()].flatMap((node) => [{ node, group }, ...node.groups.flatMap(statesOf)]);
}

function changesOf(node: AnyStateNode, group: StateGroup): Change[] {
  const { Retry = [], Catch = [], Choices = [], Seconds }: AnyStateFields = node.fields;
  return [
    ...Catch.map(
      (catcher, index): Change => ({
        kind: 'catcher dropped',
        path: ['Catch', index],
        value: undefined,
        text: `Catch/${index} (${catcher.ErrorEquals.join(', ')}) dropped`,
      }),
    ),
    ...Retry.flatMap((retrier, index) => retrierChanges(retrier, index)),
    ...errorChanges('Catch', Catch),
    ...errorChanges('Retry', Retry),
    ...intervalChanges(Retry),
    ...objectsIn(Choices).flatMap((rule, index) => [...ruleChanges(rule, index, node), ...boundChanges(rule, index, node)]),
    ...dataChanges(node),
    ...retargets(node, group),
    ...(typeof Seconds === 'number'
      ? [{ kind: 'wait changed', path: ['Seconds'], value: Seconds + 60, text: `Seconds ${Seconds} → ${Seconds + 60}` } as const]
      : []),
  ];
}

function retrierChanges(
  { ErrorEquals, MaxAttempts = 3 }: { readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number },
  index: number,
): Change[] {
  const dropped: Change = {
    kind: 'retrier dropped',
    path: ['Retry', index],
    value: undefined,
    text: `Retry/${index} (${ErrorEquals.join(', ')}) dropped`,
  };
  const more = MaxAttempts + 1;
  return [
    dropped,
    {
      kind: 'attempts changed',
      path: ['Retry', index, 'MaxAttempts'],
      value: more,
      text: `Retry/${index}/MaxAttempts ${MaxAttempts} → ${more}`,
    },
  ];
}

/** Each transition goes to one other state of its group, always the same one. */
function retargets(node: AnyStateNode, group: StateGroup): Change[] {
  const names = [...group.states.keys()];
  return transitionTargets(node.type, fieldsAsJson(node.fields)).flatMap(({ path, name }): Change[] => {
    const others = names.filter((each) => each !== name && each !== node.name);
    const value = others[names.indexOf(name) % others.length];
    return value === undefined
      ? []
      : [{ kind: 'transition retargeted', path, value, text: `${path.join('/')} ${JSON.stringify(name)} → ${JSON.stringify(value)}` }];
  });
}

/** A copy of a value with something else, or nothing, at a place. */
function changed(value: JsonValue, [key, ...rest]: readonly (string | number)[], replacement: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    const index = Number(key);
    if (rest.length === 0 && replacement === undefined) return value.filter((_, position) => position !== index) as JsonValue;
    return value.map((item: JsonValue, position) =>
      position !== index ? item : rest.length === 0 ? (replacement as JsonValue) : changed(item, rest, replacement),
    );
  }
  const object = value as JsonObject;
  const next = rest.length === 0 ? replacement : changed(object[key as string] as JsonValue, rest, replacement);
  return Object.fromEntries([
    ...Object.entries(object).filter(([name]) => name !== key),
    ...(next === undefined ? [] : [[key as string, next] as const]),
  ]);
}
