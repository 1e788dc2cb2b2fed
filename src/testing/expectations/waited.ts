import { durationMilliseconds, durationText, type VirtualDuration } from '../time/duration';
import type { Expectation } from './finding';
import { isDuration, requireTime } from './time-kept';

/** A visit of the state lasted this long in virtual time, or for any time when none is given. */
export const waits: Expectation<[state: string, duration?: VirtualDuration]> = (subject, _tools, state, duration) => {
  requireTime(subject.time, 'toHaveWaited');
  const wanted = duration === undefined ? undefined : durationMilliseconds(duration, 'toHaveWaited()');
  const marked = subject.visits.filter((visit) => visit.state === state);
  const expected = `"${state}" to wait${wanted === undefined ? '' : ` for ${durationText(wanted)}`}`;
  if (marked.length === 0) return { pass: false, reason: `Expected ${expected}, but it was never visited.` };
  const fitting = marked.filter(({ duration: took }) =>
    wanted === undefined ? (took ?? 0) > 0 : isDuration(took ?? -1, wanted, subject.time),
  );
  if (fitting.length > 0)
    return { pass: true, reason: `Expected ${expected.replace('to wait', 'not to wait')}, but it did.`, marked: fitting };
  const took = marked
    .slice(0, 3)
    .map((visit) => (visit.duration === undefined ? 'it is still there' : `it took ${durationText(visit.duration)}`));
  return { pass: false, reason: `Expected ${expected}, but ${took.join(', then ')}.`, marked };
};

/** The execution took this long in virtual time. */
export const takes: Expectation<[duration: VirtualDuration]> = (subject, _tools, duration) => {
  requireTime(subject.time, 'toHaveTaken');
  const wanted = durationMilliseconds(duration, 'toHaveTaken()');
  const start = subject.history[0]?.timestamp.getTime() ?? 0;
  const took = (subject.history.at(-1)?.timestamp.getTime() ?? start) - start;
  if (isDuration(took, wanted, subject.time))
    return { pass: true, reason: `Expected the execution not to take ${durationText(wanted)}, but it did.` };
  const longest = [...subject.visits].sort((left, right) => (right.duration ?? 0) - (left.duration ?? 0))[0];
  return {
    pass: false,
    reason: `Expected the execution to take ${durationText(wanted)}, but it took ${durationText(took)}.`,
    ...(longest?.duration ? { marked: [longest] } : {}),
  };
};
