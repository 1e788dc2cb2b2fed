import { type HistoryEvent, replay, safeParse } from '../../../src/interpreter';
import { describeShared } from '../../shared-data';
import { randomNumbers, withLatency } from './cuts';
import { EXECUTIONS, NOT_REPLAYED, recordings, replayOptions, serviceHistory } from './recorded-history';
import { timeMutants } from './time-mutants';

/** Names of all recordings are changed when runs are asked for, else of some. */
const STRIDE = process.env.DRYSTEP_FUZZ_RUNS === undefined ? 5 : 1;

/** A Task that goes on for a second, and others for a moment: the recorder dropped the times. */
function withTimes(history: readonly HistoryEvent[], random: () => number): object[] {
  let later = 0;
  const events = history.map((event) => {
    if (/^(Task|LambdaFunction|Activity)(Succeeded|Failed)$/.test(event.type)) later += Math.floor(random() * 3000);
    return { ...event, timestamp: new Date(event.timestamp.getTime() + later).toISOString() };
  });
  // Ten to sixty milliseconds a step.
  return withLatency(events, () => random() / 6 - 0.3);
}

describeShared('executions recorded from the service, with times', EXECUTIONS, (folder) => {
  test('replay on their own definition, and name each state that has another name', async () => {
    const alarms: string[] = [];
    const unnoticed: string[] = [];
    let [replayed, renamed] = [0, 0];

    for (const recording of recordings(folder)) {
      if (Object.hasOwn(NOT_REPLAYED, recording.id)) continue;
      const { times: _, ...options } = replayOptions(recording);
      const timeless = await replay(recording.definition, serviceHistory(recording), { ...options, times: false });
      // What branches do at the same time cannot be drawn out one by one.
      const times = !/"Type":"(Parallel|Map)"/.test(JSON.stringify(recording.definition));
      const events = withTimes(timeless.history, randomNumbers(replayed));
      const entered = new Set(timeless.history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []));
      const { divergence } = await replay(recording.definition, events, { ...options, times });
      replayed++;
      if (divergence !== undefined) alarms.push(`${recording.id}: ${divergence.message}`);
      for (const mutant of timeMutants(recording.definition)) {
        if (
          replayed % STRIDE !== 0 ||
          mutant.renamed === undefined ||
          !entered.has(mutant.renamed) ||
          !safeParse(mutant.definition).success
        )
          continue;
        const found = await replay(mutant.definition, events, { ...options, times });
        renamed++;
        if (found.divergence?.state !== mutant.renamed) unnoticed.push(`${recording.id}: ${mutant.renamed}, ${found.divergence?.message}`);
      }
    }

    expect(alarms).toEqual([]);
    expect(unnoticed).toEqual([]);
    expect(replayed).toBeGreaterThan(400);
    expect(renamed).toBeGreaterThan(500 / STRIDE);
  }, 240_000);
});
