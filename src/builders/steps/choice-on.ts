import { kinds } from '../../asl';
import { BuilderError, type Expression, eq, field, requireValue } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { ChoiceNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { CaseAdded, CaseOutputs, CaseSteps, CasesOf, DiscriminantKey, EachCase, KnownCases } from '../types/choosing';
import type { Join, JoinVariables } from '../types/join';
import type { CommentOptions } from '../types/options';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { type AnyNestedStep, nestedNode } from './nested-step';

/** How a `choiceOn` is called. */
export interface ChoiceOnOptions extends CommentOptions {
  /** Name of the state. @default the key with a capital letter and a question mark */
  readonly name?: string;
}

/**
 * A step with one branch for each value of a key. Each branch sees only those alternatives of the input that have its value.
 * Every value needs a step. Data that has none of them fails the execution.
 *
 * @example choiceOn('kind', { card: (order) => order.next(chargeCard), invoice: (order) => order.next(sendInvoice) })
 * @throws BuilderError without cases
 */
export function choiceOn<Input, Variables, Key extends keyof Input & string, Cases extends CaseSteps<Input, Variables, Key>>(
  key: Key & DiscriminantKey<NoInfer<Input>, NoInfer<Key>> & EachCase<NoInfer<Input>, NoInfer<Variables>, NoInfer<Key>, NoInfer<Cases>>,
  cases: Cases & KnownCases<Key, CasesOf<NoInfer<Input>, Key>, Cases>,
  options: ChoiceOnOptions = {},
): Step<Input, Join<Input, CaseOutputs<Cases>>, Variables, JoinVariables<CaseAdded<Cases>>> {
  return stepMade(
    key,
    ['choiceOn', 3, arguments],
    () => choiceOnNode(key, cases as unknown as Readonly<Record<string, AnyNestedStep>>, knownOptions(key, 'choiceOn', options)),
    options,
  );
}

/** The description of a choice over the values of a key. */
export function choiceOnNode(key: string, cases: Readonly<Record<string, AnyNestedStep>>, options: ChoiceOnOptions): ChoiceNode {
  const hint = "write choiceOn('kind', { card: step, invoice: other }).";
  requireValue('choiceOn()', key, kinds.name, 'the key', hint);
  requireValue('choiceOn()', cases, kinds.anObject, 'its cases', hint, key);
  const name = options.name ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}?`;
  const entries = Object.entries(cases);
  if (entries.length === 0) {
    throw new BuilderError({
      code: 'CHOICE_EMPTY',
      step: name,
      message: 'The choice has no cases.',
      hint: `give a step for each value of "${key}": choiceOn('${key}', { value: step }).`,
    });
  }
  const rules = entries.map(([value, step]) => {
    const matches = ({ input }: StepScope<unknown, unknown>) => eq(field(input as Expression<Record<string, string>>, key), value);
    return { condition: captured(name, beforeResult, matches as (scope: never) => unknown), step: nestedNode(step) };
  });
  return Object.freeze({ kind: 'choice', name, rules, exhaustive: true });
}
