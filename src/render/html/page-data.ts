import type { Graph } from '../graph/graph';
import type { EdgeMark, NodeMark } from '../marks/marks';
import type { CoveredPoint } from '../marks/overlay';
import type { ReportOrigin, ReportRun } from '../report/report-data';

/** What a page is handed: everything that it shows. */
export interface PageData {
  /** A definition to be looked at, or a report of executions. */
  readonly kind: 'definition' | 'report';
  readonly title: string;
  readonly createdAt: string | undefined;
  readonly machines: readonly PageMachine[];
  readonly runs: readonly ReportRun[];
}

/** A state machine as a page shows it. */
export interface PageMachine {
  readonly name: string;
  readonly type: string | undefined;
  readonly graph: Graph;
  /** What was drawn over a definition that is shown alone. */
  readonly marks: PageMarks | undefined;
  /** JSON text. */
  readonly definition: string;
  readonly origin: ReportOrigin | undefined;
  readonly stateOrigins: Readonly<Record<string, ReportOrigin>>;
  readonly coverage: readonly CoveredPoint[] | undefined;
}

/** Marks as JSON holds them. */
export interface PageMarks {
  readonly nodes: readonly (readonly [string, NodeMark])[];
  readonly edges: readonly (readonly [string, EdgeMark])[];
  readonly summary: string | undefined;
}
