export type { Fold } from './fold';
export type { Graph, GraphEdge, GraphEdgeKind, GraphGroup, GraphNode } from './graph/graph';
export { toGraph } from './graph/to-graph';
export type { CoverageOverlay, CoveredPoint, DiffOverlay, ExecutionOverlay, Overlay, StateChange, StateRun } from './marks/overlay';
export { type MermaidOptions, toMermaid } from './mermaid/to-mermaid';
export type { Theme } from './svg/style';
export { type SvgOptions, toSvg } from './svg/to-svg';
