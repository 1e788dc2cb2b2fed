import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '../../src');

/** Calls that texts of the package say to make, with the entry point that they say it is from: `executionOverlay(definition, execution) of drystep/testing`. */
const calls = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => [...readFileSync(join(src, name), 'utf8').matchAll(/(\w+)\([^()]*\) of (drystep\/\w+)/g)])
  .map(([, call, entry]) => [call as string, entry as string] as const);

test('messages say to make calls', () => {
  expect(calls.length).toBeGreaterThan(1);
});

test.each(calls)('a message that says to call %s finds it in %s', (call, entry) => {
  expect(Object.keys(require(entry))).toContain(call);
});
