import { replay } from '../../../src/interpreter';
import { describeShared } from '../../shared-data';
import { EXECUTIONS, NOT_REPLAYED, type Recording, recordings, replayOptions, serviceHistory } from './recorded-history';

describeShared('executions recorded from the service', EXECUTIONS, (folder) => {
  const found = recordings(folder);

  test('replay on their own definition without a divergence', async () => {
    const failures: string[] = [];

    for (const recording of found) {
      if (Object.hasOwn(NOT_REPLAYED, recording.id)) continue;
      const { matches, divergence } = await replayed(recording);
      if (!matches) failures.push(`${recording.id}: ${divergence?.message}`);
    }

    expect(failures).toEqual([]);
  });

  test('are excepted only where the replay really cannot match', async () => {
    const matching: string[] = [];

    for (const recording of found) {
      if (!Object.hasOwn(NOT_REPLAYED, recording.id)) continue;
      const matches = await replayed(recording).then(
        (result) => result.matches,
        () => false,
      );
      if (matches) matching.push(recording.id);
    }

    expect(matching).toEqual([]);
  });

  test('diverge when their first state is another', async () => {
    const unnoticed: string[] = [];
    let tried = 0;

    for (const recording of found) {
      // One history holds no state yet.
      if (Object.hasOwn(NOT_REPLAYED, recording.id) || recording.history?.length === 1) continue;
      const { StartAt, States } = recording.definition as { StartAt: string; States: object };
      const { matches } = await replayed({
        ...recording,
        definition: { ...recording.definition, StartAt: 'Put First', States: { 'Put First': { Type: 'Pass', Next: StartAt }, ...States } },
      });
      tried++;
      if (matches) unnoticed.push(recording.id);
    }

    expect(tried).toBeGreaterThan(400);
    expect(unnoticed).toEqual([]);
  });
});

function replayed(recording: Recording) {
  return replay(recording.definition, serviceHistory(recording), replayOptions(recording));
}
