import {
  type AnyStateNode,
  fieldsAsJson,
  isJsonataText,
  type JsonValue,
  knownIn,
  ownKey,
  QUOTAS,
  type StateGroup,
  type StateType,
  transitionTargets,
} from '../../asl';
import type { Finding } from '../diagnostic';
import { isDistributed } from '../distributed-map';
import { loopsOf, targetNames } from '../group-graph';
import type { Rule } from '../rule';

/** What one visit writes at least: entered and exited, and what lies between. */
const EVENTS: Readonly<Record<StateType, number>> = { Task: 5, Pass: 2, Choice: 2, Wait: 2, Succeed: 2, Fail: 1, Parallel: 4, Map: 4 };
/** An iteration is started and succeeds. */
const EVENTS_OF_ITERATION = 2;
/** In a group: each costs a pass over its loop. */
const MOST_ROUNDS = 50;
/** A loop without an end in sight that fills the history sooner than this is likely to do so. */
const SOON_SECONDS = 6 * 3_600;

/** Warns of executions whose history is likely to grow beyond what the service keeps: then they fail. */
export const longHistories: Rule = {
  name: 'HISTORY_TOO_LONG',
  severity: 'WARNING',
  aws: false,
  *check({ states, groups, machine, type, problems }) {
    // EXPRESS executions keep no history, and a broken machine has no ways to follow.
    if (type === 'EXPRESS' || problems.length > 0) return;
    for (const { node } of states) yield* longMap(node);
    const failures = new Map<AnyStateNode, FirstFailures>();
    // Another branch of the same Parallel may fail it: one that waits and then fails is a timeout by hand.
    const endOfBranches = (group: StateGroup, owner: AnyStateNode | undefined): number => {
      if (owner === undefined) return Number.POSITIVE_INFINITY;
      const known = failures.get(owner) ?? firstFailures(owner);
      failures.set(owner, known);
      return known.first === group ? known.next : known.seconds;
    };
    for (const { group, owner } of groups) {
      const loops = loopsOf(group);
      // One finding for a loop, however many states of it wait.
      const told = new Set<AnyStateNode>();
      let rounds = MOST_ROUNDS;
      for (const node of group.states.values()) {
        if (node.type !== 'Wait' || told.has(node) || !loops.has(node.name) || rounds-- <= 0) continue;
        const ends = Math.min(machine.timeoutSeconds ?? SOON_SECONDS, endOfBranches(group, owner));
        yield* longLoop(node, group, { loops, told, ends });
      }
    }
  },
};

function* longMap(node: AnyStateNode): Iterable<Finding> {
  const [group] = node.groups;
  if (node.type !== 'Map' || group === undefined || isDistributed(fieldsAsJson(node.fields))) return;
  const items = itemCount(ownKey(fieldsAsJson(node.fields), 'Items'));
  const events = items === 0 ? 0 : items * (EVENTS_OF_ITERATION + leastEvents(group));
  if (events <= QUOTAS.historyEvents) return;
  yield {
    pointer: node.pointer,
    message: `State "${node.name}" writes about ${events} events for its ${items} items; an execution keeps ${QUOTAS.historyEvents}`,
    hint: 'use "Mode": "DISTRIBUTED": its iterations are executions of their own',
  };
}

interface Loops {
  /** The loop a state stands in, by number; states outside of loops are not there. */
  readonly loops: ReadonlyMap<string, number>;
  readonly told: Set<AnyStateNode>;
  /** Seconds after which something else ends the loop, or it has taken so long that it is meant to. */
  readonly ends: number;
}

function* longLoop(node: AnyStateNode, group: StateGroup, { loops, told, ends }: Loops): Iterable<Finding> {
  const round = shortestRound(node, group, loops);
  if (round === undefined) return;
  for (const each of round) told.add(each);
  const seconds = round.reduce((sum, each) => sum + secondsOf(each), 0);
  if (Number.isNaN(seconds) || seconds <= 0 || round.some(countsRounds)) return;
  const events = round.reduce((sum, each) => sum + EVENTS[each.type], 0);
  const full = (QUOTAS.historyEvents / events) * seconds;
  if (full > ends) return;
  yield {
    pointer: node.pointer,
    message: `State "${node.name}" is in a loop of about ${events} events that waits ${seconds} s: after ${duration(full)} the execution has its ${QUOTAS.historyEvents} events and fails`,
    hint: 'wait longer, count the rounds, or use a callback or ".sync" instead of asking',
  };
}

