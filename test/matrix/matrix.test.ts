import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILERS, NODES, PEERS, PROJECTS, type Project } from '../../scripts/matrix/axes';
import { CELLS, cellOf, type Found, readFindings } from '../../scripts/matrix/findings';
import { EVERY_FILE, REASONS, reasonFor, reasonsBehind } from '../../scripts/matrix/reasons';
import { renderSupport } from '../../scripts/matrix/render-support';
import { outcomeOf, withoutReport } from '../../scripts/matrix/run-cell';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [oldest, newest] = PROJECTS as readonly [Project, Project];

describe('The matrix tries what docs/decisions/0012-support-range.md promises', () => {
  test('the oldest Node that package.json allows, and each line that is supported', () => {
    expect(manifest.engines.node).toBe(`>= ${NODES[0]}`);
    expect(NODES.slice(1)).toEqual(['20', '22', '24', '26']);
  });

  test.each(['jest', 'vitest'])('the first and the newest release of each line of %s', (runner) => {
    const floors = manifest.peerDependencies[runner].split(' || ').map((range: string) => range.replace('^', ''));
    const tried = PROJECTS.filter((project) => project.runner === runner).map(({ release }) => release);

    expect(tried).toEqual(floors.flatMap((floor: string) => [floor, floor.split('.')[0]]));
  });

  test('every other peer at the floor of its range, and in its newest line', () => {
    for (const [name, range] of Object.entries<string>(manifest.peerDependencies)) {
      if (name === 'jest' || name === 'vitest') continue;
      const [floors, named] = [range.split(' || '), name as keyof typeof PEERS.oldest];

      expect([name, PEERS.oldest[named]]).toEqual([name, floors[0]!.replace('^', '')]);
      expect([name, PEERS.newest[named]]).toEqual([name, floors.at(-1)!.replace('^', '').split('.')[0]]);
    }
  });

  test('TypeScript from 5.4 to the newest', () => {
    expect([COMPILERS[0], COMPILERS.at(-1)]).toEqual(['5.4', 'latest']);
  });

  test('each cell by a name of its own', () => {
    expect(new Set(CELLS.map(({ name }) => name)).size).toBe(CELLS.length);
  });
});

describe('docs/support.md', () => {
  const findings = readFindings();

  test('says what the cells found when they last ran', () => {
    expect(readFileSync(join(root, 'docs/support.md'), 'utf8')).toBe(renderSupport(findings));
  });

  test('tells of no cell that is gone, and of no red without a reason', () => {
    const names = CELLS.map(({ name }) => name);

    expect(Object.keys(findings.cells).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.values(findings.cells).flatMap(({ failures }) => failures)).toEqual([]);
  });

  test('excuses nothing whose reason is gone', () => {
    const excused = Object.values(findings.cells).flatMap((found) => found.excused);

    expect(REASONS.map(({ file }) => file)).toEqual(expect.arrayContaining(excused));
  });

  test('tells reasons of the same file apart by the cell that needs them', () => {
    const stopped = REASONS.filter(({ file }) => file === EVERY_FILE);
    const cells = stopped.map(({ runner, release, nodes }) =>
      cellOf('tests', PROJECTS.find((project) => project.runner === runner && project.release === release)!, nodes![0]!),
    );
    const found: Found = { date: '2026-03-04', passed: 0, failures: [], excused: [EVERY_FILE] };

    expect(stopped.length).toBeGreaterThan(1);
    expect(cells.map((cell) => reasonsBehind(cell, found))).toEqual(stopped.map((reason) => [reason]));
  });

  test('shows a red with the number of its reason, one without a reason by name, and what has not run', () => {
    const found = (rest: Partial<Found>): Found => ({ date: '2026-03-04', passed: 3, failures: [], excused: [], ...rest });
    const excused = REASONS.at(-1)!.file;
    const text = renderSupport({
      releases: { 'jest 29.0.0': '29.0.0', 'node 22': '22.1.0', 'typescript 5.4': '5.4.5' },
      cells: {
        [cellOf('tests', oldest, '20.0.0').name]: found({ excused: [excused] }),
        [cellOf('tests', oldest, '22').name]: found({ passed: 2, failures: ['a.test.ts: ships an order'] }),
        [cellOf('types', oldest, '5.4').name]: found({ failures: ['b.ts(1,1): error TS1'] }),
      },
    });

    expect(text).toContain(`| jest 29.0.0 | oldest | 3 (${REASONS.length}) | not run | 2, and 1 fail | not run |`);
    expect(text).toContain('Node 22.1.0');
    expect(text).toMatch(/^\| 5\.4\.5 \| fails \| not run \|$/m);
    expect(text).toContain('- jest 29.0.0, oldest packages, Node 22: a.test.ts: ships an order');
    expect(text).toContain(`${REASONS.length}. \`examples/${excused}\`, with the oldest packages: `);
  });
});

describe('What a run comes to', () => {
  const report = (name: string, status: string, results: readonly string[], message?: string) => ({
    testResults: [
      {
        name: `/shop/examples/${name}`,
        status,
        ...(message === undefined ? {} : { message }),
        assertionResults: results.map((each) => ({ status: each, fullName: 'ships an order' })),
      },
    ],
  });
  const excused = REASONS.at(-2)!;

  test('tests that pass are counted', () => {
    expect(outcomeOf(report('a.test.ts', 'passed', ['passed', 'passed']), '/shop/examples', newest, '20')).toEqual({
      passed: 2,
      failures: [],
      excused: [],
    });
  });

  test('a test that fails is named with its file', () => {
    expect(outcomeOf(report('a.test.ts', 'failed', ['passed', 'failed']), '/shop/examples', newest, '20')).toEqual({
      passed: 1,
      failures: ['a.test.ts: ships an order'],
      excused: [],
    });
  });

  test('a file that cannot be loaded is a failure, though no test of it failed', () => {
    const outcome = outcomeOf(report('a.test.ts', 'failed', [], 'Cannot find module\n  at here'), '/shop/examples', newest, '20');

    expect(outcome.failures).toEqual(['a.test.ts: Cannot find module']);
  });

  test('a reason excuses its file where it holds, and nowhere else', () => {
    const failed = report(excused.file, 'failed', [], 'not a constructor');

    expect(outcomeOf(failed, '/shop/examples', oldest, '20')).toEqual({ passed: 0, failures: [], excused: [excused] });
    expect(outcomeOf(failed, '/shop/examples', newest, '20').failures).toEqual([`${excused.file}: not a constructor`]);
    expect(reasonFor('no-such.test.ts', oldest, '20')).toBeUndefined();
  });

  test('a runner that does not start is a failure, except where a reason says so of every file', () => {
    const stopped = REASONS.find(({ file }) => file === EVERY_FILE)!;
    const project = PROJECTS.find(({ runner, release }) => runner === stopped.runner && release === stopped.release)!;
    const node = stopped.nodes![0]!;

    expect(withoutReport('SyntaxError', project, node)).toEqual({ passed: 0, failures: [], excused: [stopped] });
    expect(withoutReport('SyntaxError', project, '22').failures).toEqual(['no report: SyntaxError']);
    expect(withoutReport('SyntaxError', oldest, node).failures).toEqual(['no report: SyntaxError']);
  });
});
