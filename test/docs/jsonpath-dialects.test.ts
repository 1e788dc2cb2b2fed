import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { questions } from '../../scripts/jsonpath-dialects/paths';
import { renderPage } from '../../scripts/jsonpath-dialects/render-page';

test('docs/jsonpath-dialects.md says what the dialects answer: run "npm run jsonpath-dialects" when it does not', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'jsonpath-dialects.md'), 'utf8')).toBe(renderPage());
});

test('docs/jsonpath-dialects.md sets at least a hundred paths side by side', () => {
  expect(questions().length).toBeGreaterThanOrEqual(100);
});
