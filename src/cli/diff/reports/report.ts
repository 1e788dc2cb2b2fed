import type { ComparedMachine } from '../compared-machine';
import type { DiffFormat } from '../options';
import type { RecordedRuns } from '../recorded-runs';
import { htmlReport } from './html';
import { jsonReport } from './json';
import { markdownReport } from './markdown';
import { textReport } from './text';

/** All that a report of a comparison tells. */
export interface DiffContents {
  /** What the sides are called: files, folders or revisions. */
  readonly before: string;
  readonly after: string;
  readonly machines: readonly ComparedMachine[];
  /** Undefined without `--histories`. */
  readonly recorded: RecordedRuns | undefined;
}

/** The whole text of a report, in each format. */
export const DIFF_REPORTS: Readonly<Record<DiffFormat, (contents: DiffContents) => string>> = {
  text: textReport,
  markdown: markdownReport,
  html: htmlReport,
  json: jsonReport,
};
