import 'drystep/jest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explore } from 'drystep/testing';
import { runTestFile } from '../run-jest';
import { type ClassicBug, classicBugs } from './classic-bugs';

/** What an exploration with this seed says. */
async function messageOf({ machine, inputs, law, reset }: ClassicBug, seed: number): Promise<string> {
  return explore(machine, inputs as never, { properties: [law], runs: 1000, seed, beforeEach: reset }).then(
    () => 'nothing was found',
    (error: Error) => error.message,
  );
}

// Made outside of the test, so that mocks which nobody asks are not a mistake of it.
const bugs = classicBugs.map((make) => make());

describe('explore finds the classic bugs', () => {
  test('each, and the test that it prints fails as it says when it is pasted', async () => {
    const pasted: string[] = [];
    for (const [index, bug] of bugs.entries()) {
      const message = await messageOf(bug, 3);
      expect([bug.title, message]).toEqual([bug.title, expect.stringContaining(`breaks "${bug.law.name}"`)]);
      const [printed] = /^test\([\s\S]*?^}\);$/m.exec(message) as RegExpExecArray;
      // What the printed test names is in the scope of the file that it is pasted into: handlers, and what they keep.
      const names = ['machine', 'reset', 'world'].join(', ');
      pasted.push(
        `describe(${JSON.stringify(bug.title)}, () => {`,
        `  const { ${names}, handlers: { ${Object.keys(bug.handlers).join(', ')} } } = classicBugs[${index}]!();`,
        printed,
        '});',
      );
    }

    const results = await runTestFile(
      [`import 'drystep/jest';`, `import { classicBugs } from ${JSON.stringify(join(__dirname, 'classic-bugs'))};`, ...pasted].join('\n'),
    );

    expect(results.map(({ title, status }) => [title, status])).toEqual(bugs.map(({ law }) => [law.name, 'failed']));
    // Each fails by its law, and none by a word that is unknown where it is pasted.
    const reasons = results.map(({ failureMessages: [message = ''] }) => message.split('\n')[0]);
    for (const reason of reasons) expect(reason).toMatch(/^Error: (expect\(received\)|.*Expected )/);
  }, 120_000);

  test('as the table of the page says, which names each of them', () => {
    const page = readFileSync(join(__dirname, '../../../docs/finding-gaps.md'), 'utf8');
    const rows = [...page.matchAll(/^\| (.+) \| .+ \| (\d+) \| (\d+) \|$/gm)];

    expect(rows.map(([, title]) => title)).toEqual(bugs.map(({ title }) => title));
    for (const [, , , inAll] of rows) expect(Number(inAll)).toBeGreaterThanOrEqual(19);
  });
});
