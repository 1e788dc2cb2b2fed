import { BuilderError } from './builder-error';
import { isExpression, nodeOf, optionalNode } from './expression-value';
import type { ExpressionNode, ObjectField, ReferenceScope } from './node';

/** Whose value a template is. */
export interface TemplateOwner {
  /** Name of the step; without it whoever calls the callback adds it. */
  readonly step?: string;
  /** What gave the value. @default 'The callback' */
  readonly giver?: string;
}

/**
 * Gives the tree of what a callback returned.
 *
 * @throws BuilderError for a value that JSON cannot carry
 */
export function templateNode(value: unknown, owner: TemplateOwner): ExpressionNode {
  return toNode(value, owner, []);
}

function toNode(value: unknown, owner: TemplateOwner, path: readonly string[]): ExpressionNode {
  if (isExpression(value)) return nodeOf(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'literal', value };
  // A number that the CDK fills in later is a finite one as well.
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'literal', value };
  if (Array.isArray(value)) return { kind: 'array', items: value.map((item, index) => toNode(item, owner, [...path, String(index)])) };
  if (value instanceof Date) return { kind: 'literal', value: value.toISOString() };
  if (isPlainObject(value))
    return { kind: 'object', fields: Object.entries(value).flatMap(([key, entry]) => objectField(key, entry, owner, path)) };
  const { step, giver = 'The callback' } = owner;
  throw new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    ...(step === undefined ? {} : { step }),
    message: `${path.length === 0 ? giver : `Field "${path.join('.')}"`} gave ${describe(value)}, which JSON cannot carry.`,
    hint: 'return strings, finite numbers, booleans, null, arrays, plain objects and references.',
  });
}

function objectField(key: string, value: unknown, owner: TemplateOwner, path: readonly string[]): readonly ObjectField[] {
  if (value === undefined) return [];
  const optional = optionalNode(value);
  return [{ key, value: optional ?? toNode(value, owner, [...path, key]), optional: optional !== undefined }];
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || optionalNode(value) !== undefined) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (optionalNode(value) !== undefined) return 'an optional() value outside an object';
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}

/**
 * Checks that every reference in the tree was made for this scope.
 *
 * @throws BuilderError naming the step the reference belongs to
 */
export function checkScope(node: ExpressionNode, scope: ReferenceScope): void {
  if (node.kind === 'root' && node.scope !== scope) {
    throw new BuilderError({
      code: 'REFERENCE_OUT_OF_SCOPE',
      step: scope.step,
      message: `It uses the reference "${node.root}" that was handed to a callback of step "${node.scope.step}".`,
      hint: 'use the references that this callback itself receives; carry data from step to step with into or assign.',
    });
  }
  for (const child of childrenOf(node)) checkScope(child, scope);
}

/** The parts of a node. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.kind === 'field' || node.kind === 'index') return [node.of];
  if (node.kind === 'object') return node.fields.map((entry) => entry.value);
  if (node.kind === 'array') return node.items;
  if (node.kind === 'lambda') return [node.body];
  return node.kind === 'call' ? node.operands : [];
}
