import { durationText } from '../time/duration';
import { UsageError } from '../usage-error';
import type { Answer } from './answer-chain';

/** Throws where `.timesOut()` is given a time of its own, of a state whose definition says when an attempt times out: nobody would notice that it is not kept. */
export function refuseEarlyTimeout({ failing, after }: Answer, state: string): void {
  if (failing !== 'timeout' || after === undefined) return;
  const time = durationText(after);
  throw new UsageError(
    `mock("${state}").timesOut().after(…) asks for ${time}, and the definition of the state says when an attempt times out.`,
    `leave .after() out, or write .fails('States.Timeout').after(…) for a task that times out by itself after ${time}.`,
  );
}
