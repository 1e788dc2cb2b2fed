import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Refused, WrittenFit } from '../../expressions';
import { BuilderError, type Expression, type KeepsTexts, type Operand, type Resolved, templateNode } from '../../expressions';
import type { ItemSource } from '../tree/item-source';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured, outcomeAdded, placementOf, type UntypedPlacement } from '../tree/placement';
import type { MapNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { EarlyOutput } from '../types/early-end';
import type { ErrorName } from '../types/error-name';
import type { RunsInChild } from '../types/machine-type';
import type { AsGiven, OutcomeOptions, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { ItemScope, StepScope } from '../types/scopes';
import type { StandardOnly } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import type { IterationInput } from './map';
import { type AnyNestedStep, nestedNode } from './nested-step';
import { recoveryOf, type UntypedRecovery } from './recovery';

/** A number known while the workflow is built, or when it runs. */
export type Count<Input, Variables> = number | ((scope: StepScope<Input, Variables>) => Operand<number>);

/** How items are put together, so that one child execution works on many. */
export interface BatchOptions<Input, Variables, BatchInput> {
  /** Items in a batch at most. */
  readonly size?: Count<Input, Variables>;
  /** Bytes of a batch at most, up to 262,144. */
  readonly bytes?: Count<Input, Variables>;
  /** What every batch gets beside its items. @default nothing */
  readonly input?: (scope: StepScope<Input, Variables>) => BatchInput & WrittenFit<BatchInput>;
}

/** Where results go that are too many to come back. */
export interface ResultsTo {
  readonly bucket: IBucket;
  /** @default none */
  readonly prefix?: string;
  /** How the files are written: one JSON array, or a line for each child. @default 'JSON' */
  readonly outputType?: 'JSON' | 'JSONL';
  /** What is written of each child: all that is known, its output, or the items of its output. @default 'NONE' */
  readonly transformation?: 'NONE' | 'COMPACT' | 'FLATTEN';
}

/** What a distributed Map runs over, and how. */
export interface DistributedOptions<Input, Variables, Item, Selected, BatchInput, Express, Shape = ResultShape> {
  /** The items, from the data of the workflow; or give `source`. */
  readonly items?: (scope: StepScope<Input, Variables>) => Expression<readonly Item[]> | readonly Item[];
  /** The items, from S3: `itemsIn.csv<Row>(bucket, { key })`; or give `items`. */
  readonly source?: ItemSource<Item>;
  /** The key in the bucket of `source`, or the prefix of a listing, where it is known at run time only. */
  readonly sourceKey?: (scope: StepScope<Input, Variables>) => Operand<string>;
  /** Items of `source` to read at most, where the number is known at run time only. @default what the source says */
  readonly maxItems?: Count<Input, Variables>;
  /** What each child gets, or each item of a batch. @default the item */
  readonly itemSelector?: (scope: ItemScope<Input, Variables, Item>) => Selected & WrittenFit<Selected>;
  /** Puts items together: a child gets `{ Items, BatchInput }`. @default one item for each child */
  readonly batch?: BatchOptions<Input, Variables, BatchInput>;
  /** Writes results to S3; the result of the step then says where. @default they come back as an array */
  readonly resultsTo?: ResultsTo;
  /**
   * What comes back of each child that succeeded, where its results are not written to S3: its output, the items of its output in one array, or what
   * AWS knows of the execution. @default 'COMPACT'
   */
  readonly transformation?: Shape;
  /**
   * How many children may fail. Unless results are written to S3, a child that failed stands in the result as AWS tells of it, with `Error` and
   * `Cause` and without an output, which the type of the result does not say. @default none
   */
  readonly toleratedFailures?: { readonly count?: Count<Input, Variables>; readonly percentage?: Count<Input, Variables> };
  /** How many children run at once. @default no limit of ours; Step Functions runs up to 10,000 */
  readonly maxConcurrency?: number | ((scope: StepScope<Input, Variables>) => Expression<number>);
  /** Whether children are Express executions, which end within five minutes and wait for nothing. @default false */
  readonly express?: Express;
  /** Part of the ARN of its runs, up to 40 characters. @default made by the service */
  readonly label?: string;
}

/** Names of the options of {@link DistributedOptions}. */
export type DistributedKey =
  | 'items'
  | 'source'
  | 'sourceKey'
  | 'maxItems'
  | 'itemSelector'
  | 'batch'
  | 'resultsTo'
  | 'transformation'
  | 'toleratedFailures'
  | 'maxConcurrency'
  | 'express'
  | 'label';

/** The input of a child: the item, or a batch of them. */
export type ChildInput<Item, Selected, BatchInput, Given> = 'batch' extends keyof Given
  ? [BatchInput] extends [NotGiven]
    ? { Items: IterationInput<Item, Selected>[] }
    : { Items: IterationInput<Item, Selected>[]; BatchInput: Resolved<BatchInput> }
  : IterationInput<Item, Selected>;

/** Where a distributed Map wrote its results. */
export interface WrittenResults {
  readonly MapRunArn: string;
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
}

/** What a distributed Map does with the outputs of its children. */
export type ResultShape = 'NONE' | 'COMPACT' | 'FLATTEN';

/** What AWS knows of a child execution that succeeded: `transformation: 'NONE'`. Input and output are JSON texts. */
export interface ChildExecution {
  readonly ExecutionArn: string;
  readonly Input: string;
  readonly Name: string;
  readonly Output: string;
  readonly StartDate: string;
  readonly StateMachineArn: string;
  readonly Status: string;
  readonly StopDate: string;
}

/** What a distributed Map gives; where one of several shapes is chosen, any of theirs. */
export type DistributedResult<Result, Given, Shape = 'COMPACT'> = 'resultsTo' extends keyof Given
  ? WrittenResults
  : Shape extends 'FLATTEN'
    ? (Result extends readonly (infer Item)[] ? Item : Result)[]
    : Shape extends 'NONE'
      ? ChildExecution[]
      : Result[];

/**
 * A step that runs a child execution for each item, up to 10,000 at once. Children are executions of their own: variables are
 * not visible in them, so carry data with `itemSelector` or the input of a batch.
 *
 * @example
 * distributedMap('Import', { source: itemsIn.csv<{ sku: string }>(bucket, { key: 'stock.csv' }), batch: { size: 100 }, discard: true },
 *   (batch) => batch.next(invoke('Store', store, { payload: ({ input }) => ({ rows: input.Items }) })))
 * @throws BuilderError when it has both items and a source, or neither
 */
export function distributedMap<
  Input,
  Variables,
  Item,
  Result = Refused,
  Selected = NotGiven,
  BatchInput = NotGiven,
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName,
  Express extends boolean = false,
  Inner = unknown,
  Given = unknown,
  Outcome = unknown,
  Shape extends ResultShape = 'COMPACT',
>(
  name: string,
  options: DistributedOptions<Input, Variables, Item, Selected, BatchInput, Express, Shape> &
    PlacementOptions<Input, Variables, DistributedResult<unknown, Given, Shape>, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    AsGiven<Given, DistributedKey | PlacementKey | RecoveryKey>,
  each: (
    item: Flow<ChildInput<Item, Selected, BatchInput, Given>, ChildInput<Item, Selected, BatchInput, Given>, NoVariables, NoVariables>,
  ) => Step<ChildInput<Item, Selected, BatchInput, Given>, Result, NoVariables, Inner> & RunsInChild<Express, NoInfer<Inner>>,
  outcome?: OutcomeOptions<Input, Variables, DistributedResult<NoInfer<Result | EarlyOutput<Inner>>, Given, Shape>, Output, Written> &
    AsGiven<Outcome, 'output' | 'assign'>,
): Step<
  Input,
  OutputOrCaught<
    Input,
    Passed<Input, DistributedResult<Result | EarlyOutput<Inner>, Given, Shape>, Into, Replace, Discard, Output, GivenKeys<Given>>,
    Caught
  >,
  Variables,
  VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & StandardOnly
> {
  return stepMade(
    name,
    ['distributedMap', 4, arguments],
    () => distributedMapNode(name, outcomeAdded(name, knownOptions(name, 'distributedMap', options), outcome), each),
    options,
  );
}

/** Children start without variables. */
// biome-ignore lint/complexity/noBannedTypes: the variables of an execution that has none.
export type NoVariables = {};

type UntypedCount = number | ((scope: never) => unknown) | undefined;

/** The options of a distributed Map without their types. */
export interface UntypedDistributed extends UntypedPlacement, UntypedRecovery {
  readonly items?: ((scope: never) => unknown) | undefined;
  readonly source?: ItemSource<unknown> | undefined;
  readonly sourceKey?: ((scope: never) => unknown) | undefined;
  readonly itemSelector?: ((scope: never) => unknown) | undefined;
  readonly maxItems?: UntypedCount;
  readonly batch?: { readonly size?: UntypedCount; readonly bytes?: UntypedCount; readonly input?: (scope: never) => unknown } | undefined;
  readonly resultsTo?: ResultsTo | undefined;
  readonly transformation?: ResultShape | undefined;
  readonly toleratedFailures?: { readonly count?: UntypedCount; readonly percentage?: UntypedCount } | undefined;
  readonly maxConcurrency?: number | ((scope: never) => unknown) | undefined;
  readonly express?: boolean | undefined;
  readonly label?: string | undefined;
}

/** The description of a distributed Map. */
export function distributedMapNode(name: string, options: UntypedDistributed, each: AnyNestedStep): MapNode {
  const { items, source, sourceKey, itemSelector, batch, maxConcurrency, toleratedFailures } = options;
  if (options.resultsTo !== undefined && options.transformation !== undefined) {
    throw new BuilderError({
      code: 'TWO_TRANSFORMATIONS',
      step: name,
      message: 'It says what its children return, and also writes their results to S3.',
      hint: `write resultsTo: { bucket, transformation: '${options.transformation}' }, or leave resultsTo out.`,
    });
  }
  const counted = (given: UntypedCount) => (typeof given === 'number' ? templateNode(given, { step: name }) : optionally(name, given));
  if ((items === undefined) === (source === undefined)) {
    throw new BuilderError({
      code: 'ITEM_SOURCE',
      step: name,
      message: items === undefined ? 'It has no items.' : 'It has both items and a source.',
      hint: 'give items: ({ input }) => input.lines, or source: itemsIn.csv<Row>(bucket, { key }).',
    });
  }
  const batched =
    batch === undefined ? undefined : { size: counted(batch.size), bytes: counted(batch.bytes), input: optionally(name, batch.input) };
  return Object.freeze({
    kind: 'map',
    name,
    items: optionally(name, items),
    itemSelector: itemSelector === undefined ? undefined : captured(name, [...beforeResult, 'item', 'index'], itemSelector),
    maxConcurrency: counted(maxConcurrency),
    processor: nestedNode(each),
    distributed: {
      source,
      sourceKey: optionally(name, sourceKey),
      batch: batched,
      resultsTo: options.resultsTo,
      transformation: options.transformation,
      maxItems: counted(options.maxItems),
      toleratedFailures: toleratedFailures && {
        count: counted(toleratedFailures.count),
        percentage: counted(toleratedFailures.percentage),
      },
      express: options.express,
      label: options.label,
    },
    placement: placementOf(name, options),
    ...recoveryOf(name, options),
  } satisfies MapNode);
}

function optionally(name: string, callback: ((scope: never) => unknown) | undefined) {
  return callback === undefined ? undefined : captured(name, beforeResult, callback);
}
