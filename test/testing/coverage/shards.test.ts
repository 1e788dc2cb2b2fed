import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CoveragePart } from '../../../src/testing/coverage/parts';
import type { RunPart } from '../../../src/testing/coverage/run-part';
import type { RunnerShard } from '../../../src/testing/coverage/shard';
import { processSpace } from '../../../src/testing/living-processes';
import { type CoverageReporterOptions, coverageRun } from '../../../src/testing/report/coverage-run';

const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 1, Next: 'Done' }, Done: { Type: 'Succeed' } } };
const ship: CoveragePart = { name: 'Orders', definition, hits: { 'states /States/Ship': 1 }, executions: 1 };
const done: CoveragePart = { name: 'Orders', definition, hits: { 'states /States/Done': 2 }, executions: 2 };
const SHARDS = 'coverage/drystep/shards';
const MERGE = { merge: [`${SHARDS}/*.json`] };

const before = process.env.DRYSTEP_COVERAGE;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drystep-shards-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
  if (before === undefined) delete process.env.DRYSTEP_COVERAGE;
  else process.env.DRYSTEP_COVERAGE = before;
});

/** A run that has begun: its workers inherit the folder that the variable names. */
function begun(options: CoverageReporterOptions = {}, shard?: RunnerShard, part?: RunPart) {
  const run = coverageRun(root, { text: false, report: false, ...options }, shard);
  const parts = process.env.DRYSTEP_COVERAGE as string;
  run.begin(part);
  return (...reached: readonly CoveragePart[]) => {
    mkdirSync(parts, { recursive: true });
    if (reached.length > 0) writeFileSync(join(parts, 'part.json'), JSON.stringify(reached));
    return run.end();
  };
}

function shard(index: number, count: number, reached: readonly CoveragePart[], options: CoverageReporterOptions = {}) {
  return begun(options, { index, count })(...reached);
}

const merged = (options: CoverageReporterOptions = {}) => begun({ ...MERGE, ...options })();
const files = (folder = SHARDS) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : []);

function report() {
  const { machines } = JSON.parse(readFileSync(join(root, 'coverage/drystep/coverage.json'), 'utf8')) as {
    machines: { name: string; executions: number; points: { id: string; hits: number }[] }[];
  };
  return machines.map(({ name, executions, points }) => ({
    name,
    executions,
    hits: Object.fromEntries(points.filter(({ hits }) => hits > 0).map(({ id, hits }) => [id, hits])),
  }));
}

function write(name: string, content: unknown): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('a shard', () => {
  test('writes a file of its own, and neither reports nor judges what is not the whole', () => {
    const outcome = shard(1, 2, [ship], { thresholds: { global: { states: 100 } }, text: true });

    expect(outcome.failure).toBeUndefined();
    expect(outcome.texts).toEqual([
      'Coverage of shard 1 of 2 (1 execution): written to coverage/drystep/shards/1-of-2.json. The run that merges the shards judges the thresholds.',
    ]);
    expect(readdirSync(join(root, 'coverage/drystep'))).toEqual(['shards']);
    expect(files()).toEqual(['1-of-2.json']);
  });

  test('writes its file when none of its tests executed a machine', () => {
    shard(1, 2, [ship]);
    shard(2, 2, []);

    expect(merged().failure).toBeUndefined();
    expect(report()).toEqual([{ name: 'Orders', executions: 1, hits: { 'states /States/Ship': 1 } }]);
  });

  test('of a run that begins anew removes what the run before left', () => {
    shard(1, 2, [ship]);
    shard(2, 2, [done]);

    const end = begun({}, { index: 2, count: 2 });

    expect(files()).toEqual([]);
    end(done);
    expect(merged().failure).toBe('Merging coverage: shard 1 of 2 is missing. Hint: run it, then merge again.');
  });

  test('keeps what shards of the same run left, one after the other', () => {
    shard(1, 3, [ship]);
    shard(2, 3, [done]);
    shard(3, 3, []);

    expect(files()).toEqual(['1-of-3.json', '2-of-3.json', '3-of-3.json']);
  });

  test('that is repeated in a run with a name keeps the others', () => {
    shard(1, 2, [ship], { run: '81' });
    shard(2, 2, [done], { run: '81' });
    shard(2, 2, [done], { run: '81' });

    expect(files()).toEqual(['1-of-2.json', '2-of-2.json']);
  });

  test('removes shards of another number and of a run with another name', () => {
    shard(1, 3, [ship], { run: '81' });
    shard(2, 2, [done], { run: '81' });
    expect(files()).toEqual(['2-of-2.json']);

    shard(1, 2, [ship], { run: '82' });
    expect(files()).toEqual(['1-of-2.json']);
  });

  test('has a name where processes share a folder without the flag of the runner', () => {
    begun({ shard: 'unit' })(ship);
    begun({ shard: 'slow' }, { index: 1, count: 1 })(done);

    expect(files()).toEqual(['slow-1-of-1.json', 'unit.json']);
    expect(merged().failure).toBeUndefined();
    expect(report()[0]?.executions).toBe(3);
  });

  test('leaves files of others where they are', () => {
    write(`${SHARDS}/1-of-2.json`, 'mine');
    write(`${SHARDS}/notes.txt`, 'mine');

    shard(2, 3, [ship]);

    expect(files()).toEqual(['1-of-2.json', '2-of-3.json', 'notes.txt']);
  });
});

