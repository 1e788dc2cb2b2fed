import type { JsonObject } from '../../asl';
import type { Service } from '../service/service';
import { validationProblem } from '../service-problem';
import { type OperationHandler, seconds } from './operation';

function requireVirtual({ clock }: Service): void {
  if (clock.mode === 'virtual') return;
  throw validationProblem(`The time of this server is ${clock.mode}: clients cannot move it. Hint: start it with time: 'virtual'.`);
}

function told({ clock }: Service): JsonObject {
  return { now: seconds(clock.date), mode: clock.mode };
}

/** What time it is for the executions of the server. */
export const Clock: OperationHandler = (service) => told(service);

/** Moves time by `seconds`, from timer to timer. */
export const Advance: OperationHandler = async (service, { seconds: by }) => {
  requireVirtual(service);
  if (typeof by !== 'number' || !Number.isFinite(by) || by < 0)
    throw validationProblem(`Advance: expected "seconds" of 0 or more, received ${JSON.stringify(by) ?? 'nothing'}.`);
  // No date is later than the end of the year 275759: the clock would show none, and nothing could start.
  if (Number.isNaN(new Date(service.clock.now + by * 1000).getTime()))
    throw validationProblem(`Advance: expected "seconds" that end before the year 275760, received ${by}.`);
  await service.virtualTime.advance(by * 1000);
  return told(service);
};

/** Moves time to the next timer: the end of a Wait or a retry delay, or a timeout. */
export const SkipToNext: OperationHandler = async (service) => {
  requireVirtual(service);
  const skipped = await service.virtualTime.skipToNext();
  return { ...told(service), skipped };
};
