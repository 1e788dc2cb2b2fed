import type { Refused, WrittenFit } from '../../expressions';
import { type Expression, type KeepsTexts, type Resolved, templateNode } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured, outcomeAdded, placementOf, type UntypedPlacement } from '../tree/placement';
import type { MapNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { EarlyOutput, Unended } from '../types/early-end';
import type { ErrorName } from '../types/error-name';
import type { AsGiven, OutcomeOptions, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { ItemScope, StepScope } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import { type AnyNestedStep, nestedNode } from './nested-step';
import { recoveryOf, type UntypedRecovery } from './recovery';

/** What a Map runs over. */
export interface ItemOptions<Input, Variables, Item, Selected> {
  /** The items. */
  readonly items: (scope: StepScope<Input, Variables>) => Expression<readonly Item[]> | readonly Item[];
  /** What each iteration gets. @default the item */
  readonly itemSelector?: (scope: ItemScope<Input, Variables, Item>) => Selected & WrittenFit<Selected>;
  /** How many iterations run at once. @default no limit of ours; Step Functions runs about 40 */
  readonly maxConcurrency?: number | ((scope: StepScope<Input, Variables>) => Expression<number>);
}

/** The input of an iteration. */
export type IterationInput<Item, Selected> = [Selected] extends [NotGiven] ? Item : Resolved<Selected>;

/**
 * A step that runs a flow for each item and collects what comes out, in the order of the items.
 *
 * What `output` and `assign` see as `result` has its type where they stand after the flow, as the last argument; among the options,
 * before it, they see items of unknown type.
 *
 * @example
 * map('Pack Lines', { items: ({ input }) => input.lines, into: 'packed' }, (item) => item.next(invoke('Pack', pack, {})),
 *   { assign: ({ result }) => ({ firstBox: result[0].box }) })
 * @throws BuilderError when options contradict each other or a reference is used outside its callback
 */
export function map<
  Input,
  Variables,
  Item,
  Result = Refused,
  Selected = NotGiven,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName,
  Inner = unknown,
  Given = unknown,
  Outcome = unknown,
>(
  name: string,
  options: ItemOptions<Input, Variables, Item, Selected> &
    PlacementOptions<Input, Variables, readonly unknown[], Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    AsGiven<Given, 'items' | 'itemSelector' | 'maxConcurrency' | PlacementKey | RecoveryKey>,
  each: (
    item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Unended<Variables>, Unended<Variables>>,
  ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
  outcome?: OutcomeOptions<Input, Variables, NoInfer<Result | EarlyOutput<Inner>>[], Output, Written> &
    AsGiven<Outcome, 'output' | 'assign'>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, (Result | EarlyOutput<Inner>)[], Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkIn<Inner>
> {
  return stepMade(
    name,
    ['map', 4, arguments],
    () => mapNode(name, outcomeAdded(name, knownOptions(name, 'map', options), outcome), each),
    options,
  );
}

/** The options of a Map without their types. */
export interface UntypedMap extends UntypedPlacement, UntypedRecovery {
  readonly items: (scope: never) => unknown;
  readonly itemSelector?: ((scope: never) => unknown) | undefined;
  readonly maxConcurrency?: number | ((scope: never) => unknown) | undefined;
}

/** The description of a Map. */
export function mapNode(name: string, options: UntypedMap, each: AnyNestedStep): MapNode {
  const { maxConcurrency, itemSelector } = options;
  return Object.freeze({
    kind: 'map',
    name,
    items: captured(name, beforeResult, options.items),
    itemSelector: itemSelector === undefined ? undefined : captured(name, [...beforeResult, 'item', 'index'], itemSelector),
    maxConcurrency: typeof maxConcurrency === 'function' ? captured(name, beforeResult, maxConcurrency) : concurrency(maxConcurrency, name),
    processor: nestedNode(each),
    placement: placementOf(name, options),
    ...recoveryOf(name, options),
  } satisfies MapNode);
}

function concurrency(given: number | undefined, name: string): MapNode['maxConcurrency'] {
  return given === undefined ? undefined : templateNode(given, { step: name });
}
