import { drawsAnew, isJsonObject, type JsonObject, type JsonValue, kinds, ownKey, type Parameter, requireArguments } from '../../asl';
import { constantCondition } from '../expressions/constant-expression';
import { coveredNumbers } from './covered-numbers';
import { ruleOfCondition } from './jsonata-rule';

const CHOICES: Parameter = { name: 'the rules', kind: kinds.list, hint: 'pass the Choices of a Choice state.' };
const OUTCOME = ['Next', 'Comment', 'Assign', 'Output'];

/** Why a rule is never reached: the earlier one that is, and what that asks. */
export interface UnreachedRule {
  readonly earlier: number;
  readonly why: 'is always true' | 'asks the same' | 'is true whenever this one is';
}

/** The rules of a Choice that are never reached, by their number: an earlier one asks the same, is true whenever they are, or always. */
export function unreachedRules(choices: readonly JsonValue[]): ReadonlyMap<number, UnreachedRule> {
  requireArguments('unreachedRules()', arguments, CHOICES);
  const unreached = new Map<number, UnreachedRule>();
  const asked = new Map<string, number>();
  const covering = coveredNumbers();
  let always: number | undefined;
  for (const [index, rule] of choices.entries()) {
    if (!isJsonObject(rule)) continue;
    const question = questionOf(rule);
    const same = drawsAnew(ownKey(rule, 'Condition')) ? undefined : asked.get(question);
    const wider = covering(ruleOfCondition(ownKey(rule, 'Condition')) ?? rule, index);
    if (always !== undefined) unreached.set(index, { earlier: always, why: 'is always true' });
    else if (same !== undefined) unreached.set(index, { earlier: same, why: 'asks the same' });
    else if (wider !== undefined) unreached.set(index, { earlier: wider, why: 'is true whenever this one is' });
    else asked.set(question, index);
    if (always === undefined && constantCondition(ownKey(rule, 'Condition')) === true) always = index;
  }
  return unreached;
}

function questionOf(rule: JsonObject): string {
  return JSON.stringify(
    Object.keys(rule)
      .filter((field) => !OUTCOME.includes(field))
      .sort()
      .map((field) => [field, rule[field]]),
  );
}
