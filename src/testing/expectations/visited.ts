import type { StateVisit } from '../visits/state-visit';
import type { Expectation } from './finding';
import { statesText } from './phrases';

/** The states were visited in this order, others between them allowed; states inside of Map items and branches count. */
export const visits: Expectation<string[]> = (subject, _tools, ...states) => {
  const matched: StateVisit[] = [];
  for (const visit of subject.visits) if (matched.length < states.length && visit.state === states[matched.length]) matched.push(visit);
  const path = statesText(states);
  if (matched.length === states.length)
    return { pass: true, reason: `Expected the execution not to visit ${path}, but it did.`, marked: matched };
  const missing = states[matched.length]!;
  const last = matched.at(-1);
  const earlier = subject.visits.filter((visit) => visit.state === missing);
  return {
    pass: false,
    reason: `Expected the execution to visit ${path}, but ${missedText(missing, last, earlier)}.`,
    marked: last === undefined ? subject.visits.slice(-1) : [last],
  };
};

/** The states were visited in this order and no others. */
export const visitsExactly: Expectation<string[]> = (subject, _tools, ...states) => {
  const visited = subject.visits.map((visit) => visit.state);
  const path = statesText(states);
  const wrong = states.findIndex((state, index) => state !== visited[index]);
  if (wrong === -1 && visited.length === states.length)
    return { pass: true, reason: `Expected the execution not to visit exactly ${path}, but it did.` };
  const place = wrong === -1 ? states.length : wrong;
  const expected = states[place];
  const came = visited[place];
  const why =
    came === undefined
      ? `it ended after visit ${visited.length}, before "${expected}"`
      : expected === undefined
        ? `it went on to "${came}" (visit ${place + 1})`
        : `visit ${place + 1} was "${came}" instead of "${expected}"`;
  return {
    pass: false,
    reason: `Expected the execution to visit exactly ${path}, but ${why}.`,
    marked: subject.visits.slice(came === undefined ? -1 : place, came === undefined ? undefined : place + 1),
  };
};

function missedText(missing: string, last: StateVisit | undefined, visited: readonly StateVisit[]): string {
  if (visited.length === 0)
    return `it did not visit "${missing}"${last === undefined ? '' : ` after "${last.state}" (visit ${last.number})`}`;
  const numbers = visited
    .slice(-3)
    .map((visit) => visit.number)
    .join(', ');
  return `"${missing}" came only at visit ${numbers}, not after "${last?.state}" (visit ${last?.number})`;
}

/** `.not` of several states: none of them, or not in this order? The same one several times is one claim. */
export function severalStates(states: readonly unknown[]): string | undefined {
  const names = [...new Set(states)].map((name) => JSON.stringify(name));
  if (names.length < 2) return undefined;
  return `write ${names.map((name) => `.not.toHaveVisited(${name})`).join(' and ')}, or what was visited: .toHaveVisitedExactly(…).`;
}
