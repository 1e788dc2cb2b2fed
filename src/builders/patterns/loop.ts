import { kinds, type OptionTable } from '../../asl';
import type { Expression, ExpressionNode, IfAny, Mistake, OpenBound, Refused, Scalar, ToldOrOpen } from '../../expressions';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import { patternOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { AsGiven } from '../types/options';
import type { StepScope } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { NestedStep, Step } from '../types/step';
import { sequence } from './finally';

const OPTIONS: OptionTable<LoopOptions<never, never>> = { while: kinds.callable };

/** The input of a loop: a text that was written as a constant becomes any text, since the step may write another one. */
export type Around<Input, Whole = Input> = Input extends infer Known
  ? IfAny<
      Known,
      Known,
      [ConstantKeys<Known, Whole>] extends [never]
        ? Known
        : { [Key in keyof Known]: IsConstant<Known[Key]> extends true ? string : Known[Key] }
    >
  : never;

/** Keys of one object that hold one certain text; those of alternatives tell them apart. */
type ConstantKeys<Input, Whole> = [Input] extends [object]
  ? Alone<Whole> extends true
    ? { [Key in keyof Input]-?: IsConstant<Input[Key]> extends true ? Key : never }[keyof Input]
    : never
  : never;

type IsConstant<Value> = [Value] extends [string] ? (string extends Value ? false : Alone<Value>) : false;
type Alone<Type, Whole = Type> = [Type extends unknown ? ([Whole] extends [Type] ? true : false) : never] extends [true] ? true : false;

/** What comes out of a loop: what went in, unless the step wrote other texts over it; what a generic function let through is told as it is. */
export type Looped<Input, Output> = [
  [Output] extends [Input] ? Input : [Output] extends [Around<Input>] ? Around<Input> : Input | Output,
] extends [infer Known extends OpenBound<Input, Input>]
  ? Known
  : Refused;

type LostKeys<Input, Output> = Exclude<keyof Input, keyof Output> & string;
type ChangedKeys<Input, Output> = {
  [Key in keyof Input]-?: Key extends keyof Output ? ([Output[Key]] extends [Input[Key]] ? never : Key) : never;
}[keyof Input] &
  string;

/**
 * A step that can run again on what it hands on, or a callback that adds such steps to a flow. Where it cannot, the sentence stands alone,
 * as that of a {@link SagaStep} does.
 */
export type RepeatedStep<Input, Output, Variables, Added> = IfRepeatable<Input, Output, NestedStep<Input, Output, Variables, Added>>;

// The step comes as a type of its own: in a branch of the condition the compiler would take its output for both at once, itself and what is asked for.
type IfRepeatable<Input, Output, Fitting> = [Output] extends [Around<Input>] ? Fitting : Unrepeatable<Input, Output, Fitting>['is'];

type Unrepeatable<Input, Output, Fitting> = [Output] extends [Scalar | readonly unknown[]]
  ? UnlessOpen<
      'the output of the repeated step does not fit its input, so it cannot run again. Give it into, replace or discard',
      Input,
      Output,
      Fitting
    >
  : [LostKeys<Input, Output>] extends [never]
    ? UnlessOpen<
        `"${ChangedKeys<Around<Input>, Output>}" comes out with another type, so it cannot run again. Write a literal as const`,
        Input,
        Output,
        Fitting
      >
    : Alone<LostKeys<Input, Output>> extends true
      ? UnlessOpen<
          `"${LostKeys<Input, Output>}" gets lost in the step, so it cannot run again. Give it into, replace or discard`,
          Input,
          Output,
          Fitting
        >
      : UnlessOpen<'its input gets lost in the step, so it cannot run again. Give it into, replace or discard', Input, Output, Fitting>;

/** In a generic function the constraints of both types say whether a step can run again on what it hands on. */
type UnlessOpen<Told, Input, Output, Fitting> = ToldOrOpen<
  Told,
  {
    readonly fit: Fitting;
    readonly misfit: 'the output of the repeated step does not fit the constraint of its input. Give it into, replace or discard';
  }[FitsAgain<Output, Input> & IsOpen<Output>]
>;

// An output without a type parameter in it is not the input, whatever else is in there.
type IsOpen<Output> = [Output] extends [unknown] ? never : 'fit';
type FitsAgain<Output, Input> = Output extends infer Given ? FitsAround<Given, Input> : never;
type FitsAround<Given, Input> = Input extends infer Taken ? ([Given] extends [Around<Taken>] ? 'fit' : 'misfit') : never;

/** When a `loop` goes on. */
export interface LoopOptions<Input, Variables> {
  /** Whether the step runs (again); asked before every run. */
  readonly while: (scope: StepScope<Around<Input>, Variables>) => Expression<boolean>;
}

/** Nothing where something says when a loop goes on; else the mistake. While the compiler has not looked at callbacks yet any will do. */
export type WhileGiven<Given> = unknown extends Given
  ? { readonly while: object } | { readonly until: object }
  : 'while' extends keyof Given
    ? unknown
    : { readonly while: Mistake<'"while" is missing, which says when the step runs again'> };

/**
 * A step that repeats another one while a condition holds. What the step hands on has to be what it takes.
 *
 * @example loop('Next Page?', { while: ({ input }) => isPresent(input.nextPage) }, (page) => page.next(invoke('Read Page', read, { replace: 'nextPage' })))
 */
export function loop<Input, Variables, Output = Refused, Added = unknown, Given = unknown>(
  name: string,
  options: Partial<LoopOptions<NoInfer<Input>, NoInfer<Variables>>> & WhileGiven<Given> & AsGiven<Given, 'while'>,
  body: RepeatedStep<Input, Output, Variables, Added>,
): Step<Input, Looped<Input, Output>, Variables, MarkIn<Added>> {
  return stepMade(name, ['loop', 3, arguments], () => loopNode(name, patternOptions(name, 'loop', options, OPTIONS).while!, body));
}

/** The states of a loop: a choice, the step, and back. */
export function loopNode(name: string, goesOn: (scope: never) => unknown, body: AnyNestedStep): StepNode {
  const rules: { condition: ExpressionNode; step: StepNode }[] = [];
  const node: StepNode = { kind: 'choice', name, rules, otherwise: 'continue' };
  const back: StepNode = { kind: 'back', name, target: node };
  rules.push({ condition: captured(name, beforeResult, goesOn), step: sequence(nestedNode(body), back) });
  return node;
}
