import type { JsonObject, JsonValue } from '../../asl';
import type { BranchStep } from '../tasks/task-call';
import type { Fork } from './fork';
import type { Outcome, PreparedGroup, PreparedState } from './prepared';
import type { Run } from './run';
import { VariableScope } from './variable-scope';
import { Visit } from './visit';

/** The item a Map iteration works on. */
export interface MapItem {
  readonly index: number;
  readonly value: JsonValue;
  /** Set when the items were the fields of an object. */
  readonly key?: string;
  /** `Map.Item.Source`: set when the Map is distributed. */
  readonly source?: string;
}

/** One line of control through a `States` map: the machine's, a Parallel branch's or a Map iteration's. */
export class Branch {
  /** The state it stands in, and how far it has got there. */
  readonly visit: Visit;
  /** What to do when it is woken. */
  resume: (() => Outcome) | undefined = undefined;
  ended = false;
  /** How often it has started each of its Map and Parallel states. */
  forkCounts: Map<PreparedState, number> | undefined = undefined;
  private scope: VariableScope | undefined;

  constructor(
    readonly run: Run,
    readonly group: PreparedGroup,
    input: JsonValue,
    previousEvent: number,
    /** The Parallel or Map run it belongs to; undefined for the first branch of an execution. */
    readonly parent: Fork | undefined,
    /** Number among its siblings. */
    readonly index: number,
    readonly item: MapItem | undefined,
  ) {
    this.scope = parent === undefined || parent.isolated ? undefined : parent.visit.branch.scope;
    this.visit = new Visit(this, group.states[group.start]!, input, previousEvent);
  }

  /** The value of a variable that it can read. */
  variable(name: string): JsonValue | undefined {
    return this.scope === undefined ? undefined : this.scope.lookup(name);
  }

  /** Stores variables in the branch's own scope. */
  assign(values: JsonObject): void {
    if (this.scope?.owner !== this) this.scope = new VariableScope(this, this.scope);
    this.scope.assign(values);
  }

  /** The variables of its own scope. */
  ownVariables(): JsonObject {
    return this.scope?.owner === this ? this.scope.own() : {};
  }

  /** Every variable the branch can read. */
  variables(): JsonObject {
    return this.scope?.visible() ?? {};
  }

  /** Enclosing iterations and branches, outermost first. */
  path(): readonly BranchStep[] {
    if (this.parent === undefined) return [];
    return [...this.parent.visit.branch.path(), this.parent.step(this)];
  }
}
