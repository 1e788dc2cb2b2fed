import type { StateNode } from '../../asl';
import type { EvaluationScope, SeededRandom } from '../../data';

/** How one visit of a Choice state ended, with its data still as its rules saw them. */
export interface WatchedChoice {
  readonly node: StateNode<'Choice'>;
  /** Rules that were evaluated, the one that matched included; one that failed is not among them. */
  readonly evaluated: number;
  /** Index of the rule that matched; undefined when none did. */
  readonly matched: number | undefined;
  /** What a rule could read, with the randomness that it drew: evaluating it again touches nothing. Good until the watch returns. */
  scopeOf(rule: number): EvaluationScope;
}

/** Is called for every visit of a Choice state. */
export type ChoiceWatch = (choice: WatchedChoice) => void;

/** What the rules of a Choice read, with randomness that can be copied. */
export interface ChoiceScope extends EvaluationScope {
  readonly random: SeededRandom;
}

/** Follows one visit for a watch. */
export class ChoiceVisit implements WatchedChoice {
  evaluated = 0;
  matched: number | undefined = undefined;
  private readonly randoms: SeededRandom[] = [];

  constructor(
    readonly node: StateNode<'Choice'>,
    private readonly scope: ChoiceScope,
  ) {}

  /** A rule is about to be evaluated. */
  begins(): void {
    this.randoms.push(this.scope.random.copy());
  }

  /** It came to this. */
  ends(matched: boolean): void {
    if (matched) this.matched = this.evaluated;
    this.evaluated++;
  }

  scopeOf(rule: number): EvaluationScope {
    const random = this.randoms[rule]!.copy();
    const { scope } = this;
    return {
      input: scope.input,
      result: scope.result,
      errorOutput: scope.errorOutput,
      ...(scope.intrinsicSizes === undefined ? {} : { intrinsicSizes: scope.intrinsicSizes }),
      random,
      context: () => scope.context(),
      variable: (name) => scope.variable(name),
      now: () => scope.now(),
    };
  }
}
