import { isDeepStrictEqual } from 'node:util';
import { isFieldsByName } from '../fields-by-name';
import { UsageError } from '../usage-error';
import type { AnswerSection } from './answer-chain';
import type { CallCondition, ConditionText } from './call-condition';
import { conditionShown } from './condition-shown';

/**
 * Throws a usage error for conditions that no call reaches: those of a section before them fit every call that they fit, or they contradict each other.
 * The first section that fits answers, so the answers behind them would never be given.
 */
export function refuseHidden(who: string, conditions: readonly CallCondition[], before: readonly AnswerSection[]): void {
  refuseContradiction(who, conditions);
  const first = before.find((section) => section.conditions.length > 0 && covers(section.conditions, conditions));
  if (first === undefined) return;
  const [one, other] = [
    first.conditions.map((condition) => conditionShown(condition)).join(''),
    conditions.map((condition) => conditionShown(condition)).join(''),
  ];
  throw new UsageError(
    one === other
      ? `${who}: ${one} is there twice, and the first answers every call: the answers after the second are never given.`
      : `${who}: ${other} comes after ${one}, which fits every call that it fits: its answers are never given.`,
    one === other ? 'put both answers after one of them: they are given one after the other.' : 'put the more specific condition first.',
  );
}

function refuseContradiction(who: string, conditions: readonly CallCondition[]): void {
  for (const [index, one] of conditions.entries()) {
    for (const other of conditions.slice(index + 1)) {
      if (!excludes(one.says, other.says)) continue;
      throw new UsageError(
        `${who}: ${conditionShown(one)}${conditionShown(other)} asks for both at once.`,
        `write an answer after each: ${conditionShown(one)}.returns({ … })${conditionShown(other)}.returns({ … }).`,
      );
    }
  }
}

function excludes(one: ConditionText, other: ConditionText): boolean {
  return one.at === 'input' && other.at === 'input' ? differs(one.wanted, other.wanted) : sameAxis(one, other);
}

/** Whether nothing holds both: a field has two values. Matchers and predicates may agree whatever they are. */
function differs(one: unknown, other: unknown): boolean {
  if (isFieldsByName(one) && isFieldsByName(other))
    return Object.keys(one).some((key) => Object.hasOwn(other, key) && differs(one[key], other[key]));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length !== other.length || one.some((item, index) => differs(item, other[index]));
  return isKnown(one) && isKnown(other) && one !== other;
}

function isKnown(value: unknown): boolean {
  return typeof value !== 'function' && !(typeof value === 'object' && value !== null && 'asymmetricMatch' in value);
}

/** A call has one attempt, one item of a Map and one branch of the innermost Parallel state. */
function sameAxis(one: ConditionText, other: ConditionText): boolean {
  if (one.at === 'attempt') return other.at === 'attempt';
  if (one.at === 'item') return other.at === 'item' && one.map === other.map;
  if (one.at !== 'branch' || other.at !== 'branch') return false;
  // An index means the innermost, a name any of those around.
  return one.wanted === other.wanted || (typeof one.wanted === 'number' && typeof other.wanted === 'number');
}

function covers(general: readonly CallCondition[], special: readonly CallCondition[]): boolean {
  return general.every(({ says }) => special.some((other) => follows(says, other.says)));
}

/** Whether what the first says is so wherever what the second says is. */
function follows(general: ConditionText, special: ConditionText): boolean {
  if (general.at !== special.at) return false;
  if (general.at === 'item') return general.wanted === special.wanted && general.map === (special as typeof general).map;
  if (general.at !== 'input') return general.wanted === special.wanted;
  return holdsIn(general.wanted, special.wanted);
}

/** Whether an object that holds all of `special` holds all of `general`, too. */
function holdsIn(general: unknown, special: unknown): boolean {
  if (!isFieldsByName(general) || !isFieldsByName(special)) return isDeepStrictEqual(general, special);
  return Object.entries(general).every(([key, value]) => Object.hasOwn(special, key) && holdsIn(value, special[key]));
}