/** Of one Parallel: the branch that fails it first, and after how many seconds it and the next one do. */
interface FirstFailures {
  readonly first: StateGroup | undefined;
  readonly seconds: number;
  readonly next: number;
}

function firstFailures(owner: AnyStateNode): FirstFailures {
  let found: FirstFailures = { first: undefined, seconds: Number.POSITIVE_INFINITY, next: Number.POSITIVE_INFINITY };
  for (const branch of owner.type === 'Parallel' ? owner.groups : []) {
    const seconds = secondsToFailure(branch);
    if (seconds < found.seconds) found = { first: branch, seconds, next: found.seconds };
    else if (seconds < found.next) found = { ...found, next: seconds };
  }
  return found;
}

/** How long a branch takes that goes one way, and ends by failing; endless for any other. */
function secondsToFailure(branch: StateGroup): number {
  let seconds = 0;
  const seen = new Set<AnyStateNode>();
  for (let node = branch.states.get(branch.startAt); node !== undefined && !seen.has(node); ) {
    seen.add(node);
    if (node.type === 'Fail') return seconds;
    const waits = secondsOf(node);
    if (node.type === 'Choice' || Number.isNaN(waits)) break;
    seconds += waits;
    node = branch.states.get(String(ownKey(fieldsAsJson(node.fields), 'Next')));
  }
  return Number.POSITIVE_INFINITY;
}

/** How long a state waits; not a number when the input says so. */
function secondsOf({ type, fields }: AnyStateNode): number {
  const seconds = type === 'Wait' ? ownKey(fieldsAsJson(fields), 'Seconds') : 0;
  return typeof seconds === 'number' ? seconds : Number.NaN;
}

/** How many items are known from the definition alone. */
function itemCount(items: JsonValue | undefined): number {
  if (Array.isArray(items)) return items.length;
  if (!isJsonataText(items ?? null)) return 0;
  const [whole, from, to] =
    /^\{%\s*(?:\[\s*(\d{1,9})\s*\.\.\s*(\d{1,9})\s*\]|\$range\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*,\s*1\s*\))\s*%\}$/
      .exec(String(items))
      ?.filter((part) => part !== undefined) ?? [];
  return whole === undefined ? 0 : Math.max(0, Number(to) - Number(from) + 1);
}

/** The events of the shortest way through a group. */
function leastEvents(group: StateGroup): number {
  const least = new Map<string, number>();
  let open = [{ name: group.startAt, events: 0 }];
  let best = Number.POSITIVE_INFINITY;
  while (open.length > 0) {
    const further: typeof open = [];
    for (const { name, events } of open) {
      const node = group.states.get(name);
      const sum = node === undefined ? Number.POSITIVE_INFINITY : events + EVENTS[node.type];
      if (node === undefined || sum >= best || sum >= (least.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      least.set(name, sum);
      const targets = transitionTargets(node.type, fieldsAsJson(node.fields));
      if (targets.length === 0 || ownKey(fieldsAsJson(node.fields), 'End') === true) best = sum;
      further.push(...targets.map((target) => ({ name: target.name, events: sum })));
    }
    open = further;
  }
  return Number.isFinite(best) ? best : 0;
}

/** The states of the shortest way from a state of a loop back to it. */
function shortestRound(start: AnyStateNode, group: StateGroup, loops: ReadonlyMap<string, number>): readonly AnyStateNode[] | undefined {
  const cameFrom = new Map<string, AnyStateNode>();
  const queue = [start];
  for (const node of queue) {
    for (const name of targetNames(node)) {
      const target = group.states.get(name);
      if (target === undefined || cameFrom.has(name) || loops.get(name) !== loops.get(start.name)) continue;
      cameFrom.set(name, node);
      if (target !== start) {
        queue.push(target);
        continue;
      }
      const round = [start];
      for (let at = node; at !== start; at = knownIn(cameFrom, at.name)) round.push(at);
      return round;
    }
  }
  return undefined;
}

/** A Choice that compares numbers may count the rounds. */
function countsRounds({ type, fields }: AnyStateNode): boolean {
  if (type !== 'Choice') return false;
  const text = JSON.stringify(ownKey(fieldsAsJson(fields), 'Choices') ?? null);
  return /"Numeric\w+":|"Condition":"\{%[^"]*[<>]/.test(text);
}

function duration(seconds: number): string {
  if (seconds < 3_600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
