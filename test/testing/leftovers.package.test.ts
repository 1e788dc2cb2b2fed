import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from './run-jest';
import { runVitest } from './run-vitest';

jest.setTimeout(120_000);

const fixtures = join(__dirname, 'fixtures', 'leftovers');
const temporary = mkdtempSync(join(tmpdir(), 'leftovers-'));
const { TMPDIR } = process.env;

beforeAll(() => {
  process.env.TMPDIR = temporary;
});

afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(temporary, { recursive: true });
});

// Each of them runs a test file of the fixtures, and gives what it said.
const runners = {
  "in jest's sandbox": (name: string) => runJest(fixtures, ['--testPathPatterns', name]).stderr,
  'in vitest': (name: string) => runVitest(fixtures, {}, [name]).stdout,
};

describe.each(Object.entries(runners))('testApp() leaves nothing in the temporary folder, %s', (_, run) => {
  let left: readonly string[];
  let said: string;

  // One run after a killed one tells both, as each takes a second.
  beforeAll(() => {
    run('killed');
    left = readdirSync(temporary);
    said = run('orders');
  });

  test('when the tests have run', () => {
    expect(said).toMatch(/1 passed, 1 total|"numPassedTests":1,/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('that the next run does not remove, when the process is killed', () => {
    expect(left).toEqual([expect.stringMatching(/^drystep-/)]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
