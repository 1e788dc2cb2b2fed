import type { StateNode } from '../../asl';
import type { EvaluationScope, SeededRandom } from '../../data';
import type { Branch } from '../engine/branch';

/** What one visit of a Choice state came to, told while its data stand as its rules saw them. */
export interface WatchedChoice {
  readonly node: StateNode<'Choice'>;
  /** Rules that were evaluated, the one that matched included; one that failed is not among them. */
  readonly evaluated: number;
  /** Index of the rule that matched; undefined when none did. */
  readonly matched: number | undefined;
  /** What a rule could read, with the randomness that it drew: evaluating it again touches nothing. Good until the watch returns. */
  scopeOf(rule: number): EvaluationScope;
}

/** Is told of every visit of a Choice state. */
export type ChoiceWatch = (choice: WatchedChoice) => void;

/** Follows one visit for a watch. */
export class ChoiceVisit implements WatchedChoice {
  evaluated = 0;
  matched: number | undefined = undefined;
  private readonly randoms: SeededRandom[] = [];

  constructor(
    readonly node: StateNode<'Choice'>,
    private readonly branch: Branch,
  ) {}

  /** A rule is about to be evaluated. */
  begins(): void {
    this.randoms.push(this.branch.run.engine.random.copy());
  }

  /** It came to this. */
  ends(matched: boolean): void {
    if (matched) this.matched = this.evaluated;
    this.evaluated++;
  }

  scopeOf(rule: number): EvaluationScope {
    const random = (this.randoms[rule] as SeededRandom).copy();
    return Object.create(this.branch, { random: { value: random } }) as EvaluationScope;
  }
}
