import type { SyntaxNode } from '../../../data';
import { type DataPlace, placeOf } from './place';

/** A constant in an expression. */
export type Constant = string | number | boolean | null;

/** The place that an expression reads if it is nothing but a path of names into the input of the state, or into a variable. */
export function placeIn(node: SyntaxNode): DataPlace | undefined {
  const names = pathNames(node);
  if (names === undefined) return undefined;
  const [root, ...rest] = names as [string, ...string[]];
  if (root !== 'states') return placeOf('JSONata', root, rest);
  return rest[0] === 'input' && rest.length > 1 ? placeOf('JSONata', undefined, rest.slice(1)) : undefined;
}

/** Whether an expression is the whole input of the state. */
export function isInput(node: SyntaxNode): boolean {
  const names = pathNames(node);
  return names?.length === 2 && names[0] === 'states' && names[1] === 'input';
}

/** `$a.b.c`, without anything that selects, sorts, groups or binds. */
function pathNames(node: SyntaxNode): readonly string[] | undefined {
  const { type, steps = [], keepSingletonArray } = node;
  const [first, ...rest] = type === 'path' ? steps : [node];
  if (first?.type !== 'variable' || first.value === '' || first.value === '$' || keepSingletonArray === true) return undefined;
  if (![node, first, ...rest].every(isBareNode) || rest.some((step) => step.type !== 'name')) return undefined;
  return [first, ...rest].map((step) => String(step.value));
}

function isBareNode({ stages, predicate, group, keepArray, focus, index, ancestor, tuple }: SyntaxNode): boolean {
  return [stages, predicate, group, keepArray, focus, index, ancestor, tuple].every((each) => each === undefined || each === false);
}

/** The constant that an expression is; undefined for any other. */
export function constantIn(node: SyntaxNode): Constant | undefined {
  const { type, value, expression } = node;
  if (!isBareNode(node)) return undefined;
  if (type === 'string' || type === 'number') return value as string | number;
  if (type === 'value') return value as boolean | null;
  return type === 'unary' && value === '-' && expression?.type === 'number' ? -(expression.value as number) : undefined;
}

/** The constants of a list of them: `["A", "B"]`. */
export function constantsIn(node: SyntaxNode): readonly Constant[] | undefined {
  const { type, value, expressions } = node;
  if (type !== 'unary' || value !== '[' || expressions === undefined || !isBareNode(node)) return undefined;
  const constants = expressions.map(constantIn);
  return constants.includes(undefined) ? undefined : (constants as Constant[]);
}

/** The arguments of a call of a function of the language by its name. */
export function argumentsOf(node: SyntaxNode, name: string): readonly SyntaxNode[] | undefined {
  const { type, procedure } = node;
  return type === 'function' && procedure?.type === 'variable' && procedure.value === name && isBareNode(node) ? node.arguments : undefined;
}
