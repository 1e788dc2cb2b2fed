import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeCoverage } from '../../src/testing';
import { command, folderWith } from './command';

const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 1, Next: 'Done' }, Done: { Type: 'Succeed' } } };
const other = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
const shipped = { name: 'Orders', definition, hits: { 'states /States/Ship': 1 }, executions: 1 };
const ended = { name: 'Orders', definition, hits: { 'states /States/Done': 2, 'transitions /States/Ship/Next': 2 }, executions: 2 };
const shard = (index: number, machine: object, rest: object = {}): object => ({
  format: 'drystep coverage of a shard',
  version: 1,
  index,
  count: 2,
  endedAt: `2026-01-01T0${index}:00:00.000Z`,
  machines: [machine],
  ...rest,
});
const shards = { '1-of-2.json': shard(1, shipped), '2-of-2.json': shard(2, ended) };
const below = (folder: string, files: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));

/** What a reporter writes into `coverage.json` for a run of these. */
function reported(...machines: readonly object[]): object {
  const run = { ...shard(1, {}), count: 1, machines };
  return JSON.parse(JSON.stringify(mergeCoverage([join(folderWith({ '1-of-1.json': run }), '1-of-1.json')], {}))) as object;
}

describe('drystep coverage', () => {
  const folder = folderWith({
    ...below('coverage/drystep/shards', shards),
    ...below('jobs/one', { '1-of-2.json': shard(1, shipped) }),
    ...below('jobs/two', { '2-of-2.json': shard(2, ended) }),
    'unit/coverage.json': reported(shipped, { ...shipped, definition: other, hits: {} }),
    'unit/Orders.asl.json': definition,
    'integration/coverage.json': reported(ended),
  });
  const whole = expect.stringMatching(/^Machine +\| +states \| transitions\n-+\|-+\|-+\nOrders +\| 100\.0 % +\| +100\.0 %\n$/);

  test('adds up the shards of a run, from their folder or from a folder for each job', async () => {
    expect(await command(['coverage'], folder)).toEqual({ code: 0, errors: '', output: whole });
    expect(await command(['coverage', 'jobs'], folder)).toEqual({ code: 0, errors: '', output: whole });
    expect((await command(['coverage', 'coverage/drystep/shards/*.json'], folder)).output).toEqual(whole);
  });

  test('says that a run or a shard ran only a part of its tests, and judges no threshold where changed files decided what', async () => {
    const part = { asked: '--onlyChanged', byChange: true };
    const asked = { asked: '-t "ships"', byChange: false };
    const place = folderWith({
      'unit/coverage.json': { ...reported(shipped), part },
      ...below('shards', { ...shards, '2-of-2.json': shard(2, ended, { part: asked }) }),
      'broken/coverage.json': { ...reported(shipped), part: '-t' },
    });
    const gate = ['--threshold', 'transitions=100'];

    expect(await command(['coverage', 'unit', ...gate], place)).toMatchObject({
      code: 0,
      errors:
        'drystep coverage: Coverage of a part of the tests (--onlyChanged): no threshold was judged. A run of all tests judges them.\n',
    });
    expect(await command(['coverage', 'shards', ...gate], place)).toMatchObject({
      code: 0,
      errors:
        'drystep coverage: Coverage of a part of the tests (-t "ships"): the thresholds judged nothing of the others. A run of all tests judges the whole.\n',
    });
    expect(JSON.parse((await command(['coverage', 'shards', '--json'], place)).output)).toMatchObject({ part: asked });
    expect(await command(['coverage', 'broken'], place)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('expected a part with asked and byChange'),
    });
  });

  test('fails below a threshold where no test executed a machine, as the reporter does: none was reached', async () => {
    const empty = folderWith({
      ...below('shards', { '1-of-2.json': { ...shard(1, {}), machines: [] }, '2-of-2.json': { ...shard(2, {}), machines: [] } }),
      'unit/coverage.json': { total: {}, machines: [] },
      'changed/coverage.json': { total: {}, machines: [], part: { asked: '--onlyChanged', byChange: true } },
    });
    const gate = ['--threshold', 'transitions=90'];
    const told =
      'drystep coverage: Coverage of state machines: no test executed a machine of testMachine(), so that no threshold is reached.\n';

    for (const place of ['shards', 'unit'])
      expect(await command(['coverage', place, ...gate], empty)).toEqual({
        code: 1,
        output: 'No test executed a state machine.\n',
        errors: told,
      });
    expect(await command(['coverage', 'shards'], empty)).toMatchObject({ code: 0 });
    expect(await command(['coverage', 'changed', ...gate], empty)).toMatchObject({ code: 0 });
  });

  test('adds up whole runs, definition by definition', async () => {
    const { output } = await command(['coverage', 'unit', 'integration', '--json'], folder);
    const { machines } = JSON.parse(output) as {
      machines: { name: string; executions: number; points: { id: string; hits: number }[] }[];
    };
    const hits = machines.map(({ name, executions, points }) => [
      name,
      executions,
      Object.fromEntries(points.filter((point) => point.hits > 0).map((point) => [point.id, point.hits])),
    ]);

    expect(hits).toEqual([
      ['Orders', 1, {}],
      ['Orders (2)', 3, { 'states /States/Ship': 1, 'states /States/Done': 2, 'transitions /States/Ship/Next': 2 }],
    ]);
  });

  test('json is what coverage.json holds, so it can be merged again', async () => {
    await command(['coverage', '--json', '--output', 'again.json'], folder);

    expect(await command(['coverage', 'again.json'], folder)).toEqual({ code: 0, errors: '', output: whole });
  });

  test('lcov is written beside the definitions, and html is a page', async () => {
    const lcov = await command(['coverage', '--format', 'lcov', '--output', 'reports/lcov'], folder);
    const html = await command(['coverage', '--format', 'html', '--output', 'coverage.html'], folder);

    expect([lcov.code, html.code]).toEqual([0, 0]);
    expect(readdirSync(join(folder, 'reports/lcov')).sort()).toEqual(['Orders.asl.json', 'coverage.json', 'lcov.info']);
    expect(readFileSync(join(folder, 'reports/lcov/lcov.info'), 'utf8')).toMatch(/FNF:2\nFNH:2\n/);
    expect(readFileSync(join(folder, 'coverage.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('names a threshold that judged nothing', async () => {
    const { code, errors } = await command(['coverage', 'unit/coverage.json', '--threshold', 'items=80'], folder);

    expect([code, errors]).toEqual([
      0,
      'drystep coverage: Coverage of items in global: the threshold of 80 % judged nothing, since there are none (0 of 0).\n',
    ]);
  });

  test('ends with 1 below a threshold, of all, of a machine or of a state', async () => {
    const judged = (...given: readonly string[]) =>
      command(['coverage', 'unit/coverage.json', ...given.flatMap((each) => ['--threshold', each])], folder);

    expect((await judged('states=30', 'Orders (2)/Ship:states=100')).code).toBe(0);
    expect(await judged('states=90', 'Orders:states=1', 'Orders (2)/Done:states=100')).toMatchObject({
      code: 1,
      errors: [
        'drystep coverage: Coverage of states in global: expected at least 90 %, received 33.33 % (1 of 3).',
        "drystep coverage: Coverage of states in Orders: expected at least 1 %, received 0 % (0 of 1). Hint: several definitions have this name, and a threshold is judged on each of them. Give each its own: testMachine(definition, 'Name').",
        'drystep coverage: Coverage of states in Orders (2)/Done: expected at least 100 %, received 0 % (0 of 1).',
        '',
      ].join('\n'),
    });
  });
});

describe('drystep coverage: wrong input', () => {
  const report = reported(shipped) as { total: object; machines: object[] };
  const folder = folderWith({
    ...below('both', { ...below('shards', shards), 'coverage.json': report }),
    ...below('half', { '1-of-2.json': shard(1, shipped) }),
    ...below('mixed', { '1-of-2.json': shard(1, shipped, { run: 'a' }), '2-of-2.json': shard(2, ended, { run: 'b' }) }),
    'empty/readme.txt': '',
    'broken.json': '{ "total": ',
    'orders.json': definition,
    'changed.json': { ...report, machines: [{ ...report.machines[0], points: [{ id: 'states /States/Gone', hits: 1 }] }] },
    'cut.json': { ...report, machines: [{ name: 'Orders' }] },
    'good.json': report,
  });

  test.each([
    ['nothing where the reporters write', [], /found no file or folder coverage\/drystep/],
    ['a folder without coverage', ['empty'], /the folder empty holds no coverage\.json and no shards/],
    ['a folder that may mean two things', ['both'], /both holds coverage\.json and shards.*both\/coverage\.json or both\/shards/],
    ['a shard alone', ['half'], /shard 2 of 2 is missing/],
    ['shards of two runs', ['mixed'], /run "a", and .*run "b"/],
    ['what is not JSON', ['broken.json'], /broken\.json is not JSON/],
    ['a definition', ['orders.json'], /orders\.json is not a file that a shard wrote/],
    ['a report that was changed', ['changed.json'], /counts "states \/States\/Gone", which its definition does not have/],
    ['a report that was cut', ['cut.json'], /machines\[0\]: expected executions, received nothing/],
    ['a pattern that fits nothing', ['gone/*.json'], /no file fits/],
    ['a threshold that is not a number', ['good.json', '--threshold', 'states'], /--threshold expected KIND=PERCENT/],
    ['a threshold beyond all', ['good.json', '--threshold', 'states=101'], /--threshold expected KIND=PERCENT, up to 100/],
    [
      'a misspelt kind',
      ['good.json', '--threshold', 'state=90'],
      /coverage: Coverage thresholds of global: .*"state".*did you mean "states"/,
    ],
    ['a misspelt machine', ['good.json', '--threshold', 'Order:states=90'], /did you mean "Orders"/],
    ['lcov without a folder', ['good.json', '--format', 'lcov'], /add --output FOLDER/],
  ])('fails for %s', async (_, given, said) => {
    const { code, output, errors } = await command(['coverage', ...given], folder);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(said);
    expect(existsSync(join(folder, 'coverage'))).toBe(false);
  });
});
