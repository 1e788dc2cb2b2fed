import { kinds } from '../asl';
import { expressionOf } from './expression-value';
import type { ExpressionNode } from './node';
import { call, type Operand, withoutDefault } from './operators';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import { requireConstant } from './require-constant';
import { requireValue } from './require-value';
import { templateNode } from './template-node';
import { isCalledOftener, recorded } from './tracking';
import type { Expression, Ref } from './types/expression';
import type { Resolved, Template } from './types/template';
import type { WrittenFit } from './types/written';

type Items<Item> = Expression<readonly Item[]>;

const OTHER_THAN_0 = { expected: 'a whole number other than 0', accepts: (value: unknown) => value !== 0 && Number.isSafeInteger(value) };

// Functions inside functions count up, so that each sees its own item and the same program gives the same names.
let depth = 0;

function lambda<Item>(operator: string, by: (item: Ref<Item>) => unknown): Expression<unknown> {
  requireValue(`${operator}()`, by, kinds.callable, 'what it does to an item', `write ${operator}(input.lines, (line) => …).`);
  depth += 1;
  const parameter = `item${depth}`;
  try {
    const item: ExpressionNode = { kind: 'bound', name: parameter };
    const run = () => templateNode(by(reference<Item>(item)), { giver: `The function of ${operator}(...)` });
    if (isCalledOftener()) recorded({}, run);
    return expressionOf({ kind: 'lambda', parameter, item, body: run() } satisfies ExpressionNode);
  } finally {
    depth -= 1;
  }
}

/** What the function gives for each item. JSONata only. */
export function mapItems<Item, Written>(
  items: Items<Item>,
  by: (item: Ref<Item>) => Written & WrittenFit<Written>,
): Ref<Resolved<Written>[]> {
  requireAtMost('mapItems()', 2, arguments);
  return reference(call('mapItems', [items, lambda('mapItems', by)]));
}

/** The items for which the condition holds. JSONata only. */
export function filter<Item>(items: Items<Item>, by: (item: Ref<Item>) => Expression<boolean>): Ref<Item[]> {
  requireAtMost('filter()', 2, arguments);
  return reference(call('filter', [items, lambda('filter', by)]));
}

/** The first item for which the condition holds; absent when there is none. JSONata only. */
export function find<Item>(items: Items<Item>, by: (item: Ref<Item>) => Expression<boolean>): Ref<Item | undefined> {
  requireAtMost('find()', 2, arguments);
  return reference(call('find', [items, lambda('find', by)]));
}

/** The sum of the items. JSONata only. */
export function sum(items: Items<number>): Expression<number> {
  return expressionOf(call('sum', [items], arguments));
}

/** The greatest item; fails at run time when there is none. JSONata only. */
export function maxOf(items: Items<number>): Expression<number> {
  return expressionOf(call('maxOf', [items], arguments));
}

/** The least item; fails at run time when there is none. JSONata only. */
export function minOf(items: Items<number>): Expression<number> {
  return expressionOf(call('minOf', [items], arguments));
}

/** The items of all the arrays, one level up. JSONata only. */
export function flatten<Item>(items: Items<readonly Item[]>): Ref<Item[]> {
  return reference(call('flatten', [items], arguments));
}

/** The items in arrays of that size; the last may be shorter. */
export function chunk<Item>(items: Items<Item>, size: Operand<number>): Ref<Item[][]> {
  requireConstant('chunk()', size, kinds.wholeNumber(1), 'the size', 'write chunk(input.lines, 10).');
  return reference(call('chunk', [items, size], arguments));
}

/**
 * The numbers from the first to the last, which is one of them when the steps meet it.
 *
 * @param step the distance between two numbers, 1 by default
 */
export function range(from: Operand<number>, to: Operand<number>, step?: Operand<number>): Ref<number[]>;
export function range(...operands: readonly unknown[]): Ref<number[]> {
  requireAtMost('range()', 3, operands);
  const given = withoutDefault(operands, 2);
  for (const operand of given.slice(0, 2))
    requireConstant('range()', operand, kinds.integer, 'the first and the last', 'write range(1, 10).');
  requireConstant('range()', given[2], OTHER_THAN_0, 'the step', 'write range(1, 10, 2), or range(10, 1, -1) to go down.');
  return reference(call('range', given.length === 2 ? [...given, 1] : given));
}

/** The items without repetitions: in their order in JSONata, and in JSONPath in that of a hash table, as `States.ArrayUnique` gives them. */
export function unique<Item>(items: Items<Item>): Ref<Item[]> {
  return reference(call('unique', [items], arguments));
}

/**
 * Whether the array has this item.
 *
 * @example contains(['gift', 'bulk'], input.kind)
 */
export function contains<Item extends string | number | boolean>(items: Items<Item>, item: Operand<NoInfer<Item>>): Expression<boolean>;
export function contains<Item extends string | number | boolean>(
  items: readonly NoInfer<Item>[],
  item: Expression<Item>,
): Expression<boolean>;
export function contains(items: unknown, item: unknown): Expression<boolean> {
  return expressionOf(call('contains', [items, item], arguments));
}

/** The item at a position, from 0; for a position known while building, write `items[0]`. */
export function itemAt<Item>(items: Items<Item>, index: Operand<number>): Ref<Item> {
  requireConstant('itemAt()', index, kinds.integer, 'the position', 'count from 0, or from -1 for the last in JSONata.');
  return reference(call('itemAt', [items, index], arguments));
}

/**
 * The items of all the arrays, one after the other; an array that is absent adds none. JSONata only.
 *
 * @example concat(input.pages, [result.page])
 */
export function concat<Item>(
  first: Items<Item>,
  ...more: readonly (Items<NoInfer<Item>> | readonly Template<NoInfer<Item>>[])[]
): Ref<Item[]> {
  return reference(call('concat', [first, ...more], arguments));
}

/** The items from the last to the first. JSONata only. */
export function reverse<Item>(items: Items<Item>): Ref<Item[]> {
  return reference(call('reverse', [items], arguments));
}

/** The items from the least to the greatest, all of them numbers or all of them texts; fails at run time for others. JSONata only. */
export function sort<Item extends number | string>(items: Items<Item>): Ref<Item[]> {
  return reference(call('sort', [items], arguments));
}

/**
 * The items in the order of what the function gives for each; those for which it gives the same stay as they were. JSONata only.
 *
 * @example sortBy(input.lines, (line) => line.price, 'descending')
 */
export function sortBy<Item>(
  items: Items<Item>,
  by: (item: Ref<Item>) => Expression<number> | Expression<string>,
  order: 'ascending' | 'descending' = 'ascending',
): Ref<Item[]> {
  requireAtMost('sortBy()', 3, arguments);
  return reference(call('sortBy', [items, lambda('sortBy', by), order]));
}
