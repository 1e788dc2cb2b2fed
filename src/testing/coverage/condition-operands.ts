import { jsonataTextOf, parseJsonata, type SyntaxNode } from '../../data';

/** How a condition is put together; `part` is an expression of its own, true or false whatever its value. */
export type ConditionTree =
  | { readonly part: string; readonly shown: string; readonly bindings: readonly string[] }
  | { readonly both: 'and' | 'or'; readonly sides: readonly [ConditionTree, ConditionTree] }
  | { readonly not: ConditionTree };

/** An expression inside of the condition. */
interface ConditionPart {
  readonly node: SyntaxNode;
  /** Without blanks around it: positions of nodes count from its start. */
  readonly text: string;
  /** What the blocks around it bind. */
  readonly bindings: readonly string[];
}

/** How `and`, `or` and `$not` put a JSONata condition together; undefined where they do not, and for a literal. */
export function conditionTree(condition: unknown): ConditionTree | undefined {
  const text = typeof condition === 'string' ? jsonataTextOf(condition) : undefined;
  if (text === undefined) return undefined;
  const tree = treeOf({ node: parseJsonata(text), text, bindings: [] });
  return 'part' in tree ? undefined : tree;
}

function treeOf(part: ConditionPart): ConditionTree {
  return connective(part) ?? inBlock(part) ?? negation(part) ?? leaf(part);
}

/** A comparison with a field that is absent is neither true nor false: behind `and` and `or` it counts as false. */
function leaf({ text, bindings }: ConditionPart): ConditionTree {
  return { part: `{% (${[...bindings, `(${text}) and true`].join('; ')}) %}`, shown: text.replaceAll(/\s+/g, ' '), bindings };
}

function connective({ node, text, bindings }: ConditionPart): ConditionTree | undefined {
  const { value: both, position: end = 0, lhs, rhs } = node;
  if (node.type !== 'binary' || (both !== 'and' && both !== 'or')) return undefined;
  const left = partIn(text.slice(0, end - both.length), lhs as SyntaxNode, bindings);
  const right = partIn(text.slice(end), rhs!, bindings);
  return left === undefined || right === undefined ? undefined : { both, sides: [treeOf(left), treeOf(right)] };
}

function inBlock({ node, text, bindings }: ConditionPart): ConditionTree | undefined {
  const { type, expressions = [], predicate, group } = node;
  const last = expressions.at(-1);
  if (type !== 'block' || last === undefined || predicate !== undefined || group !== undefined) return undefined;
  for (const inner of insidesOf(text)) {
    for (let at = inner.lastIndexOf(';'); expressions.length > 1 && at > 0; at = inner.lastIndexOf(';', at - 1)) {
      const behind = partIn(inner.slice(at + 1), last, [...bindings, inner.slice(0, at)]);
      if (behind !== undefined) return treeOf(behind);
    }
    const only = expressions.length === 1 ? partIn(inner, last, bindings) : undefined;
    if (only !== undefined) return treeOf(only);
  }
  return undefined;
}

/** `$not` of nothing is nothing, not true: only what is true or false in any case may be taken apart. */
function negation({ node, text, bindings }: ConditionPart): ConditionTree | undefined {
  const [argument, more] = node.arguments ?? [];
  if (node.type !== 'function' || node.procedure?.value !== 'not' || node.predicate !== undefined) return undefined;
  if (argument === undefined || more !== undefined) return undefined;
  for (const inner of insidesOf(text)) {
    const part = partIn(inner, argument, bindings);
    const tree = part === undefined ? undefined : treeOf(part);
    if (tree !== undefined) return 'part' in tree ? undefined : { not: tree };
  }
  return undefined;
}

/** What may stand between the outermost parentheses: one in a comment may come before or after them. */
function insidesOf(text: string): string[] {
  const places = [...text.matchAll(/[()]/g)].map((match) => ({ at: match.index, is: match[0] }));
  const opens = places.filter(({ is }) => is === '(').slice(0, 3);
  const closes = places.filter(({ is }) => is === ')').slice(-3);
  return opens.flatMap((open) => [...closes].reverse().map((close) => text.slice(open.at + 1, close.at)));
}

/** What a piece of text says if that is the expression which a node of the whole stands for: a comment may hold what looks like an end. */
function partIn(piece: string, expected: SyntaxNode, bindings: readonly string[]): ConditionPart | undefined {
  const text = piece.trim();
  try {
    const node = parseJsonata(text);
    return meaningOf(node) === meaningOf(expected) ? { node, text, bindings } : undefined;
  } catch {
    return undefined;
  }
}

function meaningOf(node: SyntaxNode): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'position' ? undefined : value instanceof RegExp ? String(value) : value));
}
