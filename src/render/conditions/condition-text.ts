import type { ChoiceRule, QueryLanguage } from '../../asl';
import { jsonataCondition } from './jsonata-condition';
import { jsonPathCondition } from './jsonpath-condition';

/** What a choice rule asks as one short line, in the same words for both query languages: `total > 1000`, `not paid`, `coupon is present`. */
export function conditionText(rule: ChoiceRule, queryLanguage: QueryLanguage): string {
  return queryLanguage === 'JSONata' ? jsonataCondition(rule) : jsonPathCondition(rule);
}
