import { CHOICE_OPERATORS, type ChoiceRule, type JsonValue } from '../../../asl';
import { describePath } from '../../../data';
import { type DataCondition, UNKNOWN_CONDITION } from './condition';
import { type DataPlace, placeOf } from './place';
import { comparing, exactly, NO_VALUE, notComparing, ofSorts, otherThan, type PossibleValues, type ValueSort } from './possible-values';

const SORTS_OF_TYPES: Readonly<Record<string, readonly ValueSort[]>> = {
  string: ['string'],
  number: ['number'],
  boolean: ['true', 'false'],
};

/** Reads a JSONPath choice rule: a place that is absent fails the state, unless the rule asks whether it is there. */
export function jsonPathDataCondition(rule: ChoiceRule): DataCondition {
  if (rule.And !== undefined) return { all: rule.And.map(jsonPathDataCondition) };
  if (rule.Or !== undefined) return { any: rule.Or.map(jsonPathDataCondition) };
  if (rule.Not !== undefined) return { not: jsonPathDataCondition(rule.Not) };
  const name = Object.keys(rule).find((field) => CHOICE_OPERATORS.has(field));
  const place = (question?: string) => placeAt(rule.Variable, question);
  if (name === undefined || place() === undefined) return UNKNOWN_CONDITION;
  const operand = rule[name] as JsonValue;
  const asked = answersOf(name, operand);
  if (asked !== undefined) return { place: place()!, ...asked, nothing: NO_VALUE };
  // Two places, of which either may change.
  if (CHOICE_OPERATORS.get(name)?.path === true) return UNKNOWN_CONDITION;
  const same = place(JSON.stringify([name, operand]))!;
  return { place: same, true: ofSorts('true'), false: ofSorts('false'), nothing: NO_VALUE };
}

function placeAt(text: unknown, question?: string): DataPlace | undefined {
  const described = typeof text === 'string' ? describePath(text) : undefined;
  const facts = described !== undefined && 'facts' in described ? described.facts : undefined;
  if (facts?.segments === undefined || facts.root === 'context') return undefined;
  return placeOf('JSONPath', facts.root === 'variable' ? facts.variables[0] : undefined, facts.segments, question);
}

function answersOf(name: string, operand: JsonValue): { readonly true: PossibleValues; readonly false: PossibleValues } | undefined {
  const turned = (holds: PossibleValues, not: PossibleValues) =>
    operand === true ? { true: holds, false: not } : { true: not, false: holds };
  if (name === 'IsPresent') return turned(otherThan('absent'), ofSorts('absent'));
  if (name === 'IsNull') return turned(ofSorts('null'), otherThan('null', 'absent'));
  const { comparison, type, path } = CHOICE_OPERATORS.get(name) ?? {};
  const sorts = SORTS_OF_TYPES[type ?? ''];
  if (sorts === undefined || path === true) return undefined;
  if (comparison === 'is') return turned(ofSorts(...sorts), otherThan(...sorts, 'absent'));
  if (type === 'boolean') return { true: exactly(operand), false: otherThan(operand === true ? 'true' : 'false', 'absent') };
  if (comparison === undefined || comparison === 'matches' || (typeof operand !== 'number' && typeof operand !== 'string'))
    return undefined;
  return { true: comparing(comparison, operand), false: notComparing(comparison, operand, 'absent') };
}
