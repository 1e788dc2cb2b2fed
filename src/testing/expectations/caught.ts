import { failureText } from '../trace/step-row';
import type { Expectation } from './finding';
import { matchesText, type TextPattern } from './outcome';
import { valueText } from './phrases';

/** A catcher of the state took a failure, with this error when one is given. */
export const catches: Expectation<[state: string, error?: TextPattern]> = (subject, tools, state, error) => {
  subject.machine?.requireState(state);
  const marked = subject.visits.filter((visit) => visit.state === state);
  const wanted = `"${state}" to catch ${error === undefined ? 'a failure' : valueText(error)}`;
  if (marked.length === 0) return { pass: false, reason: `Expected ${wanted}, but it was never visited.` };
  const caught = marked.filter((visit) => visit.caught !== undefined);
  const fitting = error === undefined ? caught : caught.filter((visit) => matchesText(visit.caught?.error, error, tools));
  if (fitting.length > 0)
    return { pass: true, reason: `Expected ${wanted.replace('to catch', 'not to catch')}, but it did.`, marked: fitting };
  const failed = marked.find((visit) => visit.status === 'FAILED');
  const why =
    caught.length > 0
      ? `it caught ${caught.map((visit) => failureText(visit.caught)).join('; ')}`
      : failed !== undefined
        ? `nothing caught ${failureText(failed.failures.at(-1))}`
        : 'it did not fail';
  return { pass: false, reason: `Expected ${wanted}, but ${why}.`, marked };
};
