import { readFileSync } from 'node:fs';
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
  const { executionsL1, executionsL2, executionsL3, mockedL2, testState, validation } = committed;
  const [row] = /^\| Drystep \|.*$/m.exec(page) ?? [''];

  expect([...row.matchAll(/\((\d+\/\d+)\)/g)].map(([, score]) => score)).toEqual([executionsL1, executionsL2, executionsL3].map(fraction));
  expect(page).toContain(`mock file agree in ${fraction(mockedL2)} cases, TestState answers in ${fraction(testState)}, and`);
  expect(page).toContain(`answers about definitions in ${fraction(validation)}.`);
});

test('the check of every change runs the recordings and fails when a score falls', () => {
  const checks = readFileSync(join(root, '.ci/run'), 'utf8');
  const script = readFileSync(join(root, 'scripts/conformance.ts'), 'utf8');

  expect(checks).toMatch(/step 'conformance' npm run --silent conformance -- --cases/);
  expect(script).toMatch(/of regressions\([\s\S]*?process\.exitCode = 1;/);
});
