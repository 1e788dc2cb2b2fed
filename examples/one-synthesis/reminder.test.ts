import 'drystep/jest';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { testMachine } from 'drystep/testing';

// What a runner's globalSetup does before the first test file.
(require('./global-setup') as () => void)();
afterAll(() => rmSync(join(__dirname, 'node_modules'), { recursive: true, force: true }));

test('sleeps for an hour', async () => {
  const reminder = testMachine.from('Reminder');

  expect(await reminder.execute()).toHaveTaken({ hours: 1 });
});
