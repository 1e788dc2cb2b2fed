export { type Fold, foldableNames } from './fold';
export type { Graph, GraphEdge, GraphEdgeKind, GraphGroup, GraphNode } from './graph/graph';
export { toGraph } from './graph/to-graph';
export { type HtmlOptions, toHtml } from './html/to-html';
export type { CoverageOverlay, CoveredPoint, DiffOverlay, ExecutionOverlay, Overlay, StateChange, StateRun } from './marks/overlay';
export { type MermaidOptions, toMermaid } from './mermaid/to-mermaid';
export type {
  ReportAttempt,
  ReportData,
  ReportEvent,
  ReportMachine,
  ReportOrigin,
  ReportRun,
  ReportStep,
  ReportTest,
} from './report/report-data';
export { REPORT_FORMAT, REPORT_VERSION } from './report/report-data';
export { toReport } from './report/to-report';
export type { Theme } from './svg/style';
export { type SvgOptions, toSvg } from './svg/to-svg';
