import { describeShared } from '../shared-data';
import { runInZones } from './run-in-zones';

describeShared('the JSONata suite in other zones', ['jsonata-suite/groups', 'jsonata-suite/datasets'], (groups, datasets) => {
  const { UTC, ...others } = runInZones<Readonly<Record<string, unknown>>>('print-suite.ts', groups, datasets);

  test.each(Object.keys(others))('%s: every case comes to what it does under UTC', (zone) => {
    expect(others[zone]).toEqual(UTC);
    expect(Object.keys(UTC ?? {}).length).toBeGreaterThan(1000);
  });
});
