import { type DataCondition, type DataVerdict, placesIn } from './condition';
import type { DataPlace } from './place';
import { common, type PossibleValues } from './possible-values';

/** What is known of a place. */
interface Fact {
  readonly place: DataPlace;
  readonly values: PossibleValues;
}

/** What is known of places, by their keys. */
type Facts = ReadonlyMap<string, Fact>;

/** What may be known of the data at a point of a path: one of these holds; none: nothing gets there. */
export type Knowledge = readonly Facts[];

/** Any data may come. */
export const NOTHING_KNOWN: Knowledge = [new Map()];

// Bounds that keep every step short: beyond them less is known, never something wrong.
const MOST_ALTERNATIVES = 16;
const MOST_QUESTIONS = 64;

/** What is known when a condition came to an outcome. */
export function assume(knowledge: Knowledge, condition: DataCondition, outcome: DataVerdict): Knowledge {
  return placesIn(condition).length > MOST_QUESTIONS ? knowledge : assumed(knowledge, condition, outcome);
}

function assumed(knowledge: Knowledge, condition: DataCondition, outcome: DataVerdict): Knowledge {
  if ('unknown' in condition || knowledge.length === 0) return knowledge;
  if ('place' in condition) return restricted(knowledge, condition.place, condition[outcome]);
  if ('not' in condition) return assumed(knowledge, condition.not, outcome === 'nothing' ? outcome : outcome === 'true' ? 'false' : 'true');
  if (outcome === 'nothing') return [];
  const [parts, isAll] = 'all' in condition ? [condition.all, true] : [condition.any, false];
  // Every part is passed by, or the first that stops is one of them. Nothing counts as false.
  const passing = (before: Knowledge, part: DataCondition): Knowledge => (isAll ? assumed(before, part, 'true') : untrue(before, part));
  if ((outcome === 'true') === isAll) return parts.reduce(passing, knowledge);
  let left = knowledge;
  const stopped: Knowledge[number][] = [];
  for (const part of parts) {
    stopped.push(...(isAll ? untrue(left, part) : assumed(left, part, 'true')));
    left = passing(left, part);
  }
  return bounded(stopped, knowledge);
}

function untrue(knowledge: Knowledge, condition: DataCondition): Knowledge {
  return bounded([...assumed(knowledge, condition, 'false'), ...assumed(knowledge, condition, 'nothing')], knowledge);
}

/** What is known when only some values may stand at a place. */
export function restricted(knowledge: Knowledge, place: DataPlace, values: PossibleValues): Knowledge {
  return knowledge.flatMap((facts): Knowledge => {
    const known = facts.get(place.key)?.values;
    const left = known === undefined ? values : common(known, values);
    return left === undefined || left.sorts.length === 0 ? [] : [new Map(facts).set(place.key, { place, values: left })];
  });
}

/** What is still known when only some places stay as they are. */
export function keeping(knowledge: Knowledge, stays: (place: DataPlace, values: PossibleValues) => boolean): Knowledge {
  return rewritten(knowledge, stays, () => []);
}

/** What is known when some places stay as they are, and others are written: `written` tells what from what was known. */
export function rewritten(
  knowledge: Knowledge,
  stays: (place: DataPlace, values: PossibleValues) => boolean,
  written: (known: (place: DataPlace) => PossibleValues | undefined) => readonly Fact[],
): Knowledge {
  const kept = knowledge.map((facts): Facts => {
    const left = [...facts].filter(([, { place, values }]) => stays(place, values));
    const others = written(({ key }) => facts.get(key)?.values).map((fact) => [fact.place.key, fact] as const);
    return new Map([...left, ...others]);
  });
  return kept.some((facts) => facts.size === 0) ? NOTHING_KNOWN : bounded(kept, NOTHING_KNOWN);
}

/** A text that is the same for the same knowledge. */
export function keyOf(knowledge: Knowledge): string {
  return JSON.stringify(knowledge.map(factsKey).sort());
}

function factsKey(facts: Facts): string {
  return JSON.stringify(
    [...facts].map(([key, { values }]) => [key, values]).sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );
}

/** Without repetition; what was known before where there are too many alternatives. */
function bounded(alternatives: Knowledge, before: Knowledge): Knowledge {
  if (alternatives.length < 2) return alternatives;
  const different = [...new Map(alternatives.map((facts) => [factsKey(facts), facts])).values()];
  return different.length > MOST_ALTERNATIVES ? before : different;
}
