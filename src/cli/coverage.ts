import { resolve } from 'node:path';
import { errorText, printableLines } from '../asl';
import { REPORT_FORMAT, REPORT_VERSION, toReport } from '../render';
import { type MergedCoverage, mergeCoverage } from '../testing';
import { CommandError } from './command-error';
import { coverageFiles } from './coverage/coverage-files';
import { COVERAGE_USAGE, type CoverageFormat, type CoverageLine, readCoverageLine } from './coverage/options';
import { jsonText } from './json-text';
import type { Command } from './terminal';
import { told } from './told';
import { writeText } from './validation/write-text';

/** `drystep coverage`: 0 when enough was reached, 1 below a threshold, 2 when called wrongly. */
export const coverageCommand: Command = (given, { cwd, write, writeError }) => {
  const line = readCoverageLine(given);
  if (line.help) {
    write(COVERAGE_USAGE);
    return 0;
  }
  const { addedRetriers, thresholds, run, format, output } = line;
  const files = coverageFiles(line.inputs, cwd);
  const merged = told(() => mergeCoverage(files, { addedRetriers, thresholds, ...(run === undefined ? {} : { run }) }));
  if (format === 'lcov') writeFolder(merged, line, cwd);
  else if (output === undefined) write(REPORTS[format](merged));
  else writeText('--output', resolve(cwd, output), REPORTS[format](merged), files);
  for (const sentence of [...merged.idle, ...merged.missed, ...(merged.part === undefined ? [] : [merged.part])])
    writeError(`drystep coverage: ${printableLines(sentence)}\n`);
  return merged.missed.length > 0 ? 1 : 0;
};

const REPORTS: Readonly<Record<Exclude<CoverageFormat, 'lcov'>, (merged: MergedCoverage) => string>> = {
  text: (merged) => `${String(merged)}\n`,
  json: (merged) => jsonText(merged),
  html: ({ machines }) =>
    toReport({
      format: REPORT_FORMAT,
      version: REPORT_VERSION,
      title: 'Coverage of state machines',
      machines: machines.map(({ name, definition, points }) => ({ name, definition, coverage: points })),
      runs: [],
    }),
};

function writeFolder(merged: MergedCoverage, { output }: CoverageLine, cwd: string): void {
  try {
    merged.write(resolve(cwd, output!));
  } catch (error) {
    throw new CommandError(`--output names ${output}, and the folder cannot be written: ${errorText(error)}.`, 'name a folder.');
  }
}
