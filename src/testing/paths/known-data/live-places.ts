import { type AnyStateFields, type AnyStateNode, addTo, knownIn } from '../../../asl';
import type { PathWay } from '../ways-of';
import { type DataCondition, placesIn } from './condition';
import type { HandOn } from './hand-on';
import { jsonataDataCondition } from './jsonata-condition';
import { jsonPathDataCondition } from './jsonpath-condition';
import type { DataPlace } from './place';

/** What the rules of a Choice ask, in their order. */
export function conditionsOf(node: AnyStateNode): readonly DataCondition[] {
  const { Choices = [] }: AnyStateFields = node.fields;
  return Choices.map((rule) => (node.queryLanguage === 'JSONata' ? jsonataDataCondition(rule.Condition) : jsonPathDataCondition(rule)));
}

/** More than these are not kept in mind: paths are found as if each Choice stood alone. */
const MOST_NOTES = 200_000;

/**
 * Gives, for each state of a group, the places of its input that it or a state behind it asks about: what is known of others is of no use. Undefined
 * for a group with too many of both.
 */
export function livePlaces(
  ways: ReadonlyMap<string, readonly PathWay[]>,
  conditions: ReadonlyMap<string, readonly DataCondition[]>,
  handOnOf: (state: string, way: PathWay) => HandOn,
): ReadonlyMap<string, readonly DataPlace[]> | undefined {
  const asked = new Map([...conditions].map(([state, each]) => [state, each.flatMap(placesIn)]));
  const all = new Set([...asked.values()].flat().map(({ key }) => key));
  if (all.size * ways.size > MOST_NOTES) return undefined;
  const live = new Map([...ways.keys()].map((state) => [state, new Map((asked.get(state) ?? []).map((place) => [place.key, place]))]));
  let notes = 0;
  const queue = [...live].filter(([, places]) => places.size > 0).map(([state]) => state);
  const before = waysTo(ways);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const places = [...(live.get(state) as ReadonlyMap<string, DataPlace>).values()];
    for (const { from, way } of before.get(state) ?? []) {
      const known = knownIn(live, from);
      const { size } = known;
      const { keeps, reads } = handOnOf(from, way);
      for (const place of places) for (const each of keeps(place) ? [place] : reads(place)) known.set(each.key, each);
      notes += known.size - size;
      if (notes > MOST_NOTES) return undefined;
      if (known.size > size) queue.push(from);
    }
  }
  return new Map([...live].map(([state, each]) => [state, [...each.values()]]));
}

function waysTo(ways: ReadonlyMap<string, readonly PathWay[]>): ReadonlyMap<string, readonly { from: string; way: PathWay }[]> {
  const before = new Map<string, { from: string; way: PathWay }[]>();
  for (const [from, each] of ways) {
    for (const way of each) {
      if (way.to !== undefined) addTo(before, way.to, { from, way });
    }
  }
  return before;
}
