import type { Engine } from './engine';
import type { Run } from './run';

/** Moves time to the next timer of an engine that goes on, or to the deadline of an execution before it, and runs what follows. False when there is none up to `limit`. */
export function fireNextTimer(engine: Engine, root: Run, limit = Number.POSITIVE_INFINITY): boolean {
  if (engine.promised.unsettled().length > 0) return false;
  const at = engine.clock.nextAt();
  if (at === undefined || at > limit) return false;
  const first = firstDeadline(engine, root);
  const deadline = first?.deadline() ?? Number.POSITIVE_INFINITY;
  if (at > deadline) {
    if (deadline > limit) return false;
    engine.clock.now = deadline;
    first?.timeOut();
    engine.drain();
    return true;
  }
  engine.clock.takeNext()?.fire();
  engine.drain();
  return true;
}

/** The running execution that the service would end first for its age. */
function firstDeadline({ nestedRuns }: Engine, root: Run): Run | undefined {
  let first = root.status === undefined ? root : undefined;
  if (nestedRuns === undefined) return first;
  for (const nested of nestedRuns.running) if (first === undefined || nested.deadline() < first.deadline()) first = nested;
  return first;
}

/** Moves time to `time` first, and fires then what is due, so that what follows starts at that time. */
export function stepTo(engine: Engine, root: Run, time: number): boolean {
  const { clock } = engine;
  if (time > clock.now) clock.now = time;
  let fired = false;
  for (;;) {
    const first = firstDeadline(engine, root);
    const deadline = first?.deadline() ?? Number.POSITIVE_INFINITY;
    const at = clock.nextAt() ?? Number.POSITIVE_INFINITY;
    if (Math.min(at, deadline) > clock.now) return fired;
    fired = true;
    if (deadline < at) first?.timeOut();
    else clock.takeNext()?.fire();
    engine.drain();
  }
}

/** Fires the timers of Wait states and of retry delays that stand now; those of timeouts stay. */
export function skipDelays(engine: Engine): boolean {
  const delayed = [...engine.standing].filter(({ visit: { wait } }) => wait.reason === 'wait' || wait.reason === 'retry');
  for (const { visit } of delayed) {
    const { timer } = visit.wait;
    if (timer === undefined || timer.cancelled) continue;
    timer.cancelled = true;
    timer.fire();
  }
  engine.drain();
  return delayed.length > 0;
}
