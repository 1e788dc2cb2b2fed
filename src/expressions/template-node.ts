import { BuilderError } from './builder-error';
import { copiedNode, isExpression, isStandIn, nodeOf, optionalNode } from './expression-value';
import { loneCopy } from './lone-copy';
import type { ExpressionNode, ObjectField, ReferenceScope } from './node';
import {
  absentNode,
  copyOfKey,
  isAbsentValue,
  isCopyKey,
  isProbing,
  isRecording,
  nextObject,
  noteAbsentField,
  noteCopies,
  noteShadowed,
} from './tracking';

/** Whose value a template is. */
export interface TemplateOwner {
  /** Name of the step; without it whoever calls the callback adds it. */
  readonly step?: string;
  /** What gave the value. @default 'The callback' */
  readonly giver?: string;
}

/**
 * The tree of what a callback returned.
 *
 * @throws BuilderError for a value that JSON cannot carry
 */
export function templateNode(value: unknown, owner: TemplateOwner): ExpressionNode {
  return toNode(value, owner, []);
}

function toNode(value: unknown, owner: TemplateOwner, path: readonly string[]): ExpressionNode {
  if (isExpression(value)) return nodeOf(value);
  if (isAbsentValue(value)) return absentNode;
  if ((typeof value === 'string' && isCopyKey(value)) || copiedNode(value) !== undefined) throw keysTaken(owner);
  if (typeof value === 'string') refuseJsonata(value, owner, path);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'literal', value };
  // A number that the CDK fills in later is a finite one as well.
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'literal', value };
  if (path.length > mostNested) throw nestedTooDeep(owner, path);
  if (Array.isArray(value))
    return { kind: 'array', items: Array.from(value, (item, index) => toNode(item, owner, [...path, String(index)])) };
  if (value instanceof Date && !Number.isNaN(value.getTime())) return { kind: 'literal', value: value.toISOString() };
  if (isPlainObject(value)) return objectNode(value, owner, path);
  throw new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...placed(owner),
    message: `${fieldNamed(owner, path)} gave ${mistakenValue(value)}, which JSON cannot carry.`,
    hint:
      value === undefined
        ? 'return a value in every case, and read fields from references: those of a copy, { ...input }, are not known while the workflow is built.'
        : 'return strings, finite numbers, booleans, null, arrays, plain objects and references.',
  });
}

/** An object is what its fields say; with copies of references among them it is what a merge in the order written gives. */
function objectNode(value: object, owner: TemplateOwner, path: readonly string[]): ExpressionNode {
  const entries = Object.entries(value);
  const copies = entries.flatMap(([key, value], place) => {
    const copy = copyOfKey(key);
    if (copy === undefined) return [];
    // What cloned the copy kept its key and lost what it stands for.
    if (copiedNode(value) === undefined) throw keysTaken(owner);
    return [{ copy, place }];
  });
  const object = nextObject();
  if (copies.length === 0) return { kind: 'object', fields: fieldsOf(entries, object, owner, path) };
  refuseUndefined(entries.slice(copies[0]?.place), owner, path);
  const keys = (from: number, to: number) => entries.slice(from, to).flatMap(([key]) => (isCopyKey(key) ? [] : [key]));
  for (const { copy, place } of copies)
    noteCopies({
      object,
      copy,
      node: copiedNode(entries[place]?.[1]) ?? absentNode,
      before: keys(0, place),
      after: keys(place, entries.length),
    });
  // Only a second run tells whether a field that stands before a copy was written again after it.
  const [early] = keys(0, copies.at(-1)?.place ?? 0);
  if (!isRecording() && early !== undefined) throw orderUnknown(early, owner);
  const parts: ExpressionNode[] = [];
  let from = 0;
  for (const { place } of [...copies, { place: entries.length }]) {
    const fields = fieldsOf(entries.slice(from, place), object, owner, path);
    if (fields.length > 0) parts.push({ kind: 'object', fields });
    const copied = copiedNode(entries[place]?.[1]);
    if (copied !== undefined) parts.push(copied);
    from = place + 1;
  }
  const [only, ...more] = parts;
  if (only === undefined || more.length > 0) return { kind: 'call', operator: 'merge', operands: parts };
  return entries.length === 1 ? loneCopy(only) : only;
}

/** Under which a step keeps its description. */
const stepKey = Symbol.for('drystep.step');

type Entries = readonly (readonly [key: string, value: unknown])[];

function fieldsOf(entries: Entries, object: number, owner: TemplateOwner, path: readonly string[]): readonly ObjectField[] {
  return entries.flatMap(([key, value]) => {
    if (!isStandIn(value)) return objectField(key, value, owner, path);
    noteShadowed(object, key);
    return [];
  });
}

function objectField(key: string, value: unknown, owner: TemplateOwner, path: readonly string[]): readonly ObjectField[] {
  if (value === undefined) {
    noteAbsentField([...path, key].join('.'));
    return isProbing() ? [{ key, value: absentNode, optional: false }] : [];
  }
  refusePath(key, value, owner, path);
  if (key === '__proto__') throw lostKey(owner, path);
  const optional = optionalNode(value);
  return [{ key, value: optional ?? toNode(value, owner, [...path, key]), optional: optional !== undefined }];
}

