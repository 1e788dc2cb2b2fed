import {
  type AnyStateNode,
  CHOICE_OPERATORS,
  childPointer,
  isJsonArray,
  isJsonataText,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../asl';

/**
 * What the language allows at a place: any path; a reference path to read; the path to write at (`ResultPath`);
 * a path or intrinsic call; the same, a member of a payload template; a JSONata expression.
 */
export type SiteKind = 'path' | 'referencePath' | 'resultPath' | 'pathOrIntrinsic' | 'templateMember' | 'jsonata';

/** A place in a state that holds an expression. */
export interface ExpressionSite {
  readonly node: AnyStateNode;
  readonly kind: SiteKind;
  /** The value as written; only `templateMember` may hold something else than a string. */
  readonly value: JsonValue;
  readonly pointer: string;
  /** The key it stands under. */
  readonly field: string;
  /** The object that has the key. */
  readonly parentPointer: string;
  /** The field of the state it belongs to, such as `Parameters` or `Catch`. */
  readonly stateField: string;
  /** `$states.result` exists here. */
  readonly hasResult: boolean;
  /** `$states.errorOutput` exists here. */
  readonly hasErrorOutput: boolean;
}

const PATH_FIELDS: Readonly<Record<string, SiteKind>> = {
  InputPath: 'path',
  OutputPath: 'path',
  ResultPath: 'resultPath',
  ItemsPath: 'path',
  SecondsPath: 'referencePath',
  TimestampPath: 'referencePath',
  TimeoutSecondsPath: 'referencePath',
  HeartbeatSecondsPath: 'referencePath',
  MaxConcurrencyPath: 'referencePath',
  ToleratedFailureCountPath: 'referencePath',
  ToleratedFailurePercentagePath: 'referencePath',
  MaxItemsPath: 'referencePath',
  MaxItemsPerBatchPath: 'referencePath',
  MaxInputBytesPerBatchPath: 'referencePath',
  ErrorPath: 'pathOrIntrinsic',
  CausePath: 'pathOrIntrinsic',
};
const TEMPLATE_FIELDS = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'Credentials', 'BatchInput'];
const JSONATA_FIELDS = [
  'Arguments',
  'Output',
  'Assign',
  'Items',
  'ItemSelector',
  'BatchInput',
  'MaxConcurrency',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'Seconds',
  'Timestamp',
  'Condition',
  'Error',
  'Cause',
  'Credentials',
  'MaxItems',
  'MaxItemsPerBatch',
  'MaxInputBytesPerBatch',
];
/** Objects of a Map whose fields may hold expressions in their turn. */
const NESTED_OBJECTS = ['ItemReader', 'ReaderConfig', 'ItemBatcher', 'ResultWriter'];

type Base = Pick<ExpressionSite, 'node' | 'stateField' | 'hasResult' | 'hasErrorOutput'>;

/** Every place of a state that holds an expression, those of nested states not included. */
export function expressionSites(node: AnyStateNode, state: JsonObject): ExpressionSite[] {
  const sites: ExpressionSite[] = [];
  const base = { node, hasResult: false, hasErrorOutput: false };
  for (const [field, value] of Object.entries(state)) {
    const pointer = childPointer(node.pointer, field);
    if (field === 'Catch')
      forEachObject(value, pointer, (catcher, at) => objectSites(catcher, at, { ...base, stateField: field, hasErrorOutput: true }, sites));
    else if (field === 'Choices') forEachObject(value, pointer, (rule, at) => ruleSites(rule, at, { ...base, stateField: field }, sites));
    else
      fieldSites(
        field,
        value,
        node.pointer,
        { ...base, stateField: field, hasResult: givesResult(node) && (field === 'Output' || field === 'Assign') },
        sites,
      );
  }
  return sites;
}

function givesResult(node: AnyStateNode): boolean {
  return node.type === 'Task' || node.type === 'Map' || node.type === 'Parallel';
}

function objectSites(object: JsonObject, pointer: string, base: Base, sites: ExpressionSite[]): void {
  for (const [field, value] of Object.entries(object)) fieldSites(field, value, pointer, base, sites);
}

function fieldSites(field: string, value: JsonValue, parentPointer: string, base: Base, sites: ExpressionSite[]): void {
  const pointer = childPointer(parentPointer, field);
  const pathKind = Object.hasOwn(PATH_FIELDS, field) ? PATH_FIELDS[field] : undefined;
  if (NESTED_OBJECTS.includes(field) && isJsonObject(value)) {
    objectSites(value, pointer, base, sites);
  } else if (base.node.queryLanguage === 'JSONata') {
    if (JSONATA_FIELDS.includes(field)) jsonataSites(field, value, parentPointer, base, sites);
  } else if (pathKind !== undefined) {
    if (typeof value === 'string') sites.push({ ...base, kind: pathKind, value, pointer, field, parentPointer });
  } else if (TEMPLATE_FIELDS.includes(field)) {
    templateSites(value, pointer, base, sites);
  }
}

function ruleSites(rule: JsonObject, pointer: string, base: Base, sites: ExpressionSite[]): void {
  objectSites(rule, pointer, base, sites);
  if (base.node.queryLanguage === 'JSONata') return;
  for (const [field, value] of Object.entries(rule)) {
    const at = childPointer(pointer, field);
    if (typeof value === 'string' && (field === 'Variable' || CHOICE_OPERATORS.get(field)?.path)) {
      sites.push({ ...base, kind: 'path', value, pointer: at, field, parentPointer: pointer });
    } else if (field === 'And' || field === 'Or') {
      forEachObject(value, at, (inner, place) => ruleSites(inner, place, base, sites));
    } else if (field === 'Not' && isJsonObject(value)) {
      ruleSites(value, at, base, sites);
    }
  }
}

function templateSites(value: JsonValue, pointer: string, base: Base, sites: ExpressionSite[]): void {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) templateSites(item, childPointer(pointer, index), base, sites);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      if (key.endsWith('.$'))
        sites.push({ ...base, kind: 'templateMember', value: member, pointer: at, field: key, parentPointer: pointer });
      else templateSites(member, at, base, sites);
    }
  }
}

function jsonataSites(field: string, value: JsonValue, parentPointer: string, base: Base, sites: ExpressionSite[]): void {
  const pointer = childPointer(parentPointer, field);
  if (isJsonataText(value)) sites.push({ ...base, kind: 'jsonata', value, pointer, field, parentPointer });
  else if (isJsonArray(value)) for (const [index, item] of value.entries()) jsonataSites(String(index), item, pointer, base, sites);
  else if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) jsonataSites(key, member, pointer, base, sites);
}

function forEachObject(value: JsonValue, pointer: string, visit: (object: JsonObject, pointer: string) => void): void {
  if (!isJsonArray(value)) return;
  value.forEach((item: JsonValue, index) => {
    if (isJsonObject(item)) visit(item, childPointer(pointer, index));
  });
}
