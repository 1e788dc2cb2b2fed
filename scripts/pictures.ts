/** Draws the pictures of docs/pictures from the examples, and the flow chart in docs/pictures.md. `--check` fails when one differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures, withFlowChart } from './pictures/pictures';

const docs = join(__dirname, '..', 'docs');
const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

void run();

async function run(): Promise<void> {
  const page = join(docs, 'pictures.md');
  const drawn = [...(await pictures())].map(([name, text]) => [join(docs, 'pictures', name), text] as const);
  for (const [file, text] of [...drawn, [page, withFlowChart(read(page))] as const]) {
    if (read(file) === text) continue;
    if (!process.argv.includes('--check')) {
      writeFileSync(file, text);
      continue;
    }
    console.error(`${file} differs from what the examples draw: run "npm run docs:pictures"`);
    process.exitCode = 1;
  }
}
