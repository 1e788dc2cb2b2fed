import type { Expression, Mistake } from '../../expressions';
import type { StepScope } from './scopes';
import type { NestedStep, NestedTaking, Step } from './step';

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
  /** Takes this step where the condition holds. */
  when<Output, NewVariables>(
    condition: (scope: StepScope<Input, Variables>) => Expression<boolean>,
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /** Takes this step where the input has this key, which the step then can rely on; null is a value. */
  whenPresent<Key extends keyof Input & string, Output, NewVariables>(
    key: Key,
    step: NestedStep<WithKey<Input, Key>, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /** Takes this step where no condition holds. */
  otherwise<Output, NewVariables>(
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables]>;
  /** Goes on with the step after the choice where no condition holds. */
  otherwise(): ChosenBranches<Outputs | Input, Added | [unknown]>;
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

type StepIn<Nested> = Nested extends (flow: never) => infer Returned ? Returned : Nested;

/** What comes out of nested steps, as a union. */
export type CaseOutputs<Given> = {
  [Case in keyof Given]: StepIn<Given[Case]> extends Step<never, infer Output, never, unknown> ? Output : never;
}[keyof Given];

/** What nested steps add to the variables, as a union of one-tuples. */
export type CaseAdded<Given> = {
  [Case in keyof Given]: StepIn<Given[Case]> extends Step<never, unknown, never, infer Added> ? [Added] : never;
}[keyof Given];
