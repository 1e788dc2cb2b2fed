/** What the layout asks of dagre, whose own types are written for ES modules. */
export interface Dagre {
  readonly graphlib: { readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph };
  layout(graph: DagreGraph): void;
}

export interface DagreGraph {
  setGraph(options: Readonly<Record<string, unknown>>): void;
  setNode(name: string, size: { readonly width: number; readonly height: number }): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  node(name: string): { readonly x: number; readonly y: number };
  edge(
    from: string,
    to: string,
    name: string,
  ): { readonly points: readonly { readonly x: number; readonly y: number }[]; readonly x?: number; readonly y?: number };
}

let loaded: Dagre | undefined;

/** The layout library, loaded with the first picture. */
export function dagre(): Dagre {
  loaded ??= require('@dagrejs/dagre') as Dagre;
  return loaded;
}
