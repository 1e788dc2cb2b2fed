import type { Expression, Mistake, Resolved } from '../../expressions';
import type { CommentOptions } from './options';
import type { Assigned, NotGiven } from './passing';
import type { StepScope } from './scopes';
import type { NestedStep, NestedTaking, Step, StepIn } from './step';

declare const chosenTypes: unique symbol;

/**
 * Collects the branches of a choice; the first condition that holds decides.
 *
 * @typeParam Input the state input, which every branch gets
 * @typeParam Variables the variables branches can read
 * @typeParam Outputs what comes out of the branches so far
 * @typeParam Added the variables the branches add, as a union of one-tuples
 */
export interface ChoiceBuilder<Input, Variables, out Outputs, out Added> {
  readonly [chosenTypes]?: [Outputs, Added];
  /** Takes this step where the condition holds; without a step goes on with the one after the choice. */
  when<Output = Input, NewVariables = unknown>(
    condition: (scope: StepScope<Input, Variables>) => Expression<boolean>,
    step?: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /** Takes this step where the input has this key, which the step then can rely on; null is a value. */
  whenPresent<Key extends keyof Input & string, Output = WithKey<Input, Key>, NewVariables = unknown>(
    key: Key,
    step?: NestedStep<WithKey<Input, Key>, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /**
   * `when` for a rule that stores variables, hands on something else than the input, or has a comment. A step that reads what the rule
   * stores or hands on is written as a callback.
   */
  rule<Chosen = NotGiven, Written = NotGiven, Output = ChosenInput<Input, Chosen>, NewVariables = unknown>(
    rule: RuleOptions<Input, Variables, Chosen, Written>,
    step?: NestedStep<ChosenInput<Input, Chosen>, Output, Variables & Assigned<Written>, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables & Assigned<Written>]>;
  /** `otherwise` that stores variables or hands on something else than the input; its step is a callback where it reads them. */
  default<Chosen = NotGiven, Written = NotGiven, Output = ChosenInput<Input, Chosen>, NewVariables = unknown>(
    outcome: RuleOutcome<Input, Variables, Chosen, Written>,
    step?: NestedStep<ChosenInput<Input, Chosen>, Output, Variables & Assigned<Written>, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables & Assigned<Written>]>;
  /** Takes this step where no condition holds. */
  otherwise<Output, NewVariables>(
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables]>;
  /** Goes on with the step after the choice where no condition holds. */
  otherwise(): ChosenBranches<Outputs | Input, Added | [unknown]>;
}

/** What the step of a branch gets: what its rule hands on. */
export type ChosenInput<Input, Chosen> = [Chosen] extends [NotGiven] ? Input : Resolved<Chosen>;

/**
 * What a branch begins with.
 *
 * @typeParam Chosen the template given to `output`, or NotGiven
 * @typeParam Written the template given to `assign`, or NotGiven
 */
export interface RuleOutcome<Input, Variables, Chosen, Written> {
  /** What the branch gets. JSONata only; in JSONPath write a `pass` on the branch. @default the input */
  readonly output?: (scope: StepScope<Input, Variables>) => Chosen;
  /** Values to store in variables where this branch is taken. */
  readonly assign?: (scope: StepScope<Input, Variables>) => Written;
}

/** A rule of a choice. */
export interface RuleOptions<Input, Variables, Chosen, Written> extends RuleOutcome<Input, Variables, Chosen, Written>, CommentOptions {
  /** The condition. */
  readonly when: (scope: StepScope<Input, Variables>) => Expression<boolean>;
}

/**
 * Branches that are complete; without `otherwise` a choice that matches nothing ends the execution with States.Runtime, which nothing catches.
 *
 * @typeParam Outputs what comes out of the branches
 * @typeParam Added the variables the branches add, as a union of one-tuples
 */
export interface ChosenBranches<out Outputs, out Added> {
  readonly [chosenTypes]?: [Outputs, Added];
}

/**
 * The input where a key that may be absent is there.
 *
 * @typeParam Input the state input
 * @typeParam Key the key
 */
export type WithKey<Input, Key extends keyof Input> = Input & { readonly [Name in Key]-?: Exclude<Input[Name], undefined> };

/** The values of a discriminant; never where they are no literals of text. */
export type CasesOf<Input, Key extends keyof Input> = Input[Key] extends string ? (string extends Input[Key] ? never : Input[Key]) : never;

/** `unknown` for a key whose values are text literals, else the mistake to show at the key. */
export type DiscriminantKey<Input, Key extends keyof Input> = [CasesOf<Input, Key>] extends [never]
  ? Mistake<`"${Key & string}" does not tell alternatives apart: its type must be a union of text literals. Use choice`>
  : unknown;

/** The alternatives of the input that have this value of the discriminant. */
export type CaseInput<Input, Key extends keyof Input, Case> = [Extract<Input, { readonly [Name in Key]: Case }>] extends [never]
  ? Input & { readonly [Name in Key]: Case }
  : Extract<Input, { readonly [Name in Key]: Case }>;

/** A step for each value of the discriminant. */
export type CaseSteps<Input, Variables, Key extends keyof Input> = {
  readonly [Case in CasesOf<Input, Key>]: NestedTaking<CaseInput<Input, Key, Case>, Variables>;
};

/** A mistake at each step for a value that the discriminant never has. */
export type KnownCases<Key, Cases, Given> = {
  readonly [Case in keyof Given]: Case extends Cases ? unknown : Mistake<`"${Key & string}" is never "${Case & string}"`>;
};

/** What comes out of nested steps, as a union. */
export type CaseOutputs<Given> = {
  [Case in keyof Given]: StepIn<Given[Case]> extends Step<never, infer Output, never, unknown> ? Output : never;
}[keyof Given];

/** What nested steps add to the variables, as a union of one-tuples. */
export type CaseAdded<Given> = {
  [Case in keyof Given]: StepIn<Given[Case]> extends Step<never, unknown, never, infer Added> ? [Added] : never;
}[keyof Given];
