/** What a comparison operator of a Choice rule compares. */
export type OperandType = 'string' | 'number' | 'boolean' | 'timestamp';

/** How the two sides are compared. */
export type Comparison = 'equals' | 'lessThan' | 'lessThanEquals' | 'greaterThan' | 'greaterThanEquals' | 'matches' | 'is';

/** One operator: what stands at its right, and whether that is a literal or a path to it. */
export interface ChoiceOperator {
  readonly comparison: Comparison;
  /** Type of the compared values; for `is` the type asked for, absent for IsNull and IsPresent. */
  readonly type?: OperandType;
  /** True when the right side is a path. */
  readonly path: boolean;
}

const ORDERED = {
  Equals: 'equals',
  LessThan: 'lessThan',
  LessThanEquals: 'lessThanEquals',
  GreaterThan: 'greaterThan',
  GreaterThanEquals: 'greaterThanEquals',
} as const;
const ORDERED_TYPES = { String: 'string', Numeric: 'number', Timestamp: 'timestamp' } as const;

function buildOperators(): Record<string, ChoiceOperator> {
  const operators: Record<string, ChoiceOperator> = {};
  const add = (name: string, comparison: Comparison, type: OperandType): void => {
    operators[name] = { comparison, type, path: false };
    operators[`${name}Path`] = { comparison, type, path: true };
  };
  for (const [prefix, type] of Object.entries(ORDERED_TYPES))
    for (const [suffix, comparison] of Object.entries(ORDERED)) add(prefix + suffix, comparison, type);
  add('BooleanEquals', 'equals', 'boolean');
  operators['StringMatches'] = { comparison: 'matches', type: 'string', path: false };
  operators['IsNull'] = { comparison: 'is', path: false };
  operators['IsPresent'] = { comparison: 'is', path: false };
  operators['IsNumeric'] = { comparison: 'is', type: 'number', path: false };
  operators['IsString'] = { comparison: 'is', type: 'string', path: false };
  operators['IsBoolean'] = { comparison: 'is', type: 'boolean', path: false };
  operators['IsTimestamp'] = { comparison: 'is', type: 'timestamp', path: false };
  return operators;
}

/** The 39 comparison operators of JSONPath Choice rules, by name. `And`, `Or` and `Not` are not among them. */
export const CHOICE_OPERATORS: ReadonlyMap<string, ChoiceOperator> = new Map(Object.entries(buildOperators()));
