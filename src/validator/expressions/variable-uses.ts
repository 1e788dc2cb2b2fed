import { childPointer, fieldsAsJson, isJsonObject, type JsonObject, type JsonValue, ownKey, type StateGroup } from '../../asl';
import { isDistributed } from '../distributed-map';
import type { StatePlace } from '../rule-context';
import type { ExpressionSite } from './expression-sites';
import { jsonataFacts } from './jsonata-facts';
import { looksLikePath, readIntrinsic, readPath } from './read-expression';

/** A variable named in an `Assign`. */
export interface Assignment {
  readonly name: string;
  readonly pointer: string;
  readonly stateName: string;
}

/** The variables a state assigns: itself, in its choice rules and in its catchers. */
export function assignmentsOf({ node, state }: StatePlace): Assignment[] {
  const found: Assignment[] = [];
  const add = (owner: JsonObject, pointer: string): void => {
    const assign = ownKey(owner, 'Assign');
    if (!isJsonObject(assign)) return;
    for (const key of Object.keys(assign)) {
      const name = node.queryLanguage === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
      found.push({ name, pointer: childPointer(childPointer(pointer, 'Assign'), key), stateName: node.name });
    }
  };
  add(state, node.pointer);
  for (const field of ['Choices', 'Catch']) {
    const entries = ownKey(state, field);
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: JsonValue, index) => {
      if (isJsonObject(entry)) add(entry, childPointer(childPointer(node.pointer, field), index));
    });
  }
  return found;
}

/** The names of workflow variables an expression reads, or none when it cannot be read. */
export function variablesRead(site: ExpressionSite): readonly string[] {
  if (typeof site.value !== 'string') return [];
  if (site.kind === 'jsonata') {
    const read = jsonataFacts(site);
    return read.ok ? read.facts.variables : [];
  }
  const read = looksLikePath(site.value) ? readPath(site.value) : readIntrinsic(site.value);
  return read.ok ? read.facts.variables : [];
}

/** Those names, and those of built-in functions it names: in the scope of a variable of that name they mean the variable. */
export function namesRead(site: ExpressionSite): readonly string[] {
  const read = site.kind === 'jsonata' && typeof site.value === 'string' ? jsonataFacts(site) : undefined;
  return read?.ok ? [...read.facts.variables, ...read.facts.builtIns] : variablesRead(site);
}

/** One scope of variables: the states of one group, and the scope around it when that can be seen from within. */
export interface UseScope {
  readonly assigned: Map<string, Assignment[]>;
  readonly outer: UseScope | undefined;
}

/** The scope of every group. The items of a distributed Map are executions of their own: they see nothing around them. */
export function variableScopes(states: readonly StatePlace[]): Map<StateGroup, UseScope> {
  const scopes = new Map<StateGroup, UseScope>();
  for (const place of states) {
    let scope = scopes.get(place.group);
    if (!scope) {
      // Outer states come before inner ones, so the outer scope is there already.
      const owner = place.around.at(-1);
      const hidden = owner === undefined || (owner.type === 'Map' && isDistributed(fieldsAsJson(owner.fields)));
      scope = { assigned: new Map(), outer: hidden || !place.outer ? undefined : scopes.get(place.outer) };
      scopes.set(place.group, scope);
    }
    for (const assignment of assignmentsOf(place)) {
      const known = scope.assigned.get(assignment.name);
      if (known) known.push(assignment);
      else scope.assigned.set(assignment.name, [assignment]);
    }
  }
  return scopes;
}
