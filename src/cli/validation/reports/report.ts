import type { CommandFinding } from '../findings';
import type { InputMachine } from '../machines';
import type { Format } from '../options';
import { githubReport } from './github';
import { jsonReport } from './json';
import { sarifReport } from './sarif';
import { textReport } from './text';

/** All that a report tells. */
export interface ReportContents {
  readonly machines: readonly InputMachine[];
  /** Known ones included. */
  readonly findings: readonly CommandFinding[];
  /** Undefined without a baseline. */
  readonly baseline: { readonly file: string; readonly gone: number } | undefined;
  readonly version: string;
}

/** The whole text of a report, in each format. */
export const REPORTS: Readonly<Record<Format, (contents: ReportContents) => string>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};
