import { AGAIN } from '../counts/slots';
import { matches } from '../error-matching';
import { type Failure, isCatchable } from '../failure';
import type { Branch } from './branch';
import type { Engine } from './engine';
import { EXIT, type Outcome, PARK } from './prepared';

/** What comes of a state that has failed: another attempt, the way of a catcher, or the end of its branch. The same for all kinds. */
export function recover(engine: Engine, branch: Branch): Outcome {
  const failure = (branch.failure as Failure).within(engine.errorTexts);
  branch.failure = failure;
  if (isCatchable(failure)) {
    if (retry(engine, branch, failure)) return PARK;
    for (const catcher of branch.state.catchers) {
      if (!matches(catcher.errors, failure)) continue;
      recordStateFailed(branch);
      branch.errorOutput = failure.output();
      branch.way = catcher.way;
      branch.assigned = undefined;
      branch.outputBound = -1;
      catcher.apply(branch);
      branch.run.counts.caught(branch);
      return EXIT;
    }
    recordStateFailed(branch);
  }
  engine.giveUp(branch);
  return PARK;
}

/** Records that a state failed for good, where its kind has an event for it. */
export function recordStateFailed(branch: Branch): void {
  if (branch.state.failedEvent === 0) return;
  branch.lastEvent = branch.run.recorder.add(branch.state.failedEvent, branch.lastEvent, branch.now());
}

function retry(engine: Engine, branch: Branch, failure: Failure): boolean {
  const { retriers, retrierSlot } = branch.state;
  const { slots } = branch.run.counts;
  for (let index = 0; index < retriers.length; index++) {
    const retrier = retriers[index] as (typeof retriers)[number];
    if (!matches(retrier.errors, failure)) continue;
    branch.retriesByRetrier ??= retriers.map(() => 0);
    const done = branch.retriesByRetrier[index] as number;
    if (done >= retrier.maxAttempts) {
      // One that allows no attempt is there to say so, and has said it.
      if (retrier.maxAttempts === 0) slots[retrierSlot + index] = (slots[retrierSlot + index] as number) + 1;
      return false;
    }
    branch.retriesByRetrier[index] = done + 1;
    branch.retryCount++;
    const delay = engine.retryDelay(branch, retrier, done);
    branch.timer = engine.clock.set(engine.clock.now + delay * 1000, () =>
      engine.wake(branch, () => {
        slots[retrierSlot + index] = (slots[retrierSlot + index] as number) + 1;
        return runAgain(branch);
      }),
    );
    engine.park(branch, 'retry');
    return true;
  }
  return false;
}

/** Runs the state once more, from its input. */
export function runAgain(branch: Branch): Outcome {
  // The retry's own timer has fired: the attempt sets one for its timeout.
  branch.timer = undefined;
  branch.input = branch.stateInput;
  branch.result = undefined;
  branch.assigned = undefined;
  branch.outputBound = -1;
  branch.failedFork = undefined;
  const { state } = branch;
  branch.way = state.way;
  const { counts } = branch.run;
  counts.slots[state.slot + AGAIN] = (counts.slots[state.slot + AGAIN] as number) + 1;
  if (branch.retryCount > 0) counts.rare.ranAgain(state, branch.retryCount);
  return state.run(branch);
}
