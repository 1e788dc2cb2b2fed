import { CHOICE_OPERATORS, isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsIn, ownKey } from '../../asl';

/** A place of which a rule asks what cannot be at once, and what that is. */
export interface Contradiction {
  readonly variable: string;
  readonly text: string;
}

/** One comparison of a conjunction that is true only for some values. */
interface Demand {
  readonly operator: string;
  readonly operand: JsonValue;
  /** The type that the value must have. */
  readonly type: string | undefined;
}

/** The first contradiction of an `And` anywhere in a choice rule: comparisons of one place that no value makes true together. */
export function contradictionIn(rule: JsonObject): Contradiction | undefined {
  const parts = conjuncts(rule);
  const own = parts.length > 1 ? contradictionOf(parts) : undefined;
  if (own !== undefined) return own;
  for (const inner of innerRules(rule)) {
    const found = contradictionIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function innerRules(rule: JsonObject): readonly JsonObject[] {
  const not = ownKey(rule, 'Not');
  return [...(isJsonObject(not) ? [not] : []), ...['And', 'Or'].flatMap((field) => rulesOf(rule, field))];
}

function rulesOf(rule: JsonObject, field: string): readonly JsonObject[] {
  const rules = ownKey(rule, field);
  return isJsonArray(rules) ? objectsIn(rules) : [];
}

/** The comparisons that must all be true. */
function conjuncts(rule: JsonObject): readonly JsonObject[] {
  const parts = rulesOf(rule, 'And');
  return parts.length === 0 ? [rule] : parts.flatMap(conjuncts);
}

function contradictionOf(rules: readonly JsonObject[]): Contradiction | undefined {
  const places = new Map<string, Demand[]>();
  for (const rule of rules) {
    const variable = ownKey(rule, 'Variable');
    if (typeof variable !== 'string') continue;
    const demands = places.get(variable) ?? [];
    places.set(variable, demands);
    for (const [field, operand] of Object.entries(rule)) {
      const operator = CHOICE_OPERATORS.get(field);
      if (operator === undefined || operator.path) continue;
      const type = operator.comparison === 'is' && operand !== true ? undefined : operator.type;
      demands.push({ operator: field, operand, type: type === 'timestamp' ? 'string' : type });
    }
  }
  for (const [variable, demands] of places) {
    const text = clash(demands);
    if (text !== undefined) return { variable, text };
  }
  return undefined;
}

function clash(demands: readonly Demand[]): string | undefined {
  const absent = demands.some(({ operator, operand }) => operator === 'IsPresent' && operand === false);
  const typed = demands.filter(({ type }) => type !== undefined);
  if (absent && typed.length > 0) return 'be absent and compared';
  const other = typed.find(({ type }) => type !== typed[0]?.type);
  if (other !== undefined) return `be a ${typed[0]?.type} and a ${other.type}`;
  const equal = demands.filter(({ operator }) => /^(?:String|Numeric|Boolean)Equals$/.test(operator)).map(({ operand }) => operand);
  const different = equal.find((operand) => operand !== equal[0]);
  if (different !== undefined) return `be ${JSON.stringify(equal[0])} and ${JSON.stringify(different)}`;
  return emptyInterval(demands);
}

const BOUNDS: Readonly<Record<string, { readonly low?: boolean; readonly high?: boolean; readonly inclusive: boolean }>> = {
  NumericEquals: { low: true, high: true, inclusive: true },
  NumericGreaterThan: { low: true, inclusive: false },
  NumericGreaterThanEquals: { low: true, inclusive: true },
  NumericLessThan: { high: true, inclusive: false },
  NumericLessThanEquals: { high: true, inclusive: true },
};

/** Numbers that would have to be above one bound and below a smaller one. */
function emptyInterval(demands: readonly Demand[]): string | undefined {
  for (const low of demands)
    for (const high of demands) {
      const [above, below] = [BOUNDS[low.operator], BOUNDS[high.operator]];
      if (above?.low !== true || below?.high !== true || typeof low.operand !== 'number' || typeof high.operand !== 'number') continue;
      const isEmpty = low.operand > high.operand || (low.operand === high.operand && !(above.inclusive && below.inclusive));
      if (isEmpty) return `be ${words(low)} and ${words(high)}`;
    }
  return undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  NumericEquals: '',
  NumericGreaterThan: 'more than ',
  NumericGreaterThanEquals: 'at least ',
  NumericLessThan: 'less than ',
  NumericLessThanEquals: 'at most ',
};

function words({ operator, operand }: Demand): string {
  return `${WORDS[operator] ?? ''}${JSON.stringify(operand)}`;
}
