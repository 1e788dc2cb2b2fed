import 'drystep/jest';
import { testApp } from 'drystep/testing';
import { untracedApp } from '../builders/synthesized';
import { apps } from './apps';
import { runAs } from './run-as';
import { runs } from './runs';

test('Every app has an execution that is tested', () => {
  expect(Object.keys(runs).sort()).toEqual(Object.keys(apps).sort());
});

describe.each(Object.keys(runs))('The app %s', (name) => {
  const IntegStack = apps[name] as (typeof apps)[string];
  const stack = new IntegStack(untracedApp(), 'Integ');
  const application = testApp(stack);

  test.each(runs[name] ?? [])('$title', async (run) => {
    await runAs(application, run);
  });
});
