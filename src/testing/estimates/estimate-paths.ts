import {
  type AnyStateNode,
  definitionNamed,
  givenMachine,
  isJsonObject,
  type JsonObject,
  kinds,
  type OptionTable,
  ownKey,
  patternOf,
  QUOTAS,
  requireArguments,
  type StateGroup,
} from '../../asl';
import { ANY_OPTIONS } from '../parameters';
import { enumeratePaths } from '../paths/enumerate-paths';
import type { EnumeratedPath, GroupPaths } from '../paths/enumerated-path';
import { requireOptions } from '../require-options';
import { PRICE_OPTIONS, PRICES, type Prices } from './prices';

/** What is assumed of what a path does not say. */
export interface PathEstimateOptions {
  /** @default those of the first tier in us-east-1 */
  readonly prices?: Partial<Prices>;
  /** Items of every Map. @default 1 */
  readonly items?: number;
}

/** What an execution of a Standard workflow would use of the service if it took a path. Data, and with it payloads, is not known. */
export interface PathEstimate {
  readonly path: EnumeratedPath;
  /** Every state entered and every retry; inside of Map and Parallel those of the longest ways. */
  readonly transitions: number;
  /** Events of its history. */
  readonly events: number;
  /** Share of the 25,000 events there may be, from 0 to 1. */
  readonly eventShare: number;
  /** Dollars, of transitions. */
  readonly cost: number;
}

const OPTIONS: OptionTable<PathEstimateOptions> = { prices: kinds.nested(PRICE_OPTIONS), items: kinds.wholeNumber(0) };

interface Use {
  readonly transitions: number;
  readonly events: number;
}

/**
 * Gives what executions would use of Step Functions, path by path, before any has run: the paths of {@link enumeratePaths}. Throws `DefinitionError` for a
 * definition that has problems.
 *
 * @param definition a machine under test, or ASL as object or text
 * @example for (const { path, cost } of estimatePaths(orders)) console.log(path.title, cost);
 */
export function estimatePaths(definition: string | object, options: PathEstimateOptions = {}): readonly PathEstimate[] {
  requireArguments('estimatePaths()', arguments, definitionNamed('the definition'), ANY_OPTIONS);
  requireOptions('estimatePaths()', options, OPTIONS);
  const { prices, items = 1 } = options;
  const machine = givenMachine(definition);
  const { groups } = enumeratePaths(definition);
  const perTransition = prices?.perTransition ?? PRICES.perTransition;
  const own = groups.find(({ group }) => group === '') as GroupPaths;
  return own.paths.map((path) => {
    const use = useOf(path, machine, groups, items);
    // The execution starts, and ends.
    const events = use.events + 2;
    return { path, transitions: use.transitions, events, eventShare: events / QUOTAS.historyEvents, cost: use.transitions * perTransition };
  });
}

function useOf(path: EnumeratedPath, group: StateGroup, groups: readonly GroupPaths[], items: number): Use {
  return sum(
    path.steps.map(({ state, cause }) => {
      const node = group.states.get(state) as AnyStateNode;
      const attempts = cause.kind === 'fails' ? cause.attempts : 1;
      const once = workOf(node, groups, items);
      return {
        transitions: attempts + attempts * once.transitions,
        // Entered and left; a Fail state is only entered.
        events: (node.type === 'Fail' ? 1 : 2) + attempts * once.events,
      };
    }),
  );
}

/** What one attempt of a state takes, besides entering and leaving it. */
function workOf(node: AnyStateNode, groups: readonly GroupPaths[], items: number): Use {
  if (node.type === 'Task') return { transitions: 0, events: taskEvents(String((node.fields as { Resource?: string }).Resource)) };
  if (node.type !== 'Map' && node.type !== 'Parallel') return { transitions: 0, events: 0 };
  const longest = node.groups.map((inner) => longestIn(inner, groups, items));
  if (node.type === 'Parallel') return add(sum(longest), { transitions: 0, events: 2 });
  const each = sum(longest);
  // Children of a distributed Map have histories of their own; their transitions are charged all the same.
  if (isDistributed(node)) return { transitions: items * each.transitions, events: 4 };
  return { transitions: items * each.transitions, events: items * (each.events + 2) + 2 };
}

function longestIn(group: StateGroup, groups: readonly GroupPaths[], items: number): Use {
  const paths = groups.find((each) => each.group === group.pointer)?.paths ?? [];
  const uses = paths.map((path) => useOf(path, group, groups, items));
  return uses.reduce((most, use) => (use.transitions > most.transitions ? use : most), { transitions: 0, events: 0 });
}

/** Scheduled, started, done; submitted as well where the task goes on after the request. */
function taskEvents(resource: string): number {
  const pattern = patternOf(resource);
  return pattern === 'runJob' || pattern === 'waitForCallback' ? 4 : 3;
}

function isDistributed(node: AnyStateNode): boolean {
  const processor = ownKey(node.fields as unknown as JsonObject, 'ItemProcessor');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  return isJsonObject(config) && config.Mode === 'DISTRIBUTED';
}

function add(one: Use, other: Use): Use {
  return { transitions: one.transitions + other.transitions, events: one.events + other.events };
}

function sum(uses: readonly Use[]): Use {
  return uses.reduce(add, { transitions: 0, events: 0 });
}
