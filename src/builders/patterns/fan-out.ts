import { BuilderError, type ExpressionNode, internalRoot } from '../../expressions';
import { knownOptions } from '../steps/known-options';
import type { ItemOptions, IterationInput } from '../steps/map';
import { mapNode } from '../steps/map';
import type { AnyNestedStep } from '../steps/nested-step';
import { outcomeAdded, type UntypedPlacement } from '../steps/placement';
import type { ChoiceNode, MapNode, ParallelNode, StepNode } from '../steps/step-node';
import { stepMade } from '../steps/step-value';
import type { AsGiven, OutcomeOptions, PlaceKey, PlaceOptions } from '../types/options';
import type { Assigned, NotGiven, Passed } from '../types/passing';
import type { ErrorOutput } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import { stateFor, variableFor } from './added-names';
import { sequence } from './finally';

/** An item whose work failed. */
export interface FailedItem<Item> {
  /** What the work got. */
  readonly item: Item;
  readonly error: ErrorOutput;
}

/**
 * What became of the items of a `fanOut`, each list in the order of the items.
 *
 * @typeParam Item what the work of one item gets
 * @typeParam Result what the work of one item gives
 */
export interface FannedOut<Item, Result> {
  readonly succeeded: Result[];
  readonly failed: FailedItem<Item>[];
}

/** What a `fanOut` runs over, and how many items may fail. */
export interface FanOutOptions<Input, Variables, Item, Selected> extends ItemOptions<Input, Variables, Item, Selected> {
  /** Items that may fail; `'all'` never fails the step. @default none: all items run, and then one failure is enough */
  readonly toleratedFailures?: 'all' | { readonly count: number };
  /** The error name of the step when more items failed. @default 'FanOutFailed' */
  readonly error?: string;
}

/** Names of the options of {@link FanOutOptions}. */
export type FanOutKey = 'items' | 'itemSelector' | 'maxConcurrency' | 'toleratedFailures' | 'error';

/**
 * Gives a step that does the same work for each item and lets every item come to its end: one that fails stops no other, as it would
 * in a `map`. It hands on what succeeded and what failed. With more failures than are tolerated it fails once all items are through;
 * put it into a `tryCatch` to handle that. For a child execution for each item, use `distributedMap`.
 *
 * @example
 * fanOut('Notify All', { items: ({ input }) => input.subscribers, toleratedFailures: { count: 3 }, into: 'notified' },
 *   (subscriber) => subscriber.next(invoke('Notify', notify, { retry: retry.transient() })))
 * @throws BuilderError for a number of failures that is none
 */
export function fanOut<
  Input,
  Variables,
  Item,
  Result,
  Selected = NotGiven,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output = NotGiven,
  Written = NotGiven,
  Inner = unknown,
  Given = unknown,
