import { kinds } from '../../asl';
import { BuilderError, type ExpressionNode, internalRoot, type KeepsTexts, type Refused } from '../../expressions';
import { outputNode } from '../lowering/place-result';
import type { ItemOptions, IterationInput } from '../steps/map';
import { mapNode } from '../steps/map';
import type { AnyNestedStep } from '../steps/nested-step';
import { aNumber, ITEMS, type Kinds, PLACE } from '../tree/builder-kinds';
import { patternOptions } from '../tree/known-options';
import { outcomeAdded, type UntypedPlacement } from '../tree/placement';
import type { ChoiceNode, MapNode, ParallelNode, Placement, StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { EarlyOutput, Unended } from '../types/early-end';
import type { AsGiven, OutcomeOptions, PlaceKey, PlaceOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { ErrorOutput } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import { stateFor, variableFor, withVariables } from './added-names';
import { sequence } from './finally';

const OPTIONS: Kinds<FanOutKey | PlaceKey> = {
  ...ITEMS,
  toleratedFailures: kinds.either('"all" or { count }', kinds.oneOf('all'), kinds.nested({ count: aNumber })),
  error: kinds.text,
  ...PLACE,
};

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
  /** How many items may fail; with `'all'` the step never fails. @default none: all items run, and then one failure is enough */
  readonly toleratedFailures?: 'all' | { readonly count: number };
  /** The error name of the step when more items failed. @default 'FanOutFailed' */
  readonly error?: string;
}

/** Names of the options of {@link FanOutOptions}. */
export type FanOutKey = 'items' | 'itemSelector' | 'maxConcurrency' | 'toleratedFailures' | 'error';

/**
 * A step that does the same work for each item and lets every item come to its end: one that fails does not stop the others, as it would
 * in a `map`. It hands on what succeeded and what failed. With more failures than are tolerated it fails once all items are through;
 * put it into a `tryCatch` to handle that. For a child execution for each item, use `distributedMap`.
 *
 * @example
 * fanOut('Notify All', { items: ({ input }) => input.subscribers, toleratedFailures: { count: 3 }, into: 'notified' },
 *   (subscriber) => subscriber.next(invoke('Notify', notify, { retry: retry.transient() })))
 * @throws BuilderError when the tolerated number of failures is not a whole number of 0 or more
 */
export function fanOut<
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
  Inner = unknown,
  Given = unknown,
  Outcome = unknown,
>(
  name: string,
  options: FanOutOptions<Input, Variables, Item, Selected> &
    PlaceOptions<Input, Into, Replace, Discard> &
    AsGiven<Given, FanOutKey | PlaceKey>,
  each: (
    item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Unended<Variables>, Unended<Variables>>,
  ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
  outcome?: OutcomeOptions<
    Input,
    Variables,
    FannedOut<IterationInput<Item, Selected>, NoInfer<Result | EarlyOutput<Inner>>>,
    Output,
    Written
  > &
    AsGiven<Outcome, 'output' | 'assign'>,
): Step<
  Input,
  Passed<Input, FannedOut<IterationInput<Item, Selected>, Result | EarlyOutput<Inner>>, Into, Replace, Discard, Output, GivenKeys<Given>>,
  Variables,
  Assigned<Written, GivenKeys<Given>> & MarkIn<Inner>
> {
  return stepMade(name, ['fanOut', 4, arguments], () =>
    fanOutNode(name, patternOptions<Pick<UntypedFanOut, FanOutKey | PlaceKey>>(name, 'fanOut', options, OPTIONS), each, outcome),
  );
}

/** The options of a `fanOut` without their types. */
export interface UntypedFanOut extends UntypedPlacement {
  readonly items: (scope: never) => unknown;
  readonly itemSelector?: ((scope: never) => unknown) | undefined;
  readonly maxConcurrency?: number | ((scope: never) => unknown) | undefined;
  readonly toleratedFailures?: 'all' | { readonly count: number } | undefined;
  readonly error?: string | undefined;
}

// What an iteration hands on: the item with its failure, or what the work gave, in an array of its own so that nothing flattens it.
const [itemKey, doneKey, errorKey] = ['item', 'done', 'error'] as const;

/** The states of a `fanOut`: a Map whose iterations do not fail, and where failures count, a choice after it. */
export function fanOutNode(name: string, options: UntypedFanOut, each: AnyNestedStep, outcome?: UntypedPlacement): StepNode {
  const { toleratedFailures = { count: 0 }, error = 'FanOutFailed' } = options;
  const plain = mapNode(name, outcomeAdded(name, options, outcome), each);
  const all: MapNode = {
    ...plain,
    itemSelector: object({ [itemKey]: plain.itemSelector ?? internalRoot('item') }),
    processor: guardedInJsonPath(name, plain.processor),
    result: {
      JSONata: object({ succeeded: raw('{% [$states.result.done] %}'), failed: raw('{% [$states.result[$exists(error)]] %}') }),
      JSONPath: object({ succeeded: raw('$[?(@.done)].done[0]'), failed: raw('$[?(@.error)]') }),
    },
  };
  const inJsonata: MapNode = { ...all, itemSelector: plain.itemSelector, processor: guardedInJsonata(name, plain.processor) };
  if (toleratedFailures === 'all') return { kind: 'perLanguage', name, JSONata: inJsonata, JSONPath: all };
  const limit: FailureLimit = { tolerated: checkedCount(name, toleratedFailures.count), error };
  const failed = failedIn(all.placement);
  return {
    kind: 'perLanguage',
    name,
    JSONata:
      failed === undefined
        ? counted(inJsonata, raw('{% $count($states.result.error) %}'), limit)
        : sequence(inJsonata, decided(name, { kind: 'call', operator: 'count', operands: [failed] }, limit)),
    JSONPath: counted(all, { kind: 'call', operator: 'count', operands: [field(internalRoot('result'), 'failed')] }, limit),
  };
}

function object(fields: Readonly<Record<string, ExpressionNode>>): ExpressionNode {
  return { kind: 'object', fields: Object.entries(fields).map(([key, value]) => ({ key, value, optional: false })) };
}

function field(of: ExpressionNode, name: string): ExpressionNode {
  return { kind: 'field', of, name };
}

function raw(text: string): ExpressionNode {
  return { kind: 'raw', text };
}

const failedItem = (name: string): StepNode => ({ kind: 'pass', name: stateFor(name, 'Item Failed'), placement: { mode: 'result' } });

/** The work of one item as states that never fail: work of one state that can be caught is caught itself, all other inside a Parallel. */
function guardedInJsonata(name: string, work: StepNode): StepNode {
  const failure = object({ [itemKey]: internalRoot('input'), [errorKey]: internalRoot('errorOutput') });
  const catches = [{ handler: failedItem(name), output: failure }];
  if ((work.kind === 'task' || work.kind === 'map' || work.kind === 'parallel') && work.catches.length === 0) {
    const output = object({ [doneKey]: { kind: 'array', items: [outputNode(work.placement, internalRoot('result'))] } });
    return { ...work, origin: work.origin ?? work, placement: { mode: 'output', assign: work.placement.assign, output }, catches };
  }
  const done = object({ [doneKey]: internalRoot('rawResult') });
  return {
    kind: 'parallel',
    name: stateFor(name, 'Item'),
    branches: [work],
    result: internalRoot('rawResult'),
    placement: { mode: 'output', output: done },
    catches,
  };
}

/** JSONPath adds to an input only, so the item comes inside of one. */
function guardedInJsonPath(name: string, work: StepNode): ParallelNode {
  return {
    kind: 'parallel',
    name: stateFor(name, 'Item'),
    input: field(internalRoot('input'), itemKey),
    branches: [work],
    result: internalRoot('rawResult'),
    placement: { mode: 'into', key: doneKey },
    catches: [{ handler: failedItem(name) }],
  };
}

/** Where the next state finds what failed; undefined where the step hands on something else, or stores parts of it. */
function failedIn({ mode, key, assign }: Placement): ExpressionNode | undefined {
  if (assign !== undefined || mode === 'discard' || mode === 'output') return undefined;
  const input = internalRoot('input');
  return field(mode === 'result' ? input : field(input, key ?? ''), 'failed');
}

/** How many failures are too many, and what they are called. */
interface FailureLimit {
  readonly tolerated: number;
  readonly error: string;
}

/** The Map with the number of failures in a variable, and the choice that reads it. */
function counted(all: MapNode, count: ExpressionNode, limit: FailureLimit): StepNode {
  const given = all.placement.assign?.kind === 'object' ? all.placement.assign.fields : [];
  return withVariables(all.name, [variableFor(all.name, 'Failures')], (names, origin) => {
    const [variable] = names as readonly [string];
    const assign: ExpressionNode = { kind: 'object', fields: [...given, { key: variable, value: count, optional: false }] };
    return sequence(
      { ...all, origin, placement: { ...all.placement, assign } },
      decided(all.name, field(internalRoot('variables'), variable), limit, origin),
    );
  });
}

/** A choice that fails for too many. */
function decided(name: string, failures: ExpressionNode, { tolerated, error }: FailureLimit, origin?: StepNode): ChoiceNode {
  const cause: readonly ExpressionNode[] = [
    { kind: 'literal', value: `"{}" tolerates ${tolerated} failures, and {} items failed.` },
    { kind: 'literal', value: name },
    failures,
  ];
  return {
    kind: 'choice',
    name: stateFor(name, 'Too Few?'),
    ...(origin === undefined ? {} : { origin }),
    rules: [
      {
        condition: { kind: 'call', operator: 'gt', operands: [failures, { kind: 'literal', value: tolerated }] },
        step: {
          kind: 'fail',
          name: stateFor(name, 'Failed'),
          ...(origin === undefined ? {} : { origin }),
          error: { kind: 'literal', value: error },
          cause: { kind: 'call', operator: 'format', operands: cause },
        },
      },
    ],
    otherwise: 'continue',
  };
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