describe('merging shards', () => {
  test('adds them up, with what the run itself reached, and writes the reports', () => {
    shard(1, 2, [ship]);
    shard(2, 2, [done]);

    const outcome = begun({ ...MERGE, text: true })(ship);

    expect(report()).toEqual([{ name: 'Orders', executions: 4, hits: { 'states /States/Ship': 2, 'states /States/Done': 2 } }]);
    expect(outcome.texts[0]).toMatch(/^Merged coverage of 2 shards: shard 1 of 2 \(ended \d{4}-.*Z\), shard 2 of 2 \(ended \d{4}-.*Z\)\.$/);
    expect(readFileSync(join(root, 'coverage/drystep/lcov.info'), 'utf8')).toContain('SF:');
  });

  test.each([
    { byChange: false, text: 'the thresholds judged nothing of the others. A run of all tests judges the whole.' },
    { byChange: true, text: 'no threshold was judged. A run of all tests judges them.' },
  ])('says that a shard ran only a part of its tests, as a run of its own would: $byChange', ({ byChange, text }) => {
    shard(1, 2, [ship]);
    begun({}, { index: 2, count: 2 }, { asked: '-t "ships"', byChange })();

    const { texts, failure } = merged({ thresholds: { global: { states: 100 } } });

    expect(failure === undefined).toBe(byChange);
    expect(texts.at(-1)).toBe(`Coverage of a part of the tests (-t "ships"): ${text}`);
  });

  test('judges thresholds on the whole', () => {
    shard(1, 2, [ship]);
    shard(2, 2, [done]);

    expect(merged({ thresholds: { global: { states: 100 } } }).failure).toBeUndefined();
    expect(merged({ thresholds: { Orders: { transitions: 1 } } }).failure).toBe(
      'Coverage of transitions in Orders: expected at least 1 %, received 0 % (0 of 1).',
    );
  });

  test('finds files in folders by patterns, each once', () => {
    shard(1, 2, [ship], { folder: 'artifacts/one' });
    shard(2, 2, [done], { folder: 'artifacts/two' });

    const outcome = merged({ merge: ['artifacts/*/shards/*.json', 'artifacts/**/*.json', 'artifacts/one/shards/1-of-2.json'] });

    expect(outcome.failure).toBeUndefined();
    expect(report()[0]?.executions).toBe(3);
  });

  test('fails when a shard is missing', () => {
    shard(2, 4, [ship]);
    shard(4, 4, [done]);

    expect(merged().failure).toBe('Merging coverage: shard 1 of 4 and shard 3 of 4 are missing. Hint: run them, then merge again.');
    expect(existsSync(join(root, 'coverage/drystep/coverage.json'))).toBe(false);
  });

  test('fails when a shard is there twice', () => {
    shard(1, 1, [ship], { folder: 'one' });
    shard(1, 1, [ship], { folder: 'two' });

    expect(merged({ merge: ['*/shards/*.json'] }).failure).toBe(
      'Merging coverage: one/shards/1-of-1.json and two/shards/1-of-1.json are both shard 1 of 1. Hint: leave out the one of an earlier run.',
    );
  });

  test('fails when shards are of different runs', () => {
    shard(1, 2, [ship], { folder: 'one', run: '81' });
    shard(2, 2, [ship], { folder: 'two', run: '82' });

    expect(merged({ merge: ['*/shards/*.json'] }).failure).toBe(
      'Merging coverage: one/shards/1-of-2.json is of run "81", and two/shards/2-of-2.json of run "82". Hint: leave out the shards of an earlier run.',
    );
    expect(merged({ merge: ['*/shards/*.json'], run: '82' }).failure).toBe(
      'Merging coverage: expected shards of run "82", received one/shards/1-of-2.json of run "81". Hint: leave out the shards of an earlier run.',
    );
  });

  test('fails when a shard without a name of its run ended long before the others', () => {
    shard(1, 2, [ship]);
    shard(2, 2, [done]);
    const old = join(root, SHARDS, '2-of-2.json');
    const aged = (hours: number) => {
      const found = JSON.parse(readFileSync(old, 'utf8')) as { endedAt: string };
      const { endedAt } = JSON.parse(readFileSync(join(root, SHARDS, '1-of-2.json'), 'utf8')) as { endedAt: string };
      writeFileSync(old, JSON.stringify({ ...found, endedAt: new Date(Date.parse(endedAt) - hours * 3_600_000).toISOString() }));
    };

    aged(5);
    expect(merged().failure).toBeUndefined();

    aged(26);
    expect(merged().failure).toMatch(
      /^Merging coverage: coverage\/drystep\/shards\/2-of-2\.json ended \S+, 26 hours before coverage\/drystep\/shards\/1-of-2\.json\. Hint: leave out the shards of an earlier run, or give all shards of one run the same name with the option run\.$/,
    );
  });

  test('takes shards of any age that have the name of their run', () => {
    shard(1, 2, [ship], { run: '81' });
    shard(2, 2, [done], { run: '81' });
    const old = join(root, SHARDS, '2-of-2.json');
    const found = JSON.parse(readFileSync(old, 'utf8')) as object;
    writeFileSync(old, JSON.stringify({ ...found, endedAt: '2020-01-01T00:00:00.000Z' }));

    expect(merged({ run: '81' }).failure).toBeUndefined();
  });

  test('fails when shards were cut into different numbers', () => {
    shard(1, 2, [ship], { folder: 'one' });
    shard(2, 3, [ship], { folder: 'two' });

    expect(merged({ merge: ['*/shards/*.json'] }).failure).toBe(
      'Merging coverage: one/shards/1-of-2.json is shard 1 of 2, and two/shards/2-of-3.json is shard 2 of 3. Hint: leave out the shards of an earlier run.',
    );
  });

  test('fails when a pattern finds nothing', () => {
    expect(merged().failure).toBe(
      'Merging coverage: no file fits "coverage/drystep/shards/*.json". Hint: runs with --shard write their files to the folder "shards" in the folder of the reporter.',
    );
    expect(merged({ merge: ['1-of-2.json'] }).failure).toMatch(/^Merging coverage: no file fits "1-of-2\.json"\. Hint: /);
  });

  test.each<[string, unknown, string]>([
    ['text that is not JSON', 'Hello', 'is not JSON.'],
    ['another JSON', { name: 'x' }, 'is not a file that a shard wrote.'],
    ['a list', [ship], 'is not a file that a shard wrote.'],
    ['a report', { total: {}, machines: [] }, 'is a report of a whole run.'],
    ['another version', { format: 'drystep coverage of a shard', version: 9 }, 'expected version 1 of its format, received 9.'],
  ])('fails for %s', (_, content, message) => {
    write(`${SHARDS}/1-of-1.json`, content);

    const { failure } = merged();

    expect(failure).toContain(`Merging coverage: ${SHARDS}/1-of-1.json`);
    expect(failure).toContain(message);
    expect(failure).toContain('Hint: ');
  });

  test.each<[object, string]>([
    [{ index: 0 }, 'expected a whole number of 1 or more for index, received 0.'],
    [{ index: 3 }, 'expected a shard from 1 to 2 for index, received 3.'],
    [{ machines: {} }, 'for machines, received {}.'],
    [{ machines: [{ ...ship, executions: -1 }] }, 'for machines[0].executions, received -1.'],
    [{ machines: [{ ...ship, hits: { a: 'b' } }] }, 'for machines[0].hits.a, received "b".'],
    [{ machines: [{ ...ship, name: 1 }] }, 'for machines[0].name, received 1.'],
    [{ machines: [{ ...ship, definition: { StartAt: 'A' } }] }, 'expected a definition for machines[0].definition'],
    [{ machines: [{ ...ship, hits: { 'states /States/Lost': 1 } }] }, 'counts "states /States/Lost", which its definition does not have.'],
  ])('fails for a file that was changed: %j', (change, message) => {
    shard(1, 2, [ship]);
    shard(2, 2, [ship]);
    const path = join(root, SHARDS, '1-of-2.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));

    const { failure } = merged();

    expect(failure).toContain(`Merging coverage: ${SHARDS}/1-of-2.json`);
    expect(failure).toContain(message);
  });

  test.each<[CoverageReporterOptions, RunnerShard | undefined, string]>([
    [MERGE, { index: 1, count: 2 }, 'a shard does not merge'],
    [{ ...MERGE, shard: 'unit' }, undefined, 'a shard does not merge'],
    [{ shard: 'a/b' }, undefined, 'letters, digits'],
    [{ shard: '1-of-2' }, undefined, 'letters, digits'],
    [{ merge: 'x' as never }, undefined, 'expected a list'],
    [{ merge: [''] }, undefined, 'for merge[0]'],
    [{ merge: [] }, undefined, 'merge names no file'],
    [{ run: '' }, undefined, 'for run'],
  ])('refuses options that do not go together: %j', (options, runner, message) => {
    expect(() => coverageRun(root, options, runner)).toThrow(message);
  });
});

describe('A run', () => {
  const left = () => readdirSync(join(root, 'coverage/drystep')).filter((name) => !name.startsWith('.'));

  test('that executes nothing or is killed leaves no report of an earlier one, which a gate would judge', () => {
    begun()(ship);
    expect(left()).toEqual(['Orders.asl.json', 'coverage.json', 'lcov.info']);

    begun();
    expect(left()).toEqual(['Orders.asl.json']);
  });

  test('leaves the reports of one that is under way alone', () => {
    begun();
    write('coverage/drystep/coverage.json', '{}');
    begun();

    expect(left()).toEqual(['coverage.json']);
  });
});

describe('two runs at once in one folder', () => {
  test('keep apart what their test files reached', () => {
    const first = begun();
    const second = begun();

    const outcome = second(done, done);
    expect(outcome.texts).toEqual([
      `Coverage: no reports were written, since another run (process ${process.pid}) writes its own into coverage/drystep. Hint: give each run a folder of its own, or names with the option shard, and merge them.`,
    ]);
    first(ship);

    expect(report()).toEqual([{ name: 'Orders', executions: 1, hits: { 'states /States/Ship': 1 } }]);
    expect(readdirSync(join(root, 'coverage/drystep')).sort()).toEqual(['Orders.asl.json', 'coverage.json', 'lcov.info']);
  });

  test('count each shard by itself', () => {
    const one = begun({}, { index: 1, count: 2 });
    const two = begun({}, { index: 2, count: 2 });
    two(done);
    one(ship);

    expect(merged().failure).toBeUndefined();
    expect(report()[0]?.hits).toEqual({ 'states /States/Ship': 1, 'states /States/Done': 2 });
  });

  test('are not two where the other was killed', () => {
    const gone = join(root, 'coverage/drystep/.parts', `${processSpace()}-999999999-gone`);
    mkdirSync(gone, { recursive: true });
    writeFileSync(join(gone, 'part.json'), JSON.stringify([done]));

    expect(begun()(ship).texts).toEqual([]);

    expect(report()[0]?.executions).toBe(1);
    expect(existsSync(join(root, 'coverage/drystep/.parts'))).toBe(false);
  });
});

test('fails in one sentence when the folder of the reporter is a file', () => {
  write('taken', '{}');

  expect(() => begun({ folder: 'taken' })).toThrow(
    /^The reporter cannot write in its folder .*taken: .* Hint: name a folder that can be written/,
  );
  expect(() => begun({ report: 'taken' })).toThrow(/^The reporter cannot write in its folder .*taken: /);
});

test('fails when the reporter is listed twice, as one entry hears of nothing', () => {
  const first = begun({ folder: 'first' });
  const second = begun({ folder: 'second' });

  expect(first().failure).toContain('The coverage reporter is listed twice');
  expect(second(ship).failure).toBeUndefined();
});
