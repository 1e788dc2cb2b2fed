import { runInZones } from './run-in-zones';
import { SAMPLES } from './samples';

interface Printed {
  readonly offset: number;
  readonly given: Readonly<Record<string, unknown>>;
}

describe('Times are UTC, wherever a test runs', () => {
  const printed = runInZones<Printed>('print-samples.ts');

  test('the processes stood in three zones', () => {
    expect(Object.entries(printed).map(([zone, { offset }]) => [zone, offset])).toEqual([
      ['UTC', 0],
      ['Asia/Kathmandu', -345],
      ['America/St_Johns', 210],
    ]);
  });

  test.each(Object.keys(printed))('%s: every sample gives what UTC gives', (zone) => {
    expect(printed[zone]?.given).toEqual(Object.fromEntries(SAMPLES.map(([title, , wanted]) => [title, wanted])));
  });
});
