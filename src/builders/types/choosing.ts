import type { Expression, KeepsTexts, Mistake, Resolved, Scalar, ToldOrOpen, WrittenFit } from '../../expressions';
import type { AsGiven, CommentOptions } from './options';
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
  /** Takes this step where the condition holds; without a step, continues with the one after the choice. */
  when<Output = Input, NewVariables = unknown>(
    condition: (scope: StepScope<Input, Variables>) => Expression<boolean>,
    step?: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /**
   * Takes this step where the input has this field, which the step then can rely on; null is a value. Names stand with dots between them:
   * `whenPresent('address.zip', step)`.
   */
  whenPresent<Path extends PathsIn<Input> | OpenPaths<Input>, Output = WithPath<Input, Path>, NewVariables = unknown>(
    path: Path & KnownPath<Input, Path>,
    step?: NestedStep<WithPath<Input, Path>, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /**
   * `when` for a rule that stores variables, passes on something other than the input, or has a comment. A step that reads what the rule
   * stores or hands on is written as a callback.
   */
  rule<
    Chosen extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Output = ChosenInput<Input, Chosen>,
    NewVariables = unknown,
    Given = unknown,
  >(
    rule: RuleOptions<Input, Variables, Chosen, Written> & AsGiven<Given, 'when' | OutcomeKey | 'comment'>,
    step?: NestedStep<ChosenInput<Input, NoInfer<Chosen>>, Output, Variables & Assigned<NoInfer<Written>>, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables & Assigned<Written>]>;
  /** `otherwise` that stores variables or passes on something other than the input; its step is a callback where it reads them. */
  default<
    Chosen extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Output = ChosenInput<Input, Chosen>,
    NewVariables = unknown,
    Given = unknown,
  >(
    outcome: RuleOutcome<Input, Variables, Chosen, Written> & AsGiven<Given, OutcomeKey>,
    step?: NestedStep<ChosenInput<Input, NoInfer<Chosen>>, Output, Variables & Assigned<NoInfer<Written>>, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables & Assigned<Written>]>;
  /** Takes this step where no condition holds. */
  otherwise<Output, NewVariables>(
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables]>;
  /** Continues with the step after the choice where no condition holds. */
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
  readonly output?: (scope: StepScope<Input, Variables>) => Chosen & WrittenFit<Chosen>;
  /** Values to store in variables where this branch is taken. */
  readonly assign?: (scope: StepScope<Input, Variables>) => Written & WrittenFit<Written>;
}

type OutcomeKey = 'output' | 'assign';

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

/** Adds branches to what it is given, which has none: `(c) => c.when(condition, step).otherwise()`. */
export type Chooses<Input, Variables, Outputs, Added> = (
  branches: ChoiceBuilder<Input, Variables, never, never>,
) => ChosenBranches<Outputs, Added>;

/**
 * The names of fields, and those of fields inside them with dots between, four deep.
 *
 * @typeParam Value the state input
 */
export type PathsIn<Value, Depth extends readonly 0[] = []> = Depth['length'] extends 4
  ? never
  : Value extends Scalar | readonly unknown[]
    ? never
    : { [Key in keyof Value & string]-?: PathsAt<Key, Value[Key], Depth> }[keyof Value & string];

/** Any path where it is open which there are, as in a generic function; {@link KnownPath} tells of one that the constraint does not have. */
type OpenPaths<Value> = (Value extends Scalar ? ToldOrOpen<never, string> : ToldOrOpen<never, string>)['is'];

/** Nothing, but in a generic function the mistake for a path that the constraint of the input does not have. */
type KnownPath<Input, Path extends string> = (Input extends Scalar
  ? ToldOrOpen<unknown, ConstraintHas<Input, Path>>
  : ToldOrOpen<unknown, ConstraintHas<Input, Path>>)['is'];

type ConstraintHas<Input, Path extends string> = {
  readonly fit: unknown;
  readonly misfit: Mistake<`the input has no "${Path}"`>;
}[HasPath<Input, Path>];

type HasPath<Input, Path> = Input extends infer Known
  ? Path extends keyof Known
    ? 'fit'
    : Path extends PathsIn<Known>
      ? 'fit'
      : 'misfit'
  : never;

// A name with a dot in it is not told from two names.
type PathsAt<Key extends string, Value, Depth extends readonly 0[]> = Key extends `${string}.${string}`
  ? never
  : Key | `${Key}.${PathsIn<NonNullable<Value>, readonly [...Depth, 0]>}`;

/**
 * The input where a field that may be absent is there, and so are the objects around it.
 *
 * @typeParam Input the state input
 * @typeParam Path the names down to the field, with dots between
 */
export type WithPath<Input, Path extends string> = Input extends unknown ? Input & ThereAt<Input, Path> : never;

type ThereAt<Input, Path extends string> = Input extends infer Known
  ? Path extends keyof Known
    ? { readonly [Name in Path]-?: Exclude<Known[Name], undefined> }
    : Path extends `${infer Key}.${infer Rest}`
      ? Key extends keyof Known
        ? { readonly [Name in Key]-?: WithPath<NonNullable<Known[Key]>, Rest> }
        : unknown
      : unknown
  : never;

/** The values of a discriminant; never where they are not literals of text. */
export type CasesOf<Input, Key extends keyof Input> = Input[Key] extends string ? (string extends Input[Key] ? never : Input[Key]) : never;

/** `unknown` for a key whose values are text literals, else the mistake to show at the key. */
export type DiscriminantKey<Input, Key extends keyof Input> = ([CasesOf<Input, Key>] extends [never]
  ? ToldOrOpen<Mistake<`"${Key & string}" does not tell alternatives apart: its type must be a union of text literals. Use choice`>>
  : ToldOrOpen<unknown>)['is'];

/** The alternatives of the input that can have this value of the discriminant. */
export type CaseInput<Input, Key extends PropertyKey, Case> = Input extends { readonly [Name in Key]: Case }
  ? Input
  : Input extends { readonly [Name in Key]: unknown }
    ? Case extends Input[Key]
      ? Input & { readonly [Name in Key]: Case }
      : never
    : never;

/** A step for each value of the discriminant; {@link EachCase} tells of those that are missing, and in a generic function of misfits. */
export type CaseSteps<Input, Variables, Key extends keyof Input> =
  | ({ readonly [Case in CasesOf<Input, Key>]?: NestedTaking<CaseInput<Input, Key, Case>, Variables> } & object)
  | OpenSteps<Input, Key>;

type OpenSteps<Input, Key extends keyof Input> = ([CasesOf<Input, Key>] extends [never]
  ? ToldOrOpen<never, object>
  : ToldOrOpen<never, object>)['is'];

/**
 * Nothing where each value of a discriminant has its step; else the mistake, to show at its name. A step for a value that it never has, which
 * may be misspelt, is told first.
 *
 * @typeParam Given the steps as written
 */
export type EachCase<Input, Variables, Key extends keyof Input, Given> = ([Exclude<keyof Given, CasesOf<Input, Key>>] extends [never]
  ? [Exclude<CasesOf<Input, Key>, keyof Given>] extends [never]
    ? CasesToldOrOpen<unknown, Input, Variables, Key, Given>
    : CasesToldOrOpen<NoStep<Exclude<CasesOf<Input, Key>, keyof Given>>, Input, Variables, Key, Given>
  : CasesToldOrOpen<unknown, Input, Variables, Key, Given>)['is'];

/** {@link ToldOrOpen} for the steps of a choice, made only where it is read. */
interface CasesToldOrOpen<Told, Input, Variables, Key extends keyof Input, Given> {
  get is(): Told;
  set is(open: OpenCases<Input, Variables, Key, Given>);
}

// Before the compiler has looked at callbacks the steps are open as well, and nothing is said of them.
type OpenCases<Input, Variables, Key extends keyof Input, Given> = ([keyof Given] extends [never]
  ? ToldOrOpen<CasesFit<Input, Variables, Key, Given>>
  : ToldOrOpen<CasesFit<Input, Variables, Key, Given>>)['is'];

/** In a generic function the constraint of the input says which values there are. */
type CasesFit<Input, Variables, Key extends keyof Input, Given> = {
  readonly fit: unknown;
  readonly misfit: Mistake<`"${Key & string}" has a value without a step`>;
}[HasAll<Input, Key, Given>] &
  (Given extends { readonly [Case in keyof Given]: NestedTaking<CaseInput<Input, Key, Case>, Variables> }
    ? unknown
    : Mistake<`a step does not take the input with its value of "${Key & string}"`>);

type HasAll<Input, Key extends PropertyKey, Given> = Input extends { readonly [Name in Key]: infer Case } ? HasStep<Case, Given> : 'misfit';
type HasStep<Case, Given> = Case extends keyof Given ? 'fit' : 'misfit';

type NoStep<Case> = Case extends string ? Mistake<`"${Case}" has no step`> : never;

/** Nothing where there is no step for a value that the discriminant never has; else the mistake at the step. */
export type KnownCases<Key, Cases extends PropertyKey, Given> = {
  readonly [Case in Exclude<keyof Given, Cases>]: (Case extends Cases
    ? ToldOrOpen<unknown>
    : ToldOrOpen<Mistake<`"${Key & string}" is never "${Case & string}"`>>)['is'];
};

/** What comes out of nested steps, as a union; where they are refused anything, so that nothing after them is refused as well. */
export type CaseOutputs<Given> = {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  [Case in keyof Given]-?: StepIn<Given[Case]> extends Step<never, infer Output, never, unknown> ? Output : any;
}[keyof Given];

/** What nested steps add to the variables, as a union of one-tuples. */
export type CaseAdded<Given> = {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  [Case in keyof Given]-?: StepIn<Given[Case]> extends Step<never, unknown, never, infer Added> ? [Added] : [any];
}[keyof Given];
