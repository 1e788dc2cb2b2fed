import { isPromise } from '../../asl';
import { delayed, isDelayed, type TaskAnswer } from '../../interpreter';

/** Fails in the place of an answer whose work is done, at the time at which it would have come: it was lost on its way. */
export function lostAnswer(given: TaskAnswer | Promise<TaskAnswer>, failure: Error): TaskAnswer | Promise<TaskAnswer> {
  if (isPromise(given)) return given.then((settled) => lostAnswer(settled, failure));
  if (isDelayed(given)) return delayed(given.seconds, () => lostAnswer(given.answer(), failure));
  throw failure;
}
