import { parse, replay } from '../../../src/interpreter';
import { describeShared } from '../../shared-data';
import { cutsOf, problemOf, randomNumbers, withLatency } from './cuts';
import { EXECUTIONS, NOT_REPLAYED, recordings, replayOptions, serviceHistory } from './recorded-history';

/** Every cut when runs are asked for, else some of each recording, so that all lengths occur. */
const STRIDE = process.env.DRYSTEP_FUZZ_RUNS === undefined ? 9 : 1;

describeShared('executions recorded from the service, cut', EXECUTIONS, (folder) => {
  const found = recordings(folder);

  test('stand where they stood, with latency between events and other delays of their retries', async () => {
    const problems: string[] = [];
    let cuts = 0;

    for (const [number, recording] of found.entries()) {
      if (Object.hasOwn(NOT_REPLAYED, recording.id)) continue;
      const options = replayOptions(recording);
      const recorded = (serviceHistory(recording) as { readonly id: number; readonly timestamp: string }[]).sort(
        (one, other) => one.id - other.id,
      );
      // The recorder dropped the times: those of the definition stand in for them.
      const { history } = await replay(recording.definition, recorded, options);
      const times = history.length === recorded.length ? history.map(({ timestamp }) => timestamp) : undefined;
      const timed = recorded.map((event, index) => ({ ...event, timestamp: times?.[index] ?? event.timestamp }));
      const events = withLatency(timed, randomNumbers(number));
      const jittering = JSON.parse(
        JSON.stringify(recording.definition).replaceAll('"ErrorEquals":', '"JitterStrategy":"FULL","ErrorEquals":'),
      ) as { Catch?: unknown };
      const parsed = parse(withoutJitterInCatch(jittering));
      for (const cut of cutsOf(events.length, STRIDE, number)) {
        cuts++;
        const problem = await problemOf(parsed, events, cut, { ...options, times: times !== undefined });
        if (problem !== undefined) problems.push(`${recording.id}, ${cut} of ${events.length}: ${problem}`);
      }
    }

    expect(problems).toEqual([]);
    expect(cuts).toBeGreaterThan(500);
  }, 600_000);
});

/** Catchers have no such field. */
function withoutJitterInCatch(value: unknown, key = ''): object {
  if (Array.isArray(value)) return value.map((item) => withoutJitterInCatch(item, key));
  if (typeof value !== 'object' || value === null) return value as never;
  const entries = Object.entries(value).filter(([name]) => key !== 'Catch' || name !== 'JitterStrategy');
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutJitterInCatch(item, name)]));
}
