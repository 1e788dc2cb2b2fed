import { elementAt } from '../../asl';
import { UsageError } from '../usage-error';
import type { Expectation } from './finding';
import type { Matcher } from './matcher';
import { statesText } from './phrases';
import type { Subject } from './subject';

/** Each state was directly followed by the one named behind it, in some visit. */
export const transitions: Expectation<string[]> = (subject, _tools, ...states) => {
  if (states.length < 2)
    throw new UsageError('toHaveTransitioned() expected two states or more.', "write .toHaveTransitioned('Charge', 'Ship').");
  for (const [index, from] of states.slice(0, -1).entries()) {
    const to = elementAt(states, index + 1);
    const visits = subject.visits.filter((visit) => visit.state === from);
    if (visits.some((visit) => visit.next === to)) continue;
    const path = statesText([from, to]);
    if (visits.length === 0) return { pass: false, reason: `Expected the transition ${path}, but "${from}" was never visited.` };
    const nexts = [...new Set(visits.map((visit) => (visit.next === undefined ? 'nothing followed it' : `"${visit.next}" followed it`)))];
    return { pass: false, reason: `Expected the transition ${path}, but ${nexts.join(' and ')}.`, marked: visits };
  }
  return {
    pass: true,
    reason: `Expected no transition ${statesText(states)}, but it was made.`,
    marked: subject.visits.filter((visit) => visit.state === states[0]),
  };
};

/** `.not` of a transition that the definition does not have. */
export function neverFollows({ machine }: Subject, [from, to]: readonly unknown[]): ReturnType<NonNullable<Matcher['never']>> {
  const fact = machine?.get(String(from));
  if (fact === undefined || fact.nexts.includes(String(to))) return undefined;
  const next = fact.nexts.length === 0 ? 'nothing' : [...new Set(fact.nexts)].map((name) => JSON.stringify(name)).join(' or ');
  return {
    why: `the definition lets ${next} follow "${fact.name}"`,
    hint: 'name a state that may follow it, or write .not.toHaveVisited(…).',
  };
}

/** `.not` of several transitions: none of them, or not all? */
export function severalTransitions(states: readonly unknown[]): string | undefined {
  if (states.length < 3) return undefined;
  const names = states.map((name) => JSON.stringify(name));
  const pairs = names.slice(0, -1).map((name, index) => `.not.toHaveTransitioned(${name}, ${names[index + 1]})`);
  return `write ${pairs.join(' and ')}.`;
}
