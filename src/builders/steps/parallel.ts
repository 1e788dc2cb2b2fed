import { kinds } from '../../asl';
import { BuilderError, type ExpressionNode, internalRoot, type KeepsTexts, requireValue } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { placementOf, type UntypedPlacement } from '../tree/placement';
import type { ParallelNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { EarlyOutput } from '../types/early-end';
import type { ErrorName } from '../types/error-name';
import type { AsGiven, PlacementKey, PlacementOptions, RecoveryKey, RecoveryOptions } from '../types/options';
import type { Assigned, NotGiven, Passed } from '../types/passing';
import type { MarkInAny } from '../types/standard-only';
import type { BranchStep, Step } from '../types/step';
import { type AnyNestedStep, nestedNode } from './nested-step';
import { recoveryOf, type UntypedRecovery } from './recovery';

/** Branches by name or by position, each with what comes out of it: a step, or a callback that adds steps to a flow. */
export type Branches<Input, Variables, Ends> = {
  readonly [Branch in keyof Ends]: BranchStep<Input, Ends[Branch], Variables>;
};

/** The result of branches, without the marks of readonly inference; of one that is refused anything. It is shown as it is, not by its name. */
export type BranchResults<Ends> = {
  // biome-ignore lint/suspicious/noExplicitAny: nothing in the wake of a mistake is refused as well.
  -readonly [Branch in keyof Ends]: Ends[Branch] extends [infer Output, infer Added] ? Output | EarlyOutput<Added> : any;
} & unknown;

/**
 * A step that runs branches at the same time: named branches come out as an object, a list of branches as a tuple.
 *
 * @example parallel('Prepare', { stock: reserve, label: printLabel }, { into: 'prepared' })
 * @throws BuilderError without branches
 */
export function parallel<
  Input,
  Variables,
  Ends extends Readonly<Record<string, unknown>> | readonly unknown[] | [],
  Into extends string = never,
  Replace extends string = never,
  Discard extends boolean = false,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Caught = never,
  CaughtAdded = never,
  Errors extends string = ErrorName,
  Given = unknown,
>(
  name: string,
  branches: Branches<Input, Variables, Ends>,
  options?: PlacementOptions<Input, Variables, BranchResults<NoInfer<Ends>>, Into, Replace, Discard, Output, Written> &
    RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
    AsGiven<Given, PlacementKey | RecoveryKey>,
): Step<
  Input,
  OutputOrCaught<Input, Passed<Input, BranchResults<Ends>, Into, Replace, Discard, Output, keyof Given>, Caught>,
  Variables,
  VariablesOrCaught<Assigned<Written, keyof Given>, CaughtAdded> & MarkInAny<Ends>
> {
  return stepMade(
    name,
    ['parallel', 3, arguments],
    () => parallelNode(name, branches as unknown as UntypedBranches, knownOptions(name, 'parallel', options === undefined ? {} : options)),
    options,
  );
}

/** Branches without their types. */
export type UntypedBranches = Readonly<Record<string, AnyNestedStep>> | readonly AnyNestedStep[];

/** The options of a Parallel without their types. */
export interface UntypedParallel extends UntypedPlacement, UntypedRecovery {}

/** The description of a Parallel. */
export function parallelNode(name: string, branches: UntypedBranches, options: UntypedParallel): ParallelNode {
  const branching = kinds.either('branches by name, or a list of them', kinds.anObject, kinds.list);
  requireValue('parallel()', branches, branching, 'its branches', 'write parallel(name, { stock: reserve }).', name);
  const steps = Object.values(branches);
  if (steps.length === 0) {
    throw new BuilderError({
      code: 'PARALLEL_EMPTY',
      step: name,
      message: 'It has no branches.',
      hint: 'name at least one: parallel(name, { stock: reserve }).',
    });
  }
  if (Object.hasOwn(branches, '__proto__')) {
    throw new BuilderError({
      code: 'OPTION_VALUE',
      step: name,
      message: 'parallel(): the result of the branch "__proto__" would be missing in the output: aws-cdk-lib loses a key of that name.',
      hint: 'choose another name for the branch.',
    });
  }
  return Object.freeze({
    kind: 'parallel',
    name,
    branches: steps.map(nestedNode),
    result: Array.isArray(branches) ? internalRoot('rawResult') : namedResult(Object.keys(branches)),
    placement: placementOf(name, options),
    ...recoveryOf(name, options),
  } satisfies ParallelNode);
}

function namedResult(names: readonly string[]): ExpressionNode {
  const raw = internalRoot('rawResult');
  return { kind: 'object', fields: names.map((key, index) => ({ key, optional: false, value: { kind: 'index', of: raw, index } })) };
}
