import type { AnyStateNode, QueryLanguage, StateFields, StateGroup, StateNode, StateType } from './definition';
import { checkFields, type FieldTable } from './field-table';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from './json';
import { childPlace, didYouMean, type Findings, type Place, report } from './place';
import { childPointer } from './pointer';
import { queryLanguageOf } from './query-language';
import { QUOTAS } from './quotas';
import { isStateType, STATE_TABLES, STATE_TYPES } from './state-tables';
import { transitionTargets } from './transitions';

/** What all groups of one machine share while it is parsed. */
export interface ParseContext {
  readonly machineLanguage: QueryLanguage;
  readonly findings: Findings;
  /** Every state name met so far, with the pointer of its first state. */
  readonly names: Map<string, string>;
  /** Targets that are not in their own group: worded once all names are known. */
  readonly dangling: { readonly place: Place; readonly field: string; readonly name: string; readonly siblings: readonly string[] }[];
}

/** Parses a `States` map with its `StartAt`: as much of it as is sound. Problems go to the context. */
export function parseGroup(fields: JsonObject, table: FieldTable, what: string, place: Place, context: ParseContext): StateGroup {
  checkFields(fields, table, what, place);
  const startAt = ownKey(fields, 'StartAt');
  const states = ownKey(fields, 'States');
  const nodes = new Map<string, AnyStateNode>();
  if (isJsonObject(states)) {
    const names = Object.keys(states);
    if (names.length === 0) report(place, 'States', 'EMPTY_VALUE', { one: 'state' }, { received: states });
    const pointer = childPointer(place.pointer, 'States');
    for (const name of names) {
      const node = parseState(name, states[name]!, childPointer(pointer, name), names, states, context);
      if (node) nodes.set(name, node);
    }
    if (typeof startAt === 'string' && !Object.hasOwn(states, startAt))
      context.dangling.push({ place, field: 'StartAt', name: startAt, siblings: names });
  }
  return Object.freeze({ pointer: place.pointer, startAt: typeof startAt === 'string' ? startAt : '', states: nodes });
}

/** Reports the targets that name no state of their own group. */
export function reportDangling(context: ParseContext): void {
  for (const { place, field, name, siblings } of context.dangling) {
    const elsewhere = context.names.get(name);
    const hint =
      elsewhere === undefined
        ? didYouMean(place, name, siblings)
        : `"${name}" is at ${elsewhere}, and a transition cannot enter or leave a branch or an item processor`;
    report(place, field, 'MISSING_TRANSITION_TARGET', {}, { received: name, hint });
  }
}

function parseState(
  name: string,
  value: JsonValue,
  pointer: string,
  siblings: readonly string[],
  states: JsonObject,
  context: ParseContext,
): AnyStateNode | undefined {
  const outer: Place = { pointer, stateName: name, queryLanguage: context.machineLanguage, findings: context.findings };
  checkName(name, outer, context);
  if (!isJsonObject(value)) {
    report(outer, undefined, 'WRONG_TYPE', { type: 'object', what: 'a state' }, { received: value });
    return undefined;
  }
  const own = ownKey(value, 'QueryLanguage');
  const queryLanguage = queryLanguageOf(own, context.machineLanguage);
  const place: Place = { ...outer, queryLanguage };
  if (own === 'JSONPath' && context.machineLanguage === 'JSONata') {
    const hint = 'remove "QueryLanguage" from the machine and set it on each JSONata state';
    report(place, 'QueryLanguage', 'QUERY_LANGUAGE_DOWNGRADE', {}, { received: own, hint });
  }
  const type = ownKey(value, 'Type');
  if (!isStateType(type)) {
    reportType(type, place);
    return undefined;
  }
  return parseKind(type, name, value, place, siblings, states, context);
}

function parseKind<Kind extends StateType>(
  type: Kind,
  name: string,
  state: JsonObject,
  place: Place,
  siblings: readonly string[],
  states: JsonObject,
  context: ParseContext,
): AnyStateNode {
  const table = STATE_TABLES[type];
  checkFields(state, table.fields, `a ${type} state`, place);
  table.check?.(state, place);
  if (table.facts.takesNext) checkTransition(state, type, place);
  for (const target of transitionTargets(type, state)) {
    if (Object.hasOwn(states, target.name)) continue;
    const at = target.path.slice(0, -1).reduce<Place>(childPlace, place);
    context.dangling.push({ place: at, field: String(target.path.at(-1)), name: target.name, siblings });
  }
  const groups = (table.groups?.(state) ?? []).map((group) => {
    // Nested states inherit the machine's language, not that of the state around them (seen on AWS).
    const at = group.path.reduce<Place>(childPlace, place);
    return parseGroup(group.fields, group.table, group.what, at, context);
  });
  const node: StateNode<Kind> = {
    type,
    name,
    pointer: place.pointer,
    queryLanguage: place.queryLanguage,
    // The field table has just judged the object; the type states the same table for the compiler.
    fields: state as unknown as StateFields[Kind],
    groups: Object.freeze(groups),
  };
  return Object.freeze(node) as unknown as AnyStateNode;
}

function checkName(name: string, place: Place, context: ParseContext): void {
  if (name.length === 0 || name.length > QUOTAS.nameLength) {
    const hint = name.length === 0 ? undefined : `it has ${name.length}`;
    report(place, undefined, 'STATE_NAME_LENGTH', { most: QUOTAS.nameLength }, { received: name, hint });
  }
  const first = context.names.get(name);
  if (first === undefined) context.names.set(name, place.pointer);
  else report(place, undefined, 'DUPLICATE_STATE_NAME', {}, { received: name, hint: `${first} has the same name: rename one` });
}

function reportType(type: JsonValue | undefined, place: Place): void {
  if (type === undefined) {
    const hint = `one of ${STATE_TYPES.join(', ')}`;
    report(place, undefined, 'MISSING_FIELD', { field: 'Type', in: 'a state' }, { fields: ['Type'], hint });
  } else {
    const hint = typeof type === 'string' ? didYouMean(place, type, STATE_TYPES) : undefined;
    report(place, 'Type', 'UNKNOWN_STATE_TYPE', { types: STATE_TYPES }, { received: type, hint });
  }
}

function checkTransition(state: JsonObject, type: StateType, place: Place): void {
  const next = ownKey(state, 'Next');
  const end = ownKey(state, 'End');
  if (next !== undefined && end !== undefined && end !== false) {
    const fields = ['Next', 'End'];
    report(place, undefined, 'EXCLUSIVE_FIELDS', { of: fields }, { hint: 'keep one of "Next" and "End"', fields });
  } else if (next === undefined && (end === undefined || end === false)) {
    report(place, undefined, 'MISSING_TRANSITION', { type }, { fields: ['Next', 'End'] });
  }
}
