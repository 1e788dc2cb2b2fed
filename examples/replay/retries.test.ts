import 'drystep/jest';
import { join } from 'node:path';
import { testMachine } from 'drystep/testing';

const billing = testMachine(join(__dirname, 'billing.asl.json'));

// What a recorded history does not show, since it went well in the end.
test('gives up after the three retries that ASL has by default, each twice as late as the one before', async () => {
  billing.mock('Charge').fails('Busy');

  expect(await billing.execute({})).toHaveRetried('Charge', 3, { delays: [{ seconds: 10 }, { seconds: 20 }, { seconds: 40 }] });
});
