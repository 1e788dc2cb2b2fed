import { AGAIN } from '../counts/slots';
import { matches } from '../error-matching';
import { type Failure, isCatchable } from '../failure';
import type { Engine } from './engine';
import { FAIL, type Outcome, PARK } from './prepared';
import type { Visit } from './visit';

/** What comes of a state that has failed: another attempt, the way of a catcher, or nothing else than its failure. The same for all kinds. */
export function recover(engine: Engine, visit: Visit): Outcome {
  const failure = visit.failure!.within(engine.errorTexts);
  visit.failed(failure);
  if (isCatchable(failure)) {
    if (retry(engine, visit, failure)) return PARK;
    for (const catcher of visit.state.catchers) {
      if (!matches(catcher.errors, failure)) continue;
      recordStateFailed(visit);
      visit.errorOutput = failure.output();
      visit.way = catcher.way;
      visit.assigned = undefined;
      visit.outputBound = -1;
      const outcome = catcher.apply(visit);
      visit.run.counts.caught(visit);
      return outcome;
    }
    recordStateFailed(visit);
  }
  return FAIL;
}

/** Records that a state failed for good, where its kind has an event for it. */
export function recordStateFailed(visit: Visit): void {
  if (visit.state.failedEvent === 0) return;
  visit.lastEvent = visit.run.recorder.add(visit.state.failedEvent, visit.lastEvent, visit.now());
}

function retry(engine: Engine, visit: Visit, failure: Failure): boolean {
  const { retriers, retrierSlot } = visit.state;
  const { counts } = visit.run;
  for (let index = 0; index < retriers.length; index++) {
    const retrier = retriers[index]!;
    if (!matches(retrier.errors, failure)) continue;
    visit.retriesByRetrier ??= retriers.map(() => 0);
    const done = visit.retriesByRetrier[index]!;
    if (done >= retrier.maxAttempts) {
      // One that allows no attempt is there to say so, and has said it.
      if (retrier.maxAttempts === 0) counts.add(retrierSlot + index);
      return false;
    }
    visit.retriesByRetrier[index] = done + 1;
    visit.retryCount++;
    const delay = engine.retryDelay(visit.branch, retrier, done);
    visit.waits().timer = engine.clock.set(engine.clock.now + delay * 1000, () =>
      visit.wake(() => {
        counts.add(retrierSlot + index);
        return runAgain(visit);
      }),
    );
    visit.parked('retry');
    return true;
  }
  return false;
}

/** Runs the state once more, from its input. */
export function runAgain(visit: Visit): Outcome {
  visit.beginWork();
  const { state } = visit;
  const { counts } = visit.run;
  counts.add(state.slot + AGAIN);
  if (visit.retryCount > 0) counts.rare.ranAgain(state, visit.retryCount);
  return state.run(visit);
}
