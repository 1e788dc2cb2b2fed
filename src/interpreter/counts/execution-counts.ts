import { type JsonObject, transitionTargets } from '../../asl';
import type { PreparedGroup, PreparedState } from '../prepared';
import type { Counts } from './counts';
import { AGAIN, CALLS, EXITS, RULE_EXITS, RULE_FALSE, RULE_TRUE, RULE_WIDTH, VISITS } from './slots';

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
  /** Visits by how often they were retried: those that were once at [1]; none at [0]. */
  readonly retried: readonly number[];
  /** How often its service was called. */
  readonly calls: number;
  /** Attempts that each retrier brought; of one that allows none, failures that it matched. */
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
  /** Those of them whose history is not kept: the option `childHistories` says how many are. */
  readonly withoutHistory: number;
  /** Express ones of them that have ended, and the seconds that they are billed for: each rounded up to 100 ms. */
  readonly express: { readonly executions: number; readonly seconds: number };
  /** No input or output was larger: by the quota, or by our own bound where that is off. */
  readonly mostPayloadBytes: number;
  /** Whether it, or one of its child executions, was redriven. */
  readonly redriven: boolean;
}

/** An execution, as far as its counts are read. */
export interface Counted {
  readonly group: PreparedGroup;
  readonly counts: Counts;
  /** Most bytes of a payload. */
  readonly payloadLimit: number;
}

/** Makes the counts of an execution readable. */
export function executionCounts({ group, counts, payloadLimit }: Counted): ExecutionCounts {
  const states: StateCounts[] = [];
  const collect = (inner: PreparedGroup, express: boolean): void => {
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

function hasExpressChildren({ node }: PreparedState): boolean {
  if (node.type !== 'Map') return false;
  const { Mode, ExecutionType } = (node.fields.ItemProcessor ?? node.fields.Iterator)?.ProcessorConfig ?? {};
  return Mode === 'DISTRIBUTED' && ExecutionType === 'EXPRESS';
}

function stateCounts(state: PreparedState, { slots, again, caught }: Counts, express: boolean): StateCounts {
  const { node, slot, retrierSlot, ownSlot } = state;
  const at = (index: number): number => slots[index] as number;
  const choices = node.type === 'Choice' ? node.fields.Choices.length : 0;
  return {
    name: node.name,
    pointer: node.pointer,
    express,
    visits: at(slot + VISITS),
    repeats: at(slot + AGAIN),
    retried: Array.from(again?.get(state) ?? [], (count) => count ?? 0),
    calls: at(slot + CALLS),
    retriers: state.retriers.map((_, index) => at(retrierSlot + index)),
    catches: (caught?.get(state) ?? []).flatMap((errors, catcher) =>
      [...errors].map(([error, count]) => ({ catcher, next: catcherTarget(state, catcher), error, count })),
    ),
    transitions: transitionsOf(state, at),
    rules: Array.from({ length: choices }, (_, index) => ({
      true: at(ownSlot + index * RULE_WIDTH + RULE_TRUE),
      false: at(ownSlot + index * RULE_WIDTH + RULE_FALSE),
    })),
    items: node.type === 'Map' ? { none: at(ownSlot), one: at(ownSlot + 1), many: at(ownSlot + 2) } : undefined,
    failures: node.type === 'Parallel' ? state.groups.map((_, index) => at(ownSlot + index)) : [],
  };
}

function transitionsOf({ node, slot, catcherSlot, ownSlot }: PreparedState, at: (index: number) => number): CountedTransition[] {
  const defaultSlot = ownSlot + (node.type === 'Choice' ? node.fields.Choices.length : 0) * RULE_WIDTH;
  return transitionTargets(node.type, node.fields as unknown as JsonObject).map(({ path, name }) => {
    const [field, index] = path;
    const counted =
      field === 'Catch'
        ? catcherSlot + Number(index)
        : field === 'Choices'
          ? ownSlot + Number(index) * RULE_WIDTH + RULE_EXITS
          : field === 'Default'
            ? defaultSlot
            : slot + EXITS;
    return { pointer: [node.pointer, ...path].join('/'), next: name, count: at(counted) };
  });
}

function catcherTarget({ node }: PreparedState, catcher: number): string {
  return (node.fields as { readonly Catch?: readonly { readonly Next: string }[] }).Catch?.[catcher]?.Next ?? '';
}
