import { type AnyStateFields, fieldsAsJson, transitionTargets } from '../../asl';
import type { CountedGroup, CountedState } from './counted-state';
import type { Counts } from './counts';
import { AGAIN, CALLS, EXITS, VISITS } from './slots';

/** A way out of a state, and how often it was taken. */
export interface CountedTransition {
  /** JSON pointer of the field that names the next state. */
  readonly pointer: string;
  readonly next: string;
  readonly count: number;
}

/** Failures of a state that a catcher took, by their error. */
export interface CountedCatch {
  /** Index of the catcher. */
  readonly catcher: number;
  readonly next: string;
  readonly error: string | undefined;
  readonly count: number;
}

/** What one state did in an execution and all its child executions. */
export interface StateCounts {
  readonly name: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
  /** Whether it runs in Express child executions of a distributed Map, which are not charged by transitions. */
  readonly express: boolean;
  /** How often it was entered. */
  readonly visits: number;
  /** How often it ran again, by a retrier or after a redrive. */
  readonly repeats: number;
  /** Visits by how often they were retried: at [1] those retried once; [0] is empty. */
  readonly retried: readonly number[];
  /** How often its service was called. */
  readonly calls: number;
  /** Attempts that each retrier made; for a retrier that allows none, the failures that it matched. */
  readonly retriers: readonly number[];
  readonly catches: readonly CountedCatch[];
  readonly transitions: readonly CountedTransition[];
  /** Choice: how often each rule was true, and false. */
  readonly rules: readonly { readonly true: number; readonly false: number }[];
  /** Map: visits with no item, one, and many. */
  readonly items: { readonly none: number; readonly one: number; readonly many: number } | undefined;
  /** Parallel: how often each branch failed. */
  readonly failures: readonly number[];
}

/** What the states of an execution did, counted while it ran: those of its child executions at any depth included, whether or not their history is kept. */
export interface ExecutionCounts {
  /** Every state of its definition, those inside of Map and Parallel states behind the state around them. */
  readonly states: readonly StateCounts[];
  /** Child executions of distributed Maps that it started, at any depth. */
  readonly children: number;
  /** Children whose history is not kept; the option `childHistories` says how many histories are. */
  readonly withoutHistory: number;
  /** Express ones of them that have ended, and the seconds that they are billed for: each rounded up to 100 ms. */
  readonly express: { readonly executions: number; readonly seconds: number };
  /** No input or output was larger than this: the quota, or our own bound where the quota is off. */
  readonly mostPayloadBytes: number;
  /** Whether it, or one of its child executions, was redriven. */
  readonly redriven: boolean;
}

/** An execution, as far as its counts are read. */
export interface Counted {
  readonly group: CountedGroup;
  readonly counts: Counts;
  /** Most bytes of a payload. */
  readonly payloadLimit: number;
}

/** Makes the counts of an execution readable. */
export function executionCounts({ group, counts, payloadLimit }: Counted): ExecutionCounts {
  counts.readHistories();
  const states: StateCounts[] = [];
  const collect = (inner: CountedGroup, express: boolean): void => {
    for (const state of inner.states) {
      states.push(stateCounts(state, counts, express));
      for (const each of state.groups) collect(each, express || hasExpressChildren(state));
    }
  };
  collect(group, false);
  const { children, withoutHistory, redriven, expressChildren, expressTenths } = counts;
  const express = { executions: expressChildren, seconds: expressTenths / 10 };
  return { states, children, withoutHistory, redriven, express, mostPayloadBytes: payloadLimit };
}

function hasExpressChildren({ node }: CountedState): boolean {
  if (node.type !== 'Map') return false;
  const { Mode, ExecutionType } = (node.fields.ItemProcessor ?? node.fields.Iterator)?.ProcessorConfig ?? {};
  return Mode === 'DISTRIBUTED' && ExecutionType === 'EXPRESS';
}

function stateCounts(state: CountedState, counts: Counts, express: boolean): StateCounts {
  const { slots, rare } = counts;
  const { node, slot, retrierSlot, ownSlot } = state;
  const at = (index: number): number => slots[index]!;
  return {
    name: node.name,
    pointer: node.pointer,
    express,
    visits: at(slot + VISITS),
    repeats: at(slot + AGAIN),
    retried: Array.from(rare.again.get(state) ?? [], (count) => count ?? 0),
    calls: at(slot + CALLS),
    retriers: state.retriers.map((_, index) => at(retrierSlot + index)),
    catches: catchesOf(state, counts),
    transitions: transitionsOf(state, counts),
    rules: node.type === 'Choice' ? rulesOf(state, node.fields.Choices.length, counts) : [],
    items: node.type === 'Map' ? { none: at(ownSlot), one: at(ownSlot + 1), many: at(ownSlot + 2) } : undefined,
    failures: node.type === 'Parallel' ? state.groups.map((_, index) => at(ownSlot + index)) : [],
  };
}

function catchesOf(state: CountedState, { rare }: Counts): readonly CountedCatch[] {
  return state.catchers.flatMap(({ way }, catcher) =>
    [...(rare.catches.get(way.slot) ?? [])]
      .filter(([, count]) => count > 0)
      .map(([error, count]) => ({ catcher, next: catcherTarget(state, catcher), error, count })),
  );
}

/** A rule was true when it was left by, or should have been; it was false whenever one behind it was true or failed, and when none matched. */
function rulesOf({ ownSlot }: CountedState, rules: number, { slots, rare }: Counts): StateCounts['rules'] {
  const matched = (slot: number): number => slots[slot]! + (rare.lostWays.get(slot) ?? 0);
  const failed = (slot: number): number => rare.failedRules.get(slot) ?? 0;
  const counted: { true: number; false: number }[] = [];
  let behind = matched(ownSlot + rules) + failed(ownSlot + rules);
  for (let slot = ownSlot + rules - 1; slot >= ownSlot; slot--) {
    counted.unshift({ true: matched(slot), false: behind });
    behind += matched(slot) + failed(slot);
  }
  return counted;
}

function transitionsOf({ node, slot, catcherSlot, ownSlot }: CountedState, { slots }: Counts): readonly CountedTransition[] {
  const defaultSlot = ownSlot + (node.type === 'Choice' ? node.fields.Choices.length : 0);
  return transitionTargets(node.type, fieldsAsJson(node.fields)).map(({ path, name }) => {
    const [field, index] = path;
    const counted =
      field === 'Catch'
        ? catcherSlot + Number(index)
        : field === 'Choices'
          ? ownSlot + Number(index)
          : field === 'Default'
            ? defaultSlot
            : slot + EXITS;
    return { pointer: [node.pointer, ...path].join('/'), next: name, count: slots[counted]! };
  });
}

function catcherTarget({ node }: CountedState, catcher: number): string {
  const { Catch }: AnyStateFields = node.fields;
  return Catch?.[catcher]?.Next ?? '';
}
