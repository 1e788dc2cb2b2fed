export {
  chunk,
  concat,
  contains,
  filter,
  find,
  flatten,
  itemAt,
  mapItems,
  maxOf,
  minOf,
  range,
  reverse,
  sort,
  sortBy,
  sum,
  unique,
} from './arrays';
export { atConstruct, atStep, BuilderError, type BuilderErrorDetails, isBuilderError } from './builder-error';
export { callbackNode } from './callback-node';
export { optional, required } from './expression-value';
export { type ExpressionNode, internalRoot, type ObjectField, type ReferenceScope, type RootName } from './node';
export {
  abs,
  ceil,
  divide,
  floor,
  isAfter,
  isBefore,
  isSameOrAfter,
  isSameOrBefore,
  isSameTime,
  keysOf,
  later,
  millisOf,
  multiply,
  now,
  pick,
  randomInteger,
  remainder,
  timestampOf,
  valuesOf,
} from './numbers';
export type { Operator } from './operator';
export {
  add,
  and,
  type Compared,
  count,
  eq,
  format,
  fromJson,
  gt,
  gte,
  ifElse,
  isBoolean,
  isNull,
  isNumeric,
  isPresent,
  isString,
  isTimestamp,
  lt,
  lte,
  matches,
  merge,
  neq,
  not,
  type Operand,
  or,
  orElse,
  raw,
  subtract,
  type TextHolding,
  toJson,
  uuid,
} from './operators';
export { field, reference, rootReference } from './reference';
export { type RegexMatch, regexMatch, regexReplace, regexTest } from './regexes';
export { requireAtMost } from './require-at-most';
export { requireValue } from './require-value';
export { spokenExpression } from './spoken-expression';
export { checkScope, childNodes, isMerge, templateNode } from './template-node';
export {
  base64Decode,
  base64Encode,
  endsWith,
  type HashAlgorithm,
  hash,
  includesText,
  join,
  lower,
  replaceText,
  split,
  splitAny,
  startsWith,
  substring,
  textLength,
  toNumber,
  toText,
  trim,
  upper,
} from './texts';
export type {
  AnyFields,
  CopiedValue,
  CopyKey,
  CopyOf,
  Expression,
  OptionalField,
  Ref,
  RefFields,
  TaskToken,
  VariableRefs,
  WriteMapItemsOrFilter,
} from './types/expression';
export type { Held, IfAny, IfNever, Jsonify, NoneIf, OnlyIf, OpenBound, Scalar } from './types/json-types';
export type { Merged, MergeSide } from './types/merged';
export type { AnyCallbacks, Mistake, Refused, ToldOrOpen } from './types/mistake';
export type {
  AnyTemplate,
  FieldsTaken,
  HoldsToken,
  IsUnion,
  KeepsTexts,
  PayloadFit,
  PayloadTemplate,
  Resolved,
  ResolvedObject,
  Template,
} from './types/template';
export type { WrittenFit } from './types/written';
