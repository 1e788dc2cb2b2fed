import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderDocs } from './conformance/render-docs';
import { runRecordings } from './conformance/run-recordings';
import type { CaseResult, Summary } from './conformance/scores';
import { fraction, lastLine, regressions, scoresByArea, summaryOf } from './conformance/scores';

const USAGE = 'npm run conformance -- --cases DIR [--json FILE] [--verbose] [--filter SUBSTRING] [--update-baseline] [--docs]';
const BASELINE = join(__dirname, 'conformance', 'baseline.json');
const GAPS = join(__dirname, 'conformance', 'known-gaps.json');
const UNPROVED = join(__dirname, 'conformance', 'unproved.json');
const DOCS = join(__dirname, '..', 'docs', 'conformance.md');

/** Runs the recordings of the real service and prints a line per area; the last line is for tools. */
async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      cases: { type: 'string' },
      json: { type: 'string' },
      filter: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      'update-baseline': { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  if (options.cases === undefined) throw new Error(`--cases is missing. Usage: ${USAGE}`);
  if (options.filter !== undefined && (options['update-baseline'] || options.docs)) {
    throw new Error('--filter leaves cases out: neither the baseline nor the page can be made from the rest.');
  }
  const results = await runRecordings(options.cases, options.filter);
  const summary = summaryOf(results);
  if (options.verbose) printDifferences(results);
  printAreas(results);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ summary, cases: results }, null, 1)}\n`);
  if (options.docs) writeFileSync(DOCS, renderDocs(results, readJson(GAPS), options.cases, readJson(UNPROVED)));
  if (options['update-baseline']) writeFileSync(BASELINE, `${JSON.stringify(summary, null, 2)}\n`);
  for (const line of regressions(summary, readJson<Summary>(BASELINE))) {
    console.log(`lower than committed: ${line}`);
    process.exitCode = 1;
  }
  console.log(lastLine(summary));
}

function printDifferences(results: readonly CaseResult[]): void {
  for (const { group, id, difference } of results) {
    if (difference !== undefined) console.log(`${group} ${id}\n    ${difference.slice(0, 1000)}`);
  }
}

function printAreas(results: readonly CaseResult[]): void {
  for (const [area, scores] of scoresByArea(results)) {
    const columns = (['L1', 'L2', 'L3'] as const).map((level) =>
      `${level} ${scores[level].total === 0 ? '-' : fraction(scores[level])}`.padEnd(12),
    );
    console.log(`${area.padEnd(34)} ${columns.join(' ')}`.trimEnd());
  }
}

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, 'utf8')) as Value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
