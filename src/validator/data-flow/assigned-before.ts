import { fieldsAsJson, isJsonObject, type JsonObject, type JsonValue, ownKey, type StateGroup, transitionTargets } from '../../asl';
import { targetNames, walk } from '../group-graph';
import type { StatePlace } from '../rule-context';

/** A way from one state to another, and the variables that are assigned on it. */
interface AssigningWay {
  readonly source: string;
  readonly target: string;
  readonly assigned: ReadonlySet<string>;
}

/** Where a state of a group finds a variable on its arrival. */
export interface AssignedBefore {
  /** True when some way to the state assigns it. */
  ever(place: StatePlace, name: string): boolean;
  /** True when some way to the first visit of the state assigns it. */
  onFirstVisit(place: StatePlace, name: string): boolean;
}

/** Each name costs a walk through its group. When these are used up, every variable counts as assigned. */
const MOST_STEPS = 300_000;

/** Says of the variables of one group whether they can have a value when a state is entered: a state reads them as they were then. */
export function assignedBefore(): AssignedBefore {
  const ways = new Map<StateGroup, readonly AssigningWay[]>();
  const reached = new Map<StateGroup, Map<string, ReadonlySet<string>>>();
  let left = MOST_STEPS;
  const waysIn = (group: StateGroup): readonly AssigningWay[] => {
    const known = ways.get(group) ?? waysOf(group);
    ways.set(group, known);
    return known;
  };
  const walkIn = (group: StateGroup, starts: Iterable<string>, except?: string): Set<string> => {
    left -= group.states.size;
    return walk(starts, (name) => (name === except ? [] : targetNames(group.states.get(name))));
  };
  return {
    ever: ({ group, node }, name) => {
      const names = reached.get(group) ?? new Map<string, ReadonlySet<string>>();
      reached.set(group, names);
      const known = names.get(name) ?? (left < 0 ? undefined : walkIn(group, targetsThatAssign(waysIn(group), name)));
      if (known !== undefined) names.set(name, known);
      return known === undefined || known.has(node.name);
    },
    onFirstVisit: ({ group, node }, name) => {
      if (left < 0) return true;
      const before = walkIn(group, [group.startAt], node.name);
      return waysIn(group).some(({ source, assigned }) => source !== node.name && assigned.has(name) && before.has(source));
    },
  };
}

function targetsThatAssign(ways: readonly AssigningWay[], name: string): string[] {
  return ways.filter(({ assigned }) => assigned.has(name)).map(({ target }) => target);
}

function waysOf(group: StateGroup): AssigningWay[] {
  return [...group.states.values()].flatMap((node) => {
    const state = fieldsAsJson(node.fields);
    return transitionTargets(node.type, state).map(({ name, path }) => ({
      source: node.name,
      target: name,
      assigned: namesIn(ownKey(ownerOf(state, path), 'Assign')),
    }));
  });
}

/** The catcher or rule that leads there, or the state itself. */
function ownerOf(state: JsonObject, [field, index]: readonly (string | number)[]): JsonObject {
  const entries = typeof index === 'number' && typeof field === 'string' ? ownKey(state, field) : undefined;
  const owner: JsonValue | undefined = Array.isArray(entries) && typeof index === 'number' ? entries[index] : undefined;
  return isJsonObject(owner) ? owner : state;
}

function namesIn(assign: JsonValue | undefined): ReadonlySet<string> {
  return new Set(isJsonObject(assign) ? Object.keys(assign).map((key) => key.replace(/\.\$$/, '')) : []);
}
