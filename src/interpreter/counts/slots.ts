import type { AnyStateFields, AnyStateNode } from '../../asl';

/** Where the numbers of one state begin in the array of an execution. */
export interface StateSlots {
  /** Four numbers of every state: see {@link VISITS} and those behind it. */
  readonly slot: number;
  /** One number for each retrier: attempts that it brought. */
  readonly retrierSlot: number;
  /** One number for each catcher: exits by it. */
  readonly catcherSlot: number;
  /** Numbers of its kind: one for each rule of a Choice and one for its Default, three for a Map, one for each branch of a Parallel. */
  readonly ownSlot: number;
}

/** How often it was entered: its history says it. */
export const VISITS = 0;
/** How often it was left for its Next, or by its End: its history says it, as it does for catchers and rules. */
export const EXITS = 1;
/** How often it was run again: by a retrier, or after a redrive. */
export const AGAIN = 2;
/** How often its service was called. */
export const CALLS = 3;
const COMMON = 4;

/** Maps that had no item, one, and many. */
const ITEM_SLOTS = 3;

/** The slots of a state that begin at a number, and the number behind them. */
export function slotsOf(node: AnyStateNode, slot: number): { readonly slots: StateSlots; readonly end: number } {
  const { Retry = [], Catch = [], Choices }: AnyStateFields = node.fields;
  const retrierSlot = slot + COMMON;
  const catcherSlot = retrierSlot + Retry.length;
  const ownSlot = catcherSlot + Catch.length;
  const own = Choices !== undefined ? Choices.length + 1 : node.groups.length === 0 ? 0 : Math.max(ITEM_SLOTS, node.groups.length);
  return { slots: { slot, retrierSlot, catcherSlot, ownSlot }, end: ownSlot + own };
}

/** The number of a Map's slots that a count of items belongs to. */
export function itemSlot(items: number): number {
  return Math.min(items, ITEM_SLOTS - 1);
}

/** So many zeros, as an array that is quick to copy. */
export function zeros(length: number): readonly number[] {
  return Array.from({ length }, () => 0);
}
