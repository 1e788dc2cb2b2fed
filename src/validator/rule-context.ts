import { type AnyStateNode, fieldsAsJson, type JsonObject, type JsonValue, type Problem, type StateGroup, type StateMachine } from '../asl';
import { machineFlow } from './data-flow/group-flow';
import type { Shape } from './data-flow/shape';
import type { StateFlow } from './data-flow/state-flow';
import { type ExpressionSite, expressionSites } from './expressions/expression-sites';
import type { RolePolicies } from './permissions/iam';

/** STANDARD or EXPRESS. */
export type WorkflowType = 'STANDARD' | 'EXPRESS';

/** A state with the group it stands in and the states around it, outermost first. */
export interface StatePlace {
  readonly node: AnyStateNode;
  readonly state: JsonObject;
  readonly group: StateGroup;
  readonly around: readonly AnyStateNode[];
  /** The group around its group. */
  readonly outer: StateGroup | undefined;
}

/** What every rule may read; parts that cost a pass are made on first use. */
export interface RuleContext {
  readonly machine: StateMachine;
  readonly source: JsonValue;
  readonly problems: readonly Problem[];
  readonly type: WorkflowType;
  /** What the policies of its role say, where that is known. */
  readonly role: RolePolicies | undefined;
  /** True when only what AWS itself says is asked for. */
  readonly awsOnly: boolean;
  readonly states: readonly StatePlace[];
  readonly groups: readonly { readonly group: StateGroup; readonly owner?: AnyStateNode }[];
  /** Every place that holds an expression. */
  sites(): readonly ExpressionSite[];
  /** What is known of the data at every state that can be reached; nothing for a machine with structural problems. */
  flows(): ReadonlyMap<AnyStateNode, StateFlow>;
  /** True when the structure has a problem at this very place. */
  isBroken(pointer: string): boolean;
  /** True when it has one there or below. */
  isBrokenWithin(pointer: string): boolean;
}

/** The context of one validation. */
export function ruleContext(
  machine: StateMachine,
  problems: readonly Problem[],
  options: {
    readonly type: WorkflowType;
    readonly awsOnly: boolean;
    readonly input?: Shape | undefined;
    readonly role?: RolePolicies | undefined;
  },
): RuleContext {
  const states: StatePlace[] = [];
  const groups: { group: StateGroup; owner?: AnyStateNode }[] = [];
  collectPlaces(machine, undefined, undefined, [], states, groups);
  const broken = new Set(problems.map((problem) => problem.pointer));
  let sites: readonly ExpressionSite[] | undefined;
  let around: ReadonlySet<string> | undefined;
  let flows: ReadonlyMap<AnyStateNode, StateFlow> | undefined;
  return {
    machine,
    source: machine.source,
    problems,
    type: options.type,
    role: options.role,
    awsOnly: options.awsOnly,
    states,
    groups,
    sites: () => (sites ??= states.flatMap(({ node, state }) => expressionSites(node, state))),
    // Shapes of a machine with structural problems would be guesses.
    flows: () => (flows ??= problems.length > 0 ? new Map() : machineFlow(machine, options.input)),
    isBroken: (pointer) => broken.has(pointer),
    isBrokenWithin: (pointer) => {
      around ??= withParents(broken);
      return around.has(pointer);
    },
  };
}

function withParents(pointers: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const pointer of pointers)
    for (let at = pointer; !all.has(at); at = at.slice(0, at.lastIndexOf('/'))) {
      all.add(at);
      if (at === '') break;
    }
  return all;
}

function collectPlaces(
  group: StateGroup,
  outer: StateGroup | undefined,
  owner: AnyStateNode | undefined,
  around: readonly AnyStateNode[],
  states: StatePlace[],
  groups: { group: StateGroup; owner?: AnyStateNode }[],
): void {
  groups.push(owner ? { group, owner } : { group });
  for (const node of group.states.values()) {
    // The tree keeps the object as written; its fields may have any type here.
    states.push({ node, state: fieldsAsJson(node.fields), group, around, outer });
    for (const inner of node.groups) collectPlaces(inner, group, node, [...around, node], states, groups);
  }
}
