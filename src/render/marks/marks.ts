/** How something stands out: each tone has a colour, a sign and a word, so that colour never tells alone. */
export type Tone =
  | 'succeeded'
  | 'failed'
  | 'caught'
  | 'waiting'
  | 'aborted'
  | 'unvisited'
  | 'covered'
  | 'missed'
  | 'added'
  | 'removed'
  | 'changed';

/** What an overlay says of one node. */
export interface NodeMark {
  readonly tone: Tone;
  /** Lines of the node itself: `↻ 2 retries after 1 s, 2 s`. */
  readonly notes: readonly string[];
  /** What shows when the mouse rests on it. */
  readonly hover: readonly string[];
}

/** What an overlay says of one edge. */
export interface EdgeMark {
  readonly tone: Tone;
  /** Stands behind its label: `2 times`. */
  readonly note: string | undefined;
}

/** What an overlay says of a graph. */
export interface Marks {
  /** By name of the state. */
  readonly nodes: ReadonlyMap<string, NodeMark>;
  /** By pointer of the edge. */
  readonly edges: ReadonlyMap<string, EdgeMark>;
  /** One sentence on the whole. */
  readonly summary: string | undefined;
}

/** Of a definition that nothing is drawn over. */
export const NO_MARKS: Marks = { nodes: new Map(), edges: new Map(), summary: undefined };

/** The sign and the word of each tone. */
export const TONES: Readonly<Record<Tone, { readonly sign: string; readonly word: string }>> = {
  succeeded: { sign: '✓', word: 'succeeded' },
  failed: { sign: '✗', word: 'failed' },
  caught: { sign: '⚠', word: 'failed and was caught' },
  waiting: { sign: '…', word: 'waiting' },
  aborted: { sign: '■', word: 'aborted' },
  unvisited: { sign: '', word: 'not visited' },
  covered: { sign: '✓', word: 'covered' },
  missed: { sign: '✗', word: 'not covered' },
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'removed' },
  changed: { sign: '~', word: 'changed' },
};
