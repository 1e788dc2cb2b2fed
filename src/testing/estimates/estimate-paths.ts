import {
  type AnyStateFields,
  type AnyStateNode,
  definitionNamed,
  fieldsAsJson,
  givenMachine,
  isJsonObject,
  type JsonObject,
  kinds,
  knownIn,
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
import { lostSeconds } from './lost-seconds';
import { PRICE_OPTIONS, PRICES, type Prices } from './prices';

/** What is assumed of what a path does not say. */
export interface PathEstimateOptions {
  /** @default those of the first tier in us-east-1 */
  readonly prices?: Partial<Prices>;
  /** Items of every Map. @default 1 */
  readonly items?: number;
  /** @default the machine's, and STANDARD for a definition */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** What an execution would use of the service if it took a path. Data, and with it payloads, is not known. */
export interface PathEstimate {
  readonly path: EnumeratedPath;
  /** Every state entered and every retry; inside of Map and Parallel those of the longest ways. */
  readonly transitions: number;
  /** Events of its history. */
  readonly events: number;
  /** Share of the 25,000 events that a Standard execution may have, from 0 to 1. */
  readonly eventShare: number;
  /** Express child executions of its distributed Maps. */
  readonly expressChildren: number;
  /** Seconds that Wait states, retry delays and timeouts take at least: neither the work of tasks is known, nor a time that is computed. */
  readonly duration: number;
  /** Dollars: of transitions, and of what is Express by request and by that time, 100 ms and 64 MB at least. */
  readonly cost: number;
}

/** What an Express execution is billed for at least. */
const LEAST_SECONDS = 0.1;
const LEAST_MEGABYTES = 64;

const OPTIONS: OptionTable<PathEstimateOptions> = {
  prices: kinds.nested(PRICE_OPTIONS),
  items: kinds.wholeNumber(0),
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
};

interface Use {
  readonly transitions: number;
  readonly events: number;
  /** Transitions that are not charged: those of Express children. */
  readonly uncharged: number;
  readonly expressChildren: number;
  readonly expressSeconds: number;
  /** Seconds that Wait states, retry delays and timeouts take. */
  readonly seconds: number;
}

const NOTHING: Use = { transitions: 0, events: 0, uncharged: 0, expressChildren: 0, expressSeconds: 0, seconds: 0 };

/**
 * What executions would use of Step Functions, path by path, before any has run: the paths of {@link enumeratePaths}. Throws `DefinitionError` for a
 * definition that has problems.
 *
 * @param definition a machine under test, or ASL as object or text
 * @example for (const { path, cost } of estimatePaths(orders)) console.log(path.title, cost);
 */
export function estimatePaths(definition: string | object, options: PathEstimateOptions = {}): readonly PathEstimate[] {
  requireArguments('estimatePaths()', arguments, definitionNamed('the definition'), ANY_OPTIONS);
  requireOptions('estimatePaths()', options, OPTIONS);
  const { prices, items = 1, type = (definition as { readonly type?: unknown }).type } = options;
  const machine = givenMachine(definition);
  const { groups } = enumeratePaths(definition);
  const charged = { ...PRICES, ...prices };
  const own = groups.find(({ group }) => group === '')!;
  return own.paths.map((path) => {
    const use = useOf(path, machine, groups, items);
    // The execution starts, and ends.
    const events = use.events + 2;
    const { transitions, expressChildren, seconds: duration } = use;
    const isExpress = type === 'EXPRESS';
    const requests = expressChildren + (isExpress ? 1 : 0);
    const seconds = use.expressSeconds + (isExpress ? billedSeconds(duration) : 0);
    const cost =
      (isExpress ? 0 : transitions - use.uncharged) * charged.perTransition +
      requests * charged.perRequest +
      seconds * (LEAST_MEGABYTES / 1024) * charged.perGigabyteSecond;
    return { path, transitions, events, eventShare: events / QUOTAS.historyEvents, expressChildren, duration, cost };
  });
}

function useOf(path: EnumeratedPath, group: StateGroup, groups: readonly GroupPaths[], items: number): Use {
  return sum(
    path.steps.map(({ state, cause }) => {
      const node = knownIn(group.states, state);
      const attempts = cause.kind === 'fails' ? cause.attempts : 1;
      const once = workOf(node, groups, items);
      // Entered and left; a Fail state is only entered.
      const seconds = lostSeconds(node, cause);
      return sumOf(times(once, attempts), { ...NOTHING, transitions: attempts, events: node.type === 'Fail' ? 1 : 2, seconds });
    }),
  );
}

/** Rounded up to 100 ms, as the service does. */
function billedSeconds(seconds: number): number {
  return Math.max(LEAST_SECONDS, Math.ceil(seconds * 10) / 10);
}

/** What one attempt of a state takes, besides entering and leaving it. */
function workOf(node: AnyStateNode, groups: readonly GroupPaths[], items: number): Use {
  if (node.type === 'Task') return { ...NOTHING, events: taskEvents(node.fields.Resource) };
  if (node.type === 'Wait') return { ...NOTHING, seconds: typeof node.fields.Seconds === 'number' ? node.fields.Seconds : 0 };
  if (node.type !== 'Map' && node.type !== 'Parallel') return NOTHING;
  const longest = node.groups.map((inner) => longestIn(inner, groups, items));
  if (node.type === 'Parallel')
    return { ...sumOf(sum(longest), { ...NOTHING, events: 2 }), seconds: Math.max(0, ...longest.map(({ seconds }) => seconds)) };
  const each = sum(longest);
  // Children of a distributed Map have histories of their own; their transitions are charged all the same.
  const children = { ...times(each, items), seconds: each.seconds * roundsOf(node, items) };
  const { Mode, ExecutionType } = processorConfig(node);
  if (Mode === 'DISTRIBUTED') {
    const standard = { ...children, events: 4 };
    if (ExecutionType !== 'EXPRESS') return standard;
    return { ...standard, uncharged: children.transitions, expressChildren: items, expressSeconds: items * billedSeconds(each.seconds) };
  }
  return { ...children, events: children.events + items * 2 + 2 };
}

/** How many items run one after the other: all that run at once take the time of one. */
function roundsOf(node: AnyStateNode, items: number): number {
  const { MaxConcurrency }: AnyStateFields = node.fields;
  const most = typeof MaxConcurrency === 'number' && MaxConcurrency > 0 ? MaxConcurrency : items;
  return items === 0 ? 0 : Math.ceil(items / most);
}

function longestIn(group: StateGroup, groups: readonly GroupPaths[], items: number): Use {
  const paths = groups.find((each) => each.group === group.pointer)?.paths ?? [];
  const uses = paths.map((path) => useOf(path, group, groups, items));
  return uses.reduce((most, use) => (use.transitions > most.transitions ? use : most), NOTHING);
}

/** Scheduled, started, done; submitted as well where the task goes on after the request. */
function taskEvents(resource: string): number {
  const pattern = patternOf(resource);
  return pattern === 'runJob' || pattern === 'waitForCallback' ? 4 : 3;
}

function processorConfig(node: AnyStateNode): JsonObject {
  const processor = ownKey(fieldsAsJson(node.fields), 'ItemProcessor');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  return isJsonObject(config) ? config : {};
}

function sumOf(one: Use, other: Use): Use {
  const entries = Object.keys(NOTHING).map((key) => [key, one[key as keyof Use] + other[key as keyof Use]]);
  return Object.fromEntries(entries) as unknown as Use;
}

function times(use: Use, count: number): Use {
  return Object.fromEntries(Object.entries(use).map(([key, value]) => [key, (value as number) * count])) as unknown as Use;
}

function sum(uses: readonly Use[]): Use {
  return uses.reduce(sumOf, NOTHING);
}