>(
  name: string,
  options: FanOutOptions<Input, Variables, Item, Selected> &
    PlaceOptions<Input, Into, Replace, Discard> &
    AsGiven<Given, FanOutKey | PlaceKey>,
  each: (
    item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Variables, Variables>,
  ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
  outcome?: OutcomeOptions<Input, Variables, FannedOut<IterationInput<Item, Selected>, NoInfer<Result>>, Output, Written>,
): Step<
  Input,
  Passed<Input, FannedOut<IterationInput<Item, Selected>, Result>, Into, Replace, Discard, Output>,
  Variables,
  Assigned<Written> & MarkIn<Inner>
> {
  return stepMade(name, () => fanOutNode(name, knownOptions(name, 'fanOut', options), each as unknown as AnyNestedStep, outcome));
}

/** The options of a `fanOut` without their types. */
export interface UntypedFanOut extends UntypedPlacement {
  readonly items: (scope: never) => unknown;
  readonly itemSelector?: ((scope: never) => unknown) | undefined;
  readonly maxConcurrency?: number | ((scope: never) => unknown) | undefined;
  readonly toleratedFailures?: 'all' | { readonly count: number } | undefined;
  readonly error?: string | undefined;
}

// What an iteration hands on: the item, and under one of these keys what became of it.
const [itemKey, doneKey, errorKey] = ['item', 'done', 'error'] as const;

/** Gives the states of a `fanOut`: a Map whose iterations do not fail, and where failures count, a choice after it. */
export function fanOutNode(name: string, options: UntypedFanOut, each: AnyNestedStep, outcome?: UntypedPlacement): StepNode {
  const { toleratedFailures = { count: 0 }, error = 'FanOutFailed' } = options;
  const plain = mapNode(name, outcomeAdded(name, options, outcome), each);
  const all: MapNode = {
    ...plain,
    itemSelector: { kind: 'object', fields: [{ key: itemKey, value: plain.itemSelector ?? internalRoot('item'), optional: false }] },
    processor: guarded(name, plain.processor),
    result: { JSONata: split(jsonataDone, jsonataFailed), JSONPath: split(raw('$[?(@.done)].done.value'), raw('$[?(@.error)]')) },
  };
  if (toleratedFailures === 'all') return all;
  return counted(name, all, checkedCount(name, toleratedFailures.count), error);
}

/** The work of one item as one state that never fails, and hands on the item with what became of it. */
function guarded(name: string, work: StepNode): ParallelNode {
  const value: ExpressionNode = { kind: 'index', of: internalRoot('rawResult'), index: 0 };
  return {
    kind: 'parallel',
    name: stateFor(name, 'Item'),
    input: { kind: 'field', of: internalRoot('input'), name: itemKey },
    branches: [work],
    result: { kind: 'object', fields: [{ key: 'value', value, optional: false }] },
    placement: { mode: 'into', key: doneKey },
    catches: [{ handler: { kind: 'pass', name: stateFor(name, 'Item Failed'), placement: { mode: 'result' } } }],
  };
}

function split(succeeded: ExpressionNode, failed: ExpressionNode): ExpressionNode {
  return {
    kind: 'object',
    fields: [
      { key: 'succeeded', value: succeeded, optional: false },
      { key: 'failed', value: failed, optional: false },
    ],
  };
}

function raw(text: string): ExpressionNode {
  return { kind: 'raw', text };
}

const entry: ExpressionNode = { kind: 'bound', name: 'entry' };

function having(key: string): ExpressionNode {
  const present: ExpressionNode = { kind: 'call', operator: 'isPresent', operands: [{ kind: 'field', of: entry, name: key }] };
  return { kind: 'call', operator: 'filter', operands: [internalRoot('rawResult'), { kind: 'lambda', parameter: 'entry', body: present }] };
}

const jsonataFailed = having(errorKey);
const jsonataDone: ExpressionNode = {
  kind: 'call',
  operator: 'mapItems',
  operands: [
    having(doneKey),
    { kind: 'lambda', parameter: 'entry', body: { kind: 'field', of: { kind: 'field', of: entry, name: doneKey }, name: 'value' } },
  ],
};

/** The Map with the number of failures in a variable, and a choice that fails for too many. */
function counted(name: string, all: MapNode, tolerated: number, error: string): StepNode {
  const variable = variableFor(name, 'Failures');
  const failed: ExpressionNode = { kind: 'field', of: internalRoot('result'), name: 'failed' };
  const own = { key: variable, value: { kind: 'call', operator: 'count', operands: [failed] }, optional: false } as const;
  const given = all.placement.assign?.kind === 'object' ? all.placement.assign.fields : [];
  const failures: ExpressionNode = { kind: 'field', of: internalRoot('variables'), name: variable };
  const decision: ChoiceNode = {
    kind: 'choice',
    name: stateFor(name, 'Too Few?'),
    rules: [
      {
        condition: { kind: 'call', operator: 'gt', operands: [failures, { kind: 'literal', value: tolerated }] },
        step: {
          kind: 'fail',
          name: stateFor(name, 'Failed'),
          error: { kind: 'literal', value: error },
          cause: {
            kind: 'call',
            operator: 'format',
            operands: [
              { kind: 'literal', value: `"{}" tolerates ${tolerated} failures, and {} items failed.` },
              { kind: 'literal', value: name },
              failures,
            ],
          },
        },
      },
    ],
    otherwise: 'continue',
  };
  const map: MapNode = { ...all, placement: { ...all.placement, assign: { kind: 'object', fields: [...given, own] } } };
  return sequence(map, decision);
}

function checkedCount(step: string, count: number): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new BuilderError({
    code: 'TOLERATED_FAILURES',
    step,
    message: `It tolerates ${count} failures, and only whole numbers of 0 or more can be counted.`,
    hint: "write toleratedFailures: { count: 2 }, or 'all' where failures never end the workflow.",
  });
}
