import type { ChoiceRule, JsonObject } from '../../asl';
import { validator } from '../lazy-validator';

/** Rules of a Choice that some data reach, by their number, and whether any reach its Default. */
export interface ReachedRules {
  readonly rules: readonly number[];
  readonly fallback: boolean;
}

/** The rules that may hold: not those that are never true, and none behind one that is true whenever they are. */
export function reachedRules(rules: readonly ChoiceRule[]): ReachedRules {
  const unreached = validator().unreachedRules(rules as unknown as readonly JsonObject[]);
  const always = rules.findIndex((rule) => constantOf(rule) === true);
  return {
    rules: rules.flatMap((rule, index) => (unreached.has(index) || constantOf(rule) === false ? [] : [index])),
    fallback: always === -1,
  };
}

/** What a condition without a question comes to: `true`, `{% false %}`. */
function constantOf({ Condition }: ChoiceRule): boolean | undefined {
  if (typeof Condition === 'boolean') return Condition;
  const text = /^\{%\s*(true|false)\s*%\}$/.exec(String(Condition))?.[1];
  return text === undefined ? undefined : text === 'true';
}
