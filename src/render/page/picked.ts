import type { ReportRun, ReportStep } from '../report/report-data';

/** What all parts of the page show: a step, or a state that no step visited. */
export interface Picked {
  /** The run shown, or one that it started. */
  readonly run: ReportRun;
  readonly step: ReportStep | undefined;
  readonly state: string | undefined;
}

/** Tells the page what was picked. */
export type OnPick = (run: ReportRun, step: ReportStep | undefined, state?: string) => void;
