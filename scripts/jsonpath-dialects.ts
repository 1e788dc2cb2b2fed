/** Writes docs/jsonpath-dialects.md. `--check` fails when it differs, `--questions` prints what test/oracles asks Jayway 2.9. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { document, questions } from './jsonpath-dialects/paths';
import { renderPage } from './jsonpath-dialects/render-page';

const page = join(__dirname, '..', 'docs', 'jsonpath-dialects.md');

if (process.argv.includes('--questions')) {
  process.stdout.write(JSON.stringify([{ name: 'dialects', document, queries: questions() }]));
} else if (!process.argv.includes('--check')) {
  writeFileSync(page, renderPage());
} else if (readFileSync(page, 'utf8') !== renderPage()) {
  console.error('docs/jsonpath-dialects.md differs from what the dialects answer: run "npm run jsonpath-dialects"');
  process.exitCode = 1;
}
