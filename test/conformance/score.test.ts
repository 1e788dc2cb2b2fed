import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fraction, regressions, type Summary } from '../../scripts/conformance/scores';

const root = join(__dirname, '../..');
const committed: Summary = JSON.parse(readFileSync(join(root, 'scripts/conformance/baseline.json'), 'utf8'));
const page = readFileSync(join(root, 'docs/conformance.md'), 'utf8');
const names = Object.keys(committed) as (keyof Summary)[];

test.each(names)('the score %s may not fall', (name) => {
  const { passed, total } = committed[name];
  const fallen = { ...committed, [name]: { passed: passed - 1, total } };

  expect(regressions(committed, committed)).toEqual([]);
  expect(regressions(fallen, committed)).toEqual([`${name}: ${passed - 1}/${total}, committed ${passed}/${total}`]);
});

test('a score may rise', () => {
  const lower = { ...committed, validation: { ...committed.validation, passed: 0 } };

  expect(regressions(committed, lower)).toEqual([]);
});

test('other cases than the committed ones are not compared with them', () => {
  const others = { ...committed, testState: { passed: 0, total: 1 } };

  expect(regressions(others, committed)).toEqual([]);
});

test('the page shows the committed scores', () => {
  const { executionsL1, executionsL2, executionsL3, mockedL2, testState, validation, api } = committed;
  const [row] = /^\| Drystep \|.*$/m.exec(page) ?? [''];

  expect([...row.matchAll(/\((\d+\/\d+)\)/g)].map(([, score]) => score)).toEqual([executionsL1, executionsL2, executionsL3].map(fraction));
  expect(page).toContain(`mock file agree in ${fraction(mockedL2)} cases, TestState answers in ${fraction(testState)}, answers about`);
  expect(page).toContain(`answers about definitions in ${fraction(validation)}, `);
  expect(page).toContain(`played against the local endpoint, in ${fraction(api)}.`);
});

test('the page says what each area rests on, with counts', () => {
  expect(page).toMatch(/^\| Paths and filters of JSONPath \| Jayway JsonPath [\d.]+ itself.*\| \d{4} answers \|$/m);
  expect(page).toMatch(/^\| JSONata \| the suite of JSONata [\d.]+ .*\| \d{4} cases \|$/m);
  expect(page).toContain(`| ${committed.executionsL1.total} executions, `);
});

test('every file that says of something that it is not recorded is in the list of what is not proved', () => {
  const unproved = JSON.parse(readFileSync(join(root, 'scripts/conformance/unproved.json'), 'utf8')) as { file?: string; what: string }[];
  const saying = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && /\bnot recorded\b/i.test(readFileSync(join(root, 'src', file), 'utf8')))
    .map((file) => `src/${file}`);

  expect(saying.sort()).toEqual(unproved.flatMap(({ file }) => file ?? []).sort());
  for (const { what } of unproved) expect(page).toContain(what.slice(1));
});

test('the check of every change runs the recordings and fails when a score falls', () => {
  const checks = readFileSync(join(root, '.ci/run'), 'utf8');
  const script = readFileSync(join(root, 'scripts/conformance.ts'), 'utf8');

  expect(checks).toMatch(/step 'conformance' npm run --silent conformance -- --cases/);
  expect(script).toMatch(/of regressions\([\s\S]*?process\.exitCode = 1;/);
});
