import type { QueryLanguage, StateType } from '../../asl';

/** A state machine as a graph: plain data, for anything that draws, walks or counts. */
export interface Graph {
  readonly comment: string | undefined;
  readonly queryLanguage: QueryLanguage;
  /** The states of the machine itself; those inside of Map and Parallel states are groups of their nodes. */
  readonly group: GraphGroup;
}

/** One `States` map: the machine's, a branch's or an item processor's. No edge leaves it. */
export interface GraphGroup {
  /** JSON pointer (RFC 6901) of what holds `StartAt` and `States`; empty for the machine. */
  readonly pointer: string;
  /** `Branch 1`, `Each item`; empty for the machine. */
  readonly label: string;
  /** Name of the node where it begins. */
  readonly startAt: string;
  /** In the order of the definition. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** One state. Its name is unique in the machine. */
export interface GraphNode {
  readonly name: string;
  readonly kind: StateType;
  /** JSON pointer of the state. */
  readonly pointer: string;
  readonly queryLanguage: QueryLanguage;
  readonly comment: string | undefined;
  /** What it does, in a few words: `lambda:invoke charge-card`, `30 s`, `up to 5 items at a time`. */
  readonly detail: string | undefined;
  /** Whether the execution, branch or iteration may end here. */
  readonly ends: boolean;
  /** Branches of a Parallel, the one item processor of a Map, empty otherwise. */
  readonly groups: readonly GraphGroup[];
  /** How many states are inside, where they are folded away; undefined where none are. */
  readonly folded: number | undefined;
}

/** What makes an execution take an edge. */
export type GraphEdgeKind = 'next' | 'rule' | 'default' | 'catch' | 'retry';

/** One way from a state to a state beside it; a retry leads from a state to itself. */
export interface GraphEdge {
  /** JSON pointer of the field that says so: `/States/Ship/Next`, `/States/Ship/Catch/0/Next`; of the retrier for a retry. */
  readonly pointer: string;
  readonly kind: GraphEdgeKind;
  readonly from: string;
  readonly to: string;
  /** For a person: the condition, the error names, `otherwise`; empty for `Next`. */
  readonly label: string;
  /** Of a rule, in words that are the same in both query languages: `total > 1000`. */
  readonly condition: string | undefined;
  /** Error names of a catcher or retrier. */
  readonly errors: readonly string[];
  /** Of a retrier: how often it retries at most. */
  readonly attempts: number | undefined;
  readonly comment: string | undefined;
}

/** The way into a group, by the pointer of the field that says so. */
export function startOf({ pointer }: GraphGroup): string {
  return `${pointer}/StartAt`;
}

/** The way out of a group by a state that ends it. */
export function endOf({ pointer }: GraphNode): string {
  return `${pointer}/End`;
}
