import type { AnyStateNode, JsonObject, JsonValue } from '../../asl';
import { fieldsAsJson, firstIn, objectsIn, ownKey } from '../../asl';
import type { ChangeKind, DefinitionChange } from './definition-change';
import { leafDifferences } from './leaf-differences';
import { FIELD_CHANGES, meaningOf, meaningOfEntry } from './meaning-of-fields';
import { newOrder, pairEntries } from './pair-entries';

type List = 'Retry' | 'Catch' | 'Choices';

const LIST_CHANGES: Readonly<Record<List, ChangeKind>> = { Choices: 'ruleChanged', Retry: 'retryChanged', Catch: 'catchChanged' };

/** What a state does otherwise. @param renamed the later name of a state, for those that only go by another name */
export function stateChanges(before: AnyStateNode, after: AnyStateNode, renamed: (name: string) => string): DefinitionChange[] {
  const state = after.name;
  if (before.type !== after.type) return [{ kind: 'typeChanged', state, place: 'Type', before: before.type, after: after.type }];
  const [old, current] = [fieldsAsJson(before.fields), fieldsAsJson(after.fields)];
  return [
    ...targetChange(state, 'Next', old, current, renamed),
    ...targetChange(state, 'Default', old, current, renamed),
    ...fieldChanges(state, meaningOf(before), meaningOf(after)),
    ...(['Choices', 'Retry', 'Catch'] as const).flatMap((list) => listChanges(state, list, old, current, renamed)),
  ];
}

function targetChange(
  state: string,
  field: 'Next' | 'Default',
  before: JsonObject,
  after: JsonObject,
  renamed: (name: string) => string,
): DefinitionChange[] {
  const from = targetOf(before, field);
  const to = targetOf(after, field);
  if ((from === undefined ? undefined : renamed(from)) === to) return [];
  return [{ kind: 'retargeted', state, place: field, before: from, after: to }];
}

function targetOf(fields: JsonObject, field: string): string | undefined {
  const target = ownKey(fields, field);
  return typeof target === 'string' ? target : undefined;
}

function fieldChanges(state: string, before: JsonObject, after: JsonObject): DefinitionChange[] {
  return leafDifferences(before, after).map(({ place, ...values }) => ({
    kind: FIELD_CHANGES[firstIn(place.split('/'))] ?? 'fieldChanged',
    state,
    place,
    ...values,
  }));
}

function listChanges(
  state: string,
  list: List,
  before: JsonObject,
  after: JsonObject,
  renamed: (name: string) => string,
): DefinitionChange[] {
  const kind = LIST_CHANGES[list];
  const pairs = pairEntries(entriesOf(before, list), entriesOf(after, list), (entry) => listEntryKey(entry, list));
  const changes: DefinitionChange[] = pairs.flatMap((pair) => {
    const place = `${list}/${(pair.after ?? pair.before)?.index}`;
    if (pair.before === undefined || pair.after === undefined)
      return [{ kind, state, place, before: pair.before?.entry, after: pair.after?.entry }];
    const [old, current] = [pair.before.entry, pair.after.entry];
    const target = targetChange(state, 'Next', old, current, renamed).map((change) => ({ ...change, place: `${place}/Next` }));
    return [...target, ...leafDifferences(withoutNext(old), withoutNext(current), place).map((found) => ({ kind, state, ...found }))];
  });
  const order = newOrder(pairs);
  if (order !== undefined) changes.push({ kind, state, place: list, before: [...order].sort(byNumber), after: order });
  return changes;
}

const byNumber = (one: number, other: number): number => one - other;

/** What the entries of a list mean. */
export function entriesOf(fields: JsonObject, list: List): JsonObject[] {
  const entries = ownKey(fields, list);
  return objectsIn(entries).map((entry) => meaningOfEntry(entry, list));
}

/** Retriers and catchers are known by their errors, rules by their condition. */
function listEntryKey(entry: JsonObject, list: List): string {
  if (list !== 'Choices') return JSON.stringify(entry.ErrorEquals);
  const { Assign, Output, ...condition } = withoutNext(entry);
  return JSON.stringify(condition);
}

function withoutNext(entry: JsonObject): Record<string, JsonValue> {
  const { Next, ...rest } = entry;
  return rest;
}