/** JavaScript would write nothing over the field; a merge cannot say that. */
function refuseUndefined(entries: Entries, owner: TemplateOwner, path: readonly string[]): void {
  const undefinedEntry = isProbing() ? undefined : entries.find(([, value]) => value === undefined);
  if (undefinedEntry === undefined) return;
  throw new BuilderError({
    code: 'SPREAD_UNDEFINED',
    ...placed(owner),
    message: `Field "${[...path, undefinedEntry[0]].join('.')}" is undefined after a spread, which would keep the field.`,
    hint: 'write pick(input, ...) with the fields to keep.',
  });
}

/** Deeper than any data of a workflow; an object that holds itself has no end. */
const mostNested = 500;

function nestedTooDeep(owner: TemplateOwner, path: readonly string[]): BuilderError {
  return new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...placed(owner),
    message: `Field "${path.slice(0, 3).join('.')}.…" is nested more than ${mostNested} deep, as an object is that holds itself.`,
    hint: 'return the fields that are needed.',
  });
}

/** Text is text: an expression written as one would reach the data as it stands. */
function refuseJsonata(text: string, owner: TemplateOwner, path: readonly string[]): void {
  if (!/^\s*\{%[\s\S]*\$states\.[\s\S]*%\}\s*$/.test(text)) return;
  throw new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...placed(owner),
    message: `${fieldNamed(owner, path)} gave the text ${JSON.stringify(text)}, which would be plain text here, not an expression.`,
    hint: 'write references and the functions of drystep/expressions, or raw`$sum(${input.lines}.price)` for an expression of your own.',
  });
}

/** A template of JSONPath marks what is a path by the name of the field; here it would be a name like any other. */
function refusePath(key: string, value: unknown, owner: TemplateOwner, path: readonly string[]): void {
  if (!key.endsWith('.$') || typeof value !== 'string' || !/^(?:\$|States\.)/.test(value)) return;
  throw new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...placed(owner),
    message: `Field "${[...path, key].join('.')}" is written as a path of JSONPath, ${value}, which would be plain text here.`,
    hint: `write ${key.slice(0, -2)}: with the reference itself, as in input.orderId.`,
  });
}

/** aws-cdk-lib copies definitions key by key, and loses this one without a word. */
function lostKey(owner: TemplateOwner, path: readonly string[]): BuilderError {
  return new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...placed(owner),
    message: `Field "${[...path, '__proto__'].join('.')}" would be missing in the definition: aws-cdk-lib loses a key of that name.`,
    hint: 'choose another name for the field.',
  });
}

function fieldNamed({ giver = 'The callback' }: TemplateOwner, path: readonly string[]): string {
  return path.length === 0 ? giver : `Field "${path.join('.')}"`;
}

function placed({ step }: TemplateOwner): { readonly step?: string } {
  return step === undefined ? {} : { step };
}

/** The error for keys that somebody asked for. */
export function keysTaken(owner: TemplateOwner): BuilderError {
  return new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    ...placed(owner),
    message: 'The keys of a reference are not known while the workflow is built, and Object.keys, values, entries or in asked for them.',
    hint: 'name the fields you need: input.orderId, or pick(input, ...) for several.',
  });
}

/** The error for a field that may have been written before a copy as well as after it. */
export function orderUnknown(key: string, owner: TemplateOwner): BuilderError {
  return new BuilderError({
    code: 'SPREAD_ORDER',
    ...placed(owner),
    message: `Field "${key}" is on both sides of a spread, or may be, so it is not known which of the two wins.`,
    hint: `write "${key}" once, or write the order out: merge(merge(defaults, input), changes).`,
  });
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || optionalNode(value) !== undefined || stepKey in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function mistakenValue(value: unknown): string {
  if (optionalNode(value) !== undefined) return 'an optional() value outside an object';
  if (typeof value === 'object' && value !== null && stepKey in value) return 'a step';
  if (value instanceof Date) return 'an invalid date';
  if (Object.prototype.toString.call(value) === '[object Promise]') return 'a promise, as async functions do';
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}

/**
 * Checks that every reference in the tree was made for this scope.
 *
 * @throws BuilderError naming the step the reference belongs to
 */
export function checkScope(node: ExpressionNode, scope: ReferenceScope, items: ReadonlySet<ExpressionNode> = new Set()): void {
  if (node.kind === 'bound' && !items.has(node)) {
    throw new BuilderError({
      code: 'REFERENCE_OUT_OF_SCOPE',
      step: scope.step,
      message: 'It uses the item that was given to a function of an array, outside of what that function returns.',
      hint: 'compute from the item inside the function: sum(mapItems(input.lines, (line) => line.price)).',
    });
  }
  if (node.kind === 'root' && node.scope !== scope) {
    throw new BuilderError({
      code: 'REFERENCE_OUT_OF_SCOPE',
      step: scope.step,
      message: `It uses the reference "${node.root}" that was given to a callback of step "${node.scope.step}".`,
      hint: 'use the references that this callback itself receives; carry data from step to step with into or assign.',
    });
  }
  const inside = node.kind === 'lambda' ? new Set([...items, node.item]) : items;
  for (const child of childNodes(node)) checkScope(child, scope, inside);
}

/** The parts of a node. */
export function childNodes(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.kind === 'field' || node.kind === 'index') return [node.of];
  if (node.kind === 'object') return node.fields.map((entry) => entry.value);
  if (node.kind === 'array') return node.items;
  if (node.kind === 'lambda') return [node.body];
  if (node.kind === 'composed') return node.values;
  return node.kind === 'call' ? node.operands : [];
}

/** Whether a tree merges objects, as copies by spread do. */
export function isMerge(node: ExpressionNode): boolean {
  return node.kind === 'call' && node.operator === 'merge';
}
